import Support
import Testing

@testable import Fetch

/// Rows N38 and N22 of the fault matrix: connections that cannot be trusted.
@Suite(.enabled(if: TLSServer.isAvailable, Comment(rawValue: TLSServer.skipReason)))
struct TLSFaultTests {
  private let subject = "DNS:localhost,IP:127.0.0.1"

  /// A server with a certificate of its own, and a client that trusts it if asked to.
  private func serve(
    subject: String, days: Int = 2, isTrusted: Bool = true, options: [String] = []
  ) throws -> (Weather, TLSServer) {
    var weather = try Weather()
    let folder = weather.folder.path
    try TLSServer.makeCertificate("site", for: subject, days: days, in: folder)
    let head = "HTTP/1.1 200 OK\r\nContent-Length: \(table.utf8.count)\r\n\r\n"
    _ = try weather.folder.write("good", head + table)
    _ = try weather.folder.write(
      "down", "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/x\r\nContent-Length: 0\r\n\r\n")
    if isTrusted { weather.options.certificateAuthorityFile = folder + "/site.pem" }
    let server = try TLSServer(
      folder: folder, certificate: folder + "/site.pem", key: folder + "/site.key",
      options: options)
    return (weather, server)
  }

  @Test func `a server whose certificate is trusted is read`() throws {
    let (weather, server) = try serve(subject: subject)
    let report = try weather.ask("https://127.0.0.1:\(server.port)/good", as: .csv)
    #expect(report.outcome.code == "fresh")
  }

  @Test func `N22 a redirect from https to http is refused on the wire`() throws {
    let (weather, server) = try serve(subject: subject)
    let report = try weather.ask("https://127.0.0.1:\(server.port)/down")
    #expect(report.outcome == .redirectRefused(to: "http://127.0.0.1/x", .insecure))
    #expect(
      report.outcome.sentence == "The redirect to “http://127.0.0.1/x” was refused: "
        + "it leads from https to http.")
  }

  private func expectRefusal(_ weather: Weather, _ server: TLSServer, _ words: String) throws {
    let report = try weather.ask("https://127.0.0.1:\(server.port)/good", as: .csv)
    guard case .tlsError(let said) = report.outcome else {
      Issue.record("\(report.outcome)" as Comment)
      return
    }
    #expect(report.outcome.sentence == "No secure connection could be made (\(said)).")
    #expect(said.contains(words))
    #expect(report.tries == 1)
    #expect(weather.kept == [])
  }

  @Test func `N38 a certificate that nobody vouches for is refused`() throws {
    let (weather, server) = try serve(subject: subject, isTrusted: false)
    try expectRefusal(weather, server, "self-signed")
  }

  @Test func `N38 a certificate that has expired is refused`() throws {
    let (weather, server) = try serve(subject: subject, days: -1)
    try expectRefusal(weather, server, "expired")
  }

  @Test func `N38 a certificate of another name is refused`() throws {
    let (weather, server) = try serve(subject: "DNS:example.org")
    try expectRefusal(weather, server, "127.0.0.1")
  }

  @Test func `N38 an old version of TLS is refused`() throws {
    let (weather, server) = try serve(
      subject: subject, options: ["-tls1", "-cipher", "DEFAULT@SECLEVEL=0"])
    try expectRefusal(weather, server, "version")
  }
}
