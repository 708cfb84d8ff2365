import Foundation
import Support
import Testing

@testable import Fetch
@testable import pipeline

/// The rows N1 to N41 of the fault matrix as the caller of the command sees them: its exit status,
/// what it says, how often the server was asked, and that nothing bad was kept.
///
/// What each fault does on the wire is in FetchTests; here it passes through the whole command.
struct FaultMatrixTests {
  private static let table = "Indicator ID,Value\n1,1.5\n2,2.5\n"

  /// A way in which a server fails, and what comes of it.
  struct Row: Sendable, CustomTestStringConvertible {
    let id: String
    let steps: @Sendable (FaultServer.Request) -> [FaultServer.Step]
    let status: Int32
    let sentence: String
    var tries = 1

    init(
      _ id: String, _ status: Int32, _ sentence: String, tries: Int = 1,
      _ steps: @escaping @Sendable (FaultServer.Request) -> [FaultServer.Step]
    ) {
      (self.id, self.status, self.sentence) = (id, status, sentence)
      (self.tries, self.steps) = (tries, steps)
    }

    var testDescription: String { id }
  }

  private static func head(_ lines: String) -> FaultServer.Step {
    .text("HTTP/1.1 200 OK\r\n" + lines + "\r\n\r\n")
  }

  static let rows: [Row] = [
    Row("N6", 75, "The connection was cut before the answer was complete.", tries: 4) { _ in
      [head("Content-Length: 500"), .text("half"), .pause(seconds: 0.02), .reset]
    },
    Row("N7", 75, "The connection was cut before the answer was complete.", tries: 4) { _ in
      [head("Content-Length: 500"), .text("half"), .close]
    },
    Row("N8", 75, "The connection was cut before the answer was complete.", tries: 4) { _ in
      [head("Transfer-Encoding: chunked"), .text("64\r\nhalf"), .close]
    },
    Row("N9", 75, "The connection was cut before the answer was complete.", tries: 4) { _ in
      [head("Transfer-Encoding: chunked"), .text("zz\r\nhalf\r\n0\r\n\r\n"), .close]
    },
    Row("N10", 65, "The answer stops before its end.") { _ in
      [.text("HTTP/1.1 200 OK\r\n\r\n" + table + "3,"), .close]
    },
    Row("N11", 76, "it is not gzip, or is damaged.") { _ in
      [.answer(200, table, "Content-Encoding: gzip")]
    },
    Row("N15", 76, "the encoding “br” was not asked for.") { _ in
      [.answer(200, table, "Content-Encoding: br")]
    },
    Row("N17", 76, "The answer is larger than the limit of 1048576 bytes.") { _ in
      let chunk = Array("10000\r\n".utf8) + [UInt8](repeating: 97, count: 1 << 16) + [13, 10]
      return [head("Transfer-Encoding: chunked"), .repeated(chunk, times: 100)]
    },
    Row("N18", 76, "The answer is larger than the limit of 1048576 bytes.") { _ in
      [head("Content-Length: 10000000000"), .text("x"), .close]
    },
    Row("N19", 76, "it leads back to where it came from.") { _ in [.redirect(to: "/x")] },
    Row("N20", 76, "there were more than 5 in a row.", tries: 6) { request in
      [
        .redirect(
          to: "/\(request.path.count + 1)" + String(repeating: "y", count: request.path.count))
      ]
    },
    Row("N21 file", 76, "only https is allowed.") { _ in [.redirect(to: "file:///etc/passwd")] },
    Row("N21 data", 76, "only https is allowed.") { _ in [.redirect(to: "data:text/csv,a")] },
    Row("N23", 76, "the host is not among those allowed for this source.") { _ in
      [.redirect(to: "http://169.254.169.254/latest/meta-data")]
    },
    Row("N30", 75, "The server is in trouble or busy (status 429).", tries: 1) { _ in
      [.answer(429, "", "Retry-After: 1000000000")]
    },
    Row("N32", 75, "The server is in trouble or busy (status 500).", tries: 4) { _ in
      [.answer(500)]
    },
    Row("N33 404", 69, "There is nothing at this address any more (status 404).") { _ in
      [.answer(404)]
    },
    Row("N33 410", 69, "There is nothing at this address any more (status 410).") { _ in
      [.answer(410)]
    },
    Row("N34 401", 69, "The server refuses us (status 401).") { _ in [.answer(401)] },
    Row("N34 403", 69, "The server refuses us (status 403).") { _ in [.answer(403)] },
    Row("N35 page", 65, "Expected text/csv, got HTML that starts “<html>\\nsorry”.") { _ in
      [.answer(200, "<html>\nsorry", "Content-Type: text/csv")]
    },
    Row("N35 JSON", 65, "Expected text/csv, got JSON that starts “{\"Message\": 1}”.") { _ in
      [.answer(200, "{\"Message\": 1}", "Content-Type: text/csv")]
    },
    Row("N36 empty", 65, "The answer was empty.") { _ in [.answer(200, "")] },
    Row("N36 heading", 65, "The table has a heading line and no rows.") { _ in
      [.answer(200, "Indicator ID,Value\r\n")]
    },
    Row("N37 status", 76, "does not answer by the rules of HTTP") { _ in
      [.text("HTTP/1.1 abc OK\r\nContent-Length: 1\r\n\r\nx"), .close]
    },
    Row("N37 headers", 76, "does not answer by the rules of HTTP (more than 256 header lines)") {
      _ in
      [.text("HTTP/1.1 200 OK\r\n" + String(repeating: "A: b\r\n", count: 1000)), .close]
    },
  ]

  private func configuration(_ server: FaultServer, in folder: TemporaryFolder) throws -> String {
    try folder.write(
      "pipeline.yaml",
      """
      contact: me
      deadline_minutes: 1
      sources:
        - id: source
          name: N
          publisher: P
          shape: fingertips-metadata
          address: \(server.url("/"))
          licence: L
          attribution: A
          cadence_days: 30
          pace_seconds: 0
          maximum_megabytes: 1
          respects_robots: false
          requests: [{name: table, address: x}]

      """)
  }

  private func fetch(_ configuration: String, _ folder: TemporaryFolder) throws -> ProgramRun {
    try ProgramRun.pipeline(
      "fetch", "--state", folder.path + "/state", "--config", configuration)
  }

  private func kept(_ folder: TemporaryFolder) -> [String] {
    folder.contents().filter { $0.hasPrefix("state/snapshots/source/") }
      .map { String($0.split(separator: "/")[3]) }.filter { $0 != "manifest.jsonl" }
  }

  @Test(arguments: rows)
  func `a fault ends in its status and sentence, and the copy held is untouched`(row: Row) throws {
    let folder = TemporaryFolder()
    let server = try FaultServer { request in
      request.path == "/x" && request.count == 0
        ? [.answer(200, Self.table)] : row.steps(request)
    }
    let configuration = try configuration(server, in: folder)
    #expect(try fetch(configuration, folder).status == 0)
    let before = kept(folder)
    let run = try fetch(configuration, folder)
    #expect(run.status == row.status, "\(run.complaints)")
    let said = run.complaints.split(separator: "\\\"").joined(separator: "\"")
    #expect(said.contains(row.sentence), "\(run.complaints)")
    #expect(said.contains(" The last good copy, of "))
    #expect(server.requests.count == 1 + row.tries)
    #expect(before.count == 1)
    #expect(kept(folder) == before)
  }

  @Test func `the next fetch after a fault is well, and the manifest knows since when`() throws {
    let folder = TemporaryFolder()
    let server = try FaultServer { request in
      [1, 2].contains(request.count) ? [.answer(404)] : [.answer(200, Self.table)]
    }
    let configuration = try configuration(server, in: folder)
    let statuses = try (0..<4).map { _ in try fetch(configuration, folder).status }
    #expect(statuses == [0, 69, 69, 0])
    let lines = try Manifest(path: folder.path + "/state/snapshots/source/manifest.jsonl").entries
    #expect(lines.map(\.outcome) == ["fresh", "gone", "gone", "unchanged"])
    #expect(lines.map { $0.staleSince != nil } == [false, true, true, false])
    #expect(lines[2].staleSince == lines[1].retrievedAt)
  }

  static let statuses: [(String, FetchOutcome, pipeline.ExitStatus)] = [
    ("N1", .temporary(.nameNotResolved), .temporary), ("N2", .temporary(.noConnection), .temporary),
    ("N3 N4 N5", .temporary(.timedOut), .temporary),
    ("N6 to N9", .temporary(.cutShort), .temporary),
    ("N10", .truncated, .dataError), ("N11", .badEncoding(.notGzip), .protocol),
    ("N12", .badEncoding(.cutShort), .protocol), ("N13", .badEncoding(.badChecksum), .protocol),
    ("N14", .badEncoding(.secondMember), .protocol),
    ("N15", .badEncoding(.unknown("br")), .protocol), ("N16 N17 N18", .tooLarge(1), .protocol),
    ("N19", .redirectRefused(to: "x", .loop), .protocol),
    ("N20", .redirectRefused(to: "x", .tooMany), .protocol),
    ("N21", .redirectRefused(to: "x", .otherScheme), .protocol),
    ("N22", .redirectRefused(to: "x", .insecure), .protocol),
    ("N23", .redirectRefused(to: "x", .otherHost), .protocol),
    ("N23 N24", .addressRefused("127.0.0.2"), .protocol),
    ("N27", .protocolError("status 304 without a condition"), .protocol),
    ("N30 N32", .temporary(.status(500)), .temporary), ("N33", .gone(404), .unavailable),
    ("N34", .blocked(403), .unavailable),
    ("N35", .wrongType(expected: .csv, found: "HTML", start: ""), .dataError),
    ("N35 wall", .challenge, .unavailable), ("N36", .empty, .dataError),
    ("N36 heading", .headerOnly, .dataError), ("N37", .protocolError("x"), .protocol),
    ("N38", .tlsError("x"), .protocol), ("robots", .robotsDenied, .unavailable),
    ("deadline", .temporary(.runDeadline), .temporary),
    ("contract", .columnsMissing(["Value"]), .dataError),
    ("subject", .wrongSubject(asked: "1", found: "2"), .dataError),
    ("not offered", .notOffered, .unavailable), ("withdrawn", .withdrawn, .ok),
    ("disk", .notKept(FetchError("x", .noSpace)), .inputOutput),
  ]

  @Test(arguments: statuses)
  func `each outcome has its exit status`(
    row: String, outcome: FetchOutcome, status: pipeline.ExitStatus
  ) {
    #expect(pipeline.ExitStatus(outcome) == status, "\(row)")
  }

  @Test func `N41 the worst of several outcomes decides`() {
    func worst(_ outcomes: FetchOutcome...) -> pipeline.ExitStatus {
      .worst(
        of: outcomes.map {
          FetchReport(
            request: FetchRequest(sourceID: "a", name: "b", address: "x:"), outcome: $0)
        })
    }
    #expect(worst() == .ok)
    #expect(worst(.withdrawn, .temporary(.timedOut)) == .temporary)
    #expect(worst(.temporary(.timedOut), .gone(404)) == .unavailable)
    #expect(worst(.gone(404), .empty, .temporary(.timedOut)) == .dataError)
    #expect(worst(.empty, .tooLarge(1), .gone(410)) == .protocol)
  }
}
