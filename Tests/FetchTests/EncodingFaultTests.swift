import Support
import Testing

@testable import Fetch

/// Rows N11 to N18 of the fault matrix: compressed bodies that are wrong, and bodies without end.
struct EncodingFaultTests {
  private func ask(_ body: [UInt8], encoding: String = "gzip") throws -> (FetchReport, Weather) {
    let weather = try Weather()
    let head = "Content-Encoding: \(encoding)\r\nContent-Length: \(body.count)\r\n\r\n"
    let server = try FaultServer(.text("HTTP/1.1 200 OK\r\n" + head), .bytes(body))
    return (try weather.ask(server.url("/x")), weather)
  }

  @Test func `a compressed body is kept unpacked and counted both ways`() throws {
    let packed = gzip(table)
    let (report, weather) = try ask(packed)
    #expect(report.outcome.code == "fresh")
    #expect(report.bytesOnTheWire == packed.count)
    #expect(report.bytesDecoded == table.utf8.count)
    let held = try #require(report.heldSnapshot)
    #expect(held.sha256 == (try sha256Hex(of: table.utf8)))
    #expect(!held.isGzip)
    #expect(weather.kept == [held.sha256])
  }

  static let damaged: [(String, [UInt8], FetchOutcome.Encoding, String)] = {
    let packed = gzip(table)
    var badChecksum = packed
    badChecksum[packed.count - 8] ^= 0xff
    return [
      ("N11", Array(table.utf8), .notGzip, "it is not gzip, or is damaged"),
      ("N12", packed.dropLast(20), .cutShort, "the gzip stream stops before its end"),
      ("N12 trailer", packed.dropLast(3), .cutShort, "the gzip stream stops before its end"),
      ("N13", badChecksum, .badChecksum, "its checksum is wrong"),
      ("N14", packed + packed, .secondMember, "more follows after the end of the gzip stream"),
    ]
  }()

  @Test(arguments: damaged)
  func `N11 to N14 a compressed body that is not one good stream is refused`(
    row: String, body: [UInt8], reason: FetchOutcome.Encoding, words: String
  ) throws {
    let (report, weather) = try ask(body)
    #expect(report.outcome == .badEncoding(reason), "\(row)")
    #expect(report.outcome.sentence == "The compressed answer cannot be used: \(words).")
    #expect(report.tries == 1)
    #expect(weather.kept == [])
  }

  @Test func `N15 an encoding that was not asked for is refused`() throws {
    let (report, weather) = try ask([1, 2, 3], encoding: "br")
    #expect(report.outcome == .badEncoding(.unknown("br")))
    #expect(
      report.outcome.sentence
        == "The compressed answer cannot be used: the encoding “br” was not asked for.")
    #expect(weather.kept == [])
  }

  private func expectTooLarge(_ steps: [FaultServer.Step], _ row: String) throws {
    let weather = try Weather()
    let server = try FaultServer { _ in steps }
    let report = try weather.ask(server.url("/x")) { $0.timeoutSeconds = 20 }
    #expect(report.outcome == .tooLarge(1 << 20), "\(row)")
    #expect(report.outcome.sentence == "The answer is larger than the limit of 1048576 bytes.")
    #expect(report.tries == 1)
    #expect(report.bytesOnTheWire < 3 << 20)
    #expect(weather.kept == [])
  }

  @Test func `N16 a gzip bomb stops at the limit`() throws {
    let bomb = gzip([UInt8](repeating: 97, count: 50_000_000))
    #expect(bomb.count < 100_000)
    let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(bomb.count)\r\n\r\n"
    try expectTooLarge([.text(head), .bytes(bomb)], "N16")
  }

  @Test func `N17 a chunked body of 1 GB stops at the limit`() throws {
    let chunk = Array("10000\r\n".utf8) + [UInt8](repeating: 97, count: 1 << 16) + [13, 10]
    let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    try expectTooLarge([.text(head), .repeated(chunk, times: 1 << 14)], "N17")
  }

  @Test func `N18 an announced length of 10 GB is not even begun`() throws {
    let head = "HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n"
    try expectTooLarge([.text(head), .repeated([97], times: 100), .pause(seconds: 1)], "N18")
  }

  @Test func `a body of 500 MB costs less than 64 MB of memory`() async {
    await #expect(processExitsWith: .success) {
      let piece = [UInt8](repeating: 97, count: 1 << 20)
      let server = try FaultServer(
        .text("HTTP/1.1 200 OK\r\nContent-Length: \(500 << 20)\r\n\r\n"),
        .repeated(piece, times: 500))
      let weather = try Weather()
      _ = try weather.ask(server.url("/x")) { $0.maxBytes = 1 << 10 }
      let before = peakMemoryKilobytes()
      let report = try weather.ask(server.url("/x")) {
        $0.maxBytes = 600 << 20
        $0.timeoutSeconds = 60
      }
      try #require(report.heldSnapshot?.byteCount == 500 << 20)
      try #require(peakMemoryKilobytes() - before < 64 << 10)
    }
  }
}
