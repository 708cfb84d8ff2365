import Foundation
import Support
import Testing

@testable import Load

/// The dictionary against the schema, and the page against the dictionary.
struct DataDictionaryTests {
  private struct Column: Equatable {
    let table: String
    let name: String
    let type: String
  }

  /// Every column of every table and view, in their order.
  private func columns() throws -> [Column] {
    let sample = try SampleDatabase([Schema.tables, Schema.indexes, Schema.views])
    return try Database(readOnly: sample.path).query(
      """
      SELECT s.name, c.name, c.type
      FROM sqlite_schema s JOIN pragma_table_list l ON l.name = s.name AND l.type <> 'shadow',
        pragma_table_info(s.name) c
      WHERE s.type IN ('table', 'view') AND s.name NOT LIKE 'sqlite%'
      ORDER BY s.rowid, c.cid
      """
    ) { Column(table: $0.text(0) ?? "", name: $0.text(1) ?? "", type: $0.text(2) ?? "") }
  }

  @Test func `every table and column is described, in the order of the schema`() throws {
    let described = DataDictionary.entries.filter { !$0.column.isEmpty }
      .map { "\($0.table).\($0.column)" }
    #expect(try described == columns().map { "\($0.table).\($0.name)" })
    #expect(DataDictionary.entries.allSatisfy { $0.description.count > 5 })
    let tables = DataDictionary.entries.filter(\.column.isEmpty).map(\.table)
    #expect(try Set(tables) == Set(columns().map(\.table)))
    #expect(Set(tables).count == tables.count)
  }

  @Test func `the page says what the dictionary says`() throws {
    let types = Dictionary(grouping: try columns(), by: \.table).mapValues { columns in
      Dictionary(columns.map { ($0.name, $0.type) }) { first, _ in first }
    }
    let page = SharedData.projectRoot.appending(path: "docs/data-dictionary.md")
    let wanted = DataDictionary.markdown(types: types)
    let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"
    if isRecording { try Data(wanted.utf8).write(to: page) }
    #expect(try String(contentsOf: page, encoding: .utf8) == wanted)
    #expect(!isRecording, "the page was rewritten; run again without RECORD")
  }

  @Test func `every table of ours is strict`() throws {
    let sample = try SampleDatabase([Schema.tables])
    let loose = try Database(readOnly: sample.path).query(
      "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0"
        + " AND name NOT LIKE 'sqlite%'"
    ) { $0.text(0) }
    #expect(loose.isEmpty)
  }
}
