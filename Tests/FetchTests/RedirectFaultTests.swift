import Support
import Testing

@testable import Fetch

/// Rows N19 to N25 of the fault matrix: redirects, and addresses inside the machine's network.
struct RedirectFaultTests {
  @Test func `N19 a redirect to itself is refused`() throws {
    let weather = try Weather()
    let server = try FaultServer(.redirect(to: "/x", 301))
    let report = try weather.ask(server.url("/x"))
    let target = server.url("/x")
    #expect(report.outcome == .redirectRefused(to: target, .loop))
    #expect(
      report.outcome.sentence
        == "The redirect to “\(target)” was refused: it leads back to where it came from.")
    #expect(server.requests.count == 1)
  }

  @Test func `N20 five redirects are followed and a sixth is refused`() throws {
    let weather = try Weather()
    let server = try FaultServer { request in
      let number = Int(request.path.dropFirst()) ?? 0
      return number == 0 ? [.answer(200, table)] : [.redirect(to: "/\(number - 1)")]
    }
    let five = try weather.ask(server.url("/5"))
    #expect(five.outcome.isGood)
    #expect(five.redirects == 5)
    let six = try weather.ask(server.url("/6"))
    #expect(six.outcome == .redirectRefused(to: server.url("/0"), .tooMany))
    #expect(six.outcome.sentence.hasSuffix("was refused: there were more than 5 in a row."))
    #expect(six.heldSnapshot == five.heldSnapshot)
  }

  @Test(arguments: [
    "file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/x", "data:text/csv,a",
    "http://user:secret@127.0.0.1/",
  ])
  func `N21 a redirect to another scheme or with a password is refused`(target: String) throws {
    let weather = try Weather()
    let server = try FaultServer(.redirect(to: target))
    let report = try weather.ask(server.url("/x"))
    guard case .redirectRefused(_, .otherScheme) = report.outcome else {
      Issue.record("\(report.outcome)")
      return
    }
    #expect(report.outcome.sentence.hasSuffix("was refused: only https is allowed."))
    #expect(report.tries == 1)
    #expect(weather.kept == [])
  }

  @Test func `N22 a redirect from https to http is refused`() throws {
    let options = HTTPClientOptions(userAgent: "test")
    let from = try #require(WebAddress("https://example.org/a"))
    let request = FetchRequest(sourceID: "a", name: "b", address: from.text)
    func refusal(_ target: String) -> FetchOutcome.Redirect? {
      RedirectRules.refusal(
        from: from, to: target, request: request, visited: [from.text], options: options)
    }
    #expect(refusal("http://example.org/b") == .insecure)
    #expect(refusal("https://example.org/b") == nil)
    #expect(refusal("https://example.org.evil.org/b") == .otherHost)
  }

  /// Spellings of addresses that must not be reached although their hosts are allowed.
  static let inside = [
    "127.0.0.2", "169.254.169.254", "10.0.0.1", "192.168.1.1", "172.16.0.1", "100.64.0.1",
    "0.0.0.0", "[::1]", "[::ffff:7f00:2]", "2130706434", "0x7f.2", "0177.0.0.2", "127.2",
    "localhost", "[fe80::1]", "[fd00::1]", "[64:ff9b::7f00:2]", "[::127.0.0.2]",
  ]

  @Test(arguments: inside)
  func `N23 N24 no name or spelling leads into the machine`(host: String) throws {
    var weather = try Weather()
    weather.options.allowedTestAddresses = ["127.0.0.3"]
    let victim = try FaultServer(address: "127.0.0.2") { _ in [.answer(200, "secret")] }
    let target = "http://\(host):\(victim.port)/latest/meta-data"
    let server = try FaultServer(address: "127.0.0.3") { _ in [.redirect(to: target)] }
    let allowed = WebAddress(target)?.host ?? host
    let report = try weather.ask(server.url("/x")) { $0.allowedHosts = [allowed, host] }
    guard case .addressRefused(let address) = report.outcome else {
      Issue.record("\(host): \(report.outcome)" as Comment)
      return
    }
    #expect(
      report.outcome.sentence
        == "The connection to \(address) was refused: it is not an address of the public internet.")
    #expect(report.tries == 1)
    #expect(victim.connectionCount == 0)
    #expect(server.connectionCount == 1)
    #expect(weather.kept == [])
  }

  @Test func `N23 a name with a last dot leads nowhere inside`() throws {
    var weather = try Weather()
    weather.options.allowedTestAddresses = []
    let victim = try FaultServer(.answer(200, "secret"))
    let report = try weather.ask(victim.url("/x", host: "localhost."))
    // Not every resolver knows this spelling.
    let refusals = [FetchOutcome.addressRefused("127.0.0.1"), .temporary(.nameNotResolved)]
    #expect(refusals.contains(report.outcome))
    #expect(victim.connectionCount == 0)
  }

  @Test(arguments: inside.prefix(4))
  func `N23 a redirect to a host that is not allowed is refused before its name is looked up`(
    host: String
  ) throws {
    let weather = try Weather()
    let target = "http://\(host):9/"
    let server = try FaultServer(.redirect(to: target))
    let report = try weather.ask(server.url("/x"))
    #expect(report.outcome == .redirectRefused(to: target, .otherHost))
    #expect(
      report.outcome.sentence == "The redirect to “\(target)” was refused: "
        + "the host is not among those allowed for this source.")
  }

  @Test func `N25 a redirect to an allowed host is followed and recorded`() throws {
    var weather = try Weather()
    weather.options.allowedTestAddresses = ["127.0.0.1", "127.0.0.4"]
    let target = try FaultServer(address: "127.0.0.4") { _ in [.answer(200, table)] }
    let address = target.url("/there")
    let server = try FaultServer(.redirect(to: address))
    let report = try weather.ask(server.url("/x"), as: .csv) { $0.allowedHosts = ["127.0.0.4"] }
    #expect(report.outcome.code == "fresh")
    #expect(report.finalAddress == address)
    #expect(report.tries == 1)
    let line = try #require(try weather.manifest().last)
    #expect(line.finalAddress == address)
    #expect(line.address == server.url("/x"))
    #expect(line.redirects == 1)
  }
}
