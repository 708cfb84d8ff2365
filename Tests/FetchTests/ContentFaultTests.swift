import Support
import Testing

@testable import Fetch

/// Rows N35 to N37 and N40 of the fault matrix: answers that are not what was asked for.
struct ContentFaultTests {
  @Test(arguments: [
    (
      ExpectedContent.csv, "<!DOCTYPE html>\n<title>Error</title>", "HTML",
      "<!DOCTYPE html>\\n<title>Error</title>"
    ),
    (.csv, "{\"Message\": \"an error\"}", "JSON", "{\"Message\": \"an error\"}"),
    (.csv, "%PDF-1.7 \u{7}", "PDF", "%PDF-1.7 \\x07"),
    (.json, table, "text", "Area Code,Value\\nE06000001,1.5\\nE06000002,2.5\\n"),
    (.html, "plain words", "text", "plain words"),
    (
      .csv, "<meta http-equiv=refresh>" + String(repeating: "x", count: 100), "XML",
      "<meta http-equiv=refresh>" + String(repeating: "x", count: 55)
    ),
  ])
  func `N35 a page in place of a table is told by its bytes`(
    expected: ExpectedContent, body: String, found: String, start: String
  ) throws {
    let weather = try Weather()
    let server = try FaultServer(.answer(200, body, "Content-Type: text/csv"))
    let report = try weather.ask(server.url("/x"), as: expected)
    #expect(report.outcome == .wrongType(expected: expected, found: found, start: start))
    #expect(
      report.outcome.sentence
        == "Expected \(expected.mediaType), got \(found) that starts “\(start)”.")
    #expect(report.tries == 1)
    #expect(weather.kept == [])
  }

  @Test func `a table called JSON is a table`() throws {
    let weather = try Weather()
    let server = try FaultServer(
      .answer(200, table, "Content-Type: application/json; charset=utf-8"))
    #expect(try weather.ask(server.url("/x"), as: .csv).outcome.code == "fresh")
  }

  @Test(arguments: [200, 403, 503])
  func `N35 a page that asks for proof of being human is told`(status: Int) throws {
    let weather = try Weather()
    let server = try FaultServer(
      .answer(status, "<html><head><title>Just a moment...</title></head></html>"))
    let report = try weather.ask(server.url("/x"), as: .csv)
    #expect(report.outcome == .challenge)
    #expect(
      report.outcome.sentence
        == "The server asks for proof of being human, which a program cannot give.")
    #expect(report.tries == 1)
  }

  @Test func `N36 an empty answer is refused`() throws {
    let weather = try Weather()
    let server = try FaultServer(.answer(200, ""))
    let report = try weather.ask(server.url("/x"))
    #expect(report.outcome == .empty)
    #expect(report.outcome.sentence == "The answer was empty.")
    #expect(weather.kept == [])
  }

  @Test(arguments: ["Area Code,Value", "Area Code,Value\n", "Area Code,Value\r\n"])
  func `N36 a table of a heading only is refused`(body: String) throws {
    let weather = try Weather()
    let server = try FaultServer(.answer(200, body))
    let report = try weather.ask(server.url("/x"), as: .csv)
    #expect(report.outcome == .headerOnly)
    #expect(report.outcome.sentence == "The table has a heading line and no rows.")
    #expect(weather.kept == [])
  }

  static let malformed: KeyValuePairs<String, FaultServer.Step> = [
    "1,000 headers": .text("HTTP/1.1 200 OK\r\n" + String(repeating: "A: b\r\n", count: 1000)),
    "1 MB header": .text(
      "HTTP/1.1 200 OK\r\nA: " + String(repeating: "b", count: 1 << 20) + "\r\n\r\n"),
    "bare LF": .text("HTTP/1.1 200 OK\nContent-Length: 1\n\nx"),
    "garbage status": .text("HTTP/1.1 abc OK\r\nContent-Length: 1\r\n\r\nx"),
    "garbage": .text("\u{1}\u{2}\u{3} hello\r\n\r\n"),
    "HTTP/0.9": .text("Area Code,Value\nE06000001,1.5\n"),
    "negative length": .text("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nx"),
  ]

  @Test(arguments: malformed.map(\.key))
  func `N37 an answer that breaks the rules of HTTP is refused`(
    row: String
  ) throws {
    let weather = try Weather()
    let step = try #require(Self.malformed.first { $0.key == row }?.value)
    let server = try FaultServer(step, .close)
    let report = try weather.ask(server.url("/x"))
    #expect(report.outcome.code == "protocol_error", "\(row): \(report.outcome)")
    #expect(
      report.outcome.sentence.hasPrefix("The server does not answer by the rules of HTTP ("))
    #expect(report.tries == 1)
    #expect(weather.kept == [])
  }

  @Test func `N40 names from outside never become paths`() throws {
    let weather = try Weather()
    let server = try FaultServer(
      .answer(200, table, "Content-Disposition: attachment; filename=\"../../../escape.csv\""))
    let report = try weather.ask(server.url("/a/../../b/%2e%2e/..%2fescape.csv"), as: .csv)
    let held = try #require(report.heldSnapshot)
    #expect(
      weather.folder.contents()
        == [
          "state", "state/snapshots", "state/snapshots/source",
          "state/snapshots/source/\(held.sha256)", "state/snapshots/source/manifest.jsonl",
        ].sorted())
  }
}
