import Fetch
import Foundation
import Support
import Testing
import Transform

@testable import Load

/// Where records come from that are no observations.
struct ProvenanceTests {
  /// The texts of a table with the file and the place that they are said to stand at.
  private func places(_ sql: String) throws -> [(text: String, file: String, span: String)] {
    let real = try RealTables()
    let release = try real.publish(FixtureTable.read())
    return try Database(readOnly: release.databasePath).query(
      "SELECT t.text, s.name, t.source_span FROM (\(sql)) t JOIN snapshot s USING (snapshot_id)"
    ) { ($0.text(0) ?? "", $0.text(1) ?? "", $0.text(2) ?? "") }
  }

  @Test(
    arguments: [
      ("SELECT text, snapshot_id, source_span FROM priority", "priorities.csv", 600),
      ("SELECT guidance_id AS text, snapshot_id, source_span FROM guidance", "guidance.yaml", 50),
      ("SELECT term AS text, snapshot_id, source_span FROM glossary_term", "glossary.yaml", 50),
    ])
  func `what was read from the configuration stands on the line that is named`(
    sql: String, file: String, atLeast: Int
  ) throws {
    let (bytes, _) = try ConfigurationFolder().bytes(file)
    let lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let places = try places(sql)
    #expect(places.count >= atLeast)
    for (text, name, span) in places {
      #expect(name == file)
      let line = try #require(Int(span.dropFirst("line ".count)))
      let quoted = text.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"")
      let stands = lines[line - 1]
      #expect(stands.contains(text) || stands.contains(quoted), "\(span): \(text)")
    }
  }

  @Test func `a file of the configuration is a snapshot with its SHA-256`() throws {
    let real = try RealTables()
    let release = try real.publish(FixtureTable.read())
    let files = try Database(readOnly: release.databasePath).query(
      "SELECT name, sha256, address, source_id FROM snapshot WHERE address LIKE 'config:%'"
    ) { row in
      [row.text(0) ?? "", row.text(1) ?? "", row.text(2) ?? "", row.text(3) ?? ""]
    }
    #expect(
      Set(files.map { $0[0] }) == ["priorities.csv", "guidance.yaml", "glossary.yaml"])
    for file in files {
      let (bytes, _) = try ConfigurationFolder().bytes(file[0])
      #expect(try sha256Hex(of: bytes) == file[1])
      #expect(file[2] == "config:\(file[0])")
    }
  }
}
