import Fetch
import Foundation
import Support
import Testing
import Transform

@testable import Load

/// How rows are written as text.
struct ExportRowsTests {
  private func written(_ body: (inout ByteSink) throws -> Void) rethrows -> String {
    var sink = ByteSink { _ in }
    try body(&sink)
    return String(decoding: sink.takeBack(to: 0), as: UTF8.self)
  }

  private func csv(_ texts: String...) -> String {
    written { CSVRows().append(row: texts, to: &$0) }
  }

  @Test func `a field is in quotation marks only where it must be`() {
    #expect(csv("a", "b,c", "d\"e", "f\ng", "", "h i") == "a,\"b,c\",\"d\"\"e\",\"f\ng\",,h i\n")
  }

  @Test(arguments: [
    "=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1", "\u{A0}=1", "\u{FEFF}=1", "＝1",
    "＋1", "－1", "＠a", "-", "=HYPERLINK(\"x\")",
  ])
  func `a text that would be taken for a formula begins with an apostrophe`(text: String) {
    #expect(csv(text) == "\"'" + text.replacing("\"", with: "\"\"") + "\"\n")
  }

  @Test(arguments: ["a=1", "1-2", "’=1", "\u{A0}a", "Ünder", "0", "(1)"])
  func `other texts stay as they are`(text: String) {
    #expect(csv(text) == text + "\n")
  }

  @Test func `numbers read back as themselves`() throws {
    #expect(written { $0.append(0) } == "0")
    for number in [Int.min, Int.max, -1, 9, 10, 99, 100, -100, 1_234_567_890_123_456_789] {
      #expect(written { $0.append(number) } == "\(number)")
    }
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      let bits = Double(bitPattern: random.next())
      for number in [bits, Double.random(in: -1000...1000), Double(Int.random(in: -9...9))]
      where number.isFinite {
        let text = written { $0.append(number) }
        #expect(Double(text) == number, "\(text)")
      }
    }
    #expect(written { $0.append(12.0) } == "12")
    #expect(written { $0.append(-0.5) } == "-0.5")
  }

  @Test func `more than the buffer holds is handed over in order`() throws {
    var received: [UInt8] = []
    var sink = ByteSink { received += $0 }
    let long = String(repeating: "x", count: 3_000_000)
    for number in 0..<300_000 {
      sink.append(number)
      try sink.rowIsComplete()
    }
    sink.append(long)
    try sink.flush()
    let expected = (0..<300_000).map(String.init).joined() + long
    #expect(String(decoding: received, as: UTF8.self) == expected)
    #expect(sink.byteCount == expected.utf8.count)
  }

  @Test func `JSON lines are JSON whatever the text`() throws {
    let texts = ["a\"b\\c", "tab\tand\nline\u{1}", "ü€😀", ""]
    let line = written { sink in
      JSONRows(columns: ["a", "b \"", "c", "d"]).append(row: texts, to: &sink)
    }
    let object = try JSONDecoder().decode([String: String].self, from: Data(line.utf8))
    #expect(object == ["a": texts[0], "b \"": texts[1], "c": texts[2], "d": texts[3]])
    #expect(line.count { $0 == "\n" } == 1)
  }

  @Test func `descriptions are the same as JSON and as YAML`() throws {
    let value = MetadataValue.object([
      ("title", .text("a: \"b\" # c")), ("yes", .flag(true)), ("n", .number(3)),
      ("sql", .text("SELECT 1\n  FROM t\nWHERE a = ':x'")), ("odd", .text(" a\n b ")),
      ("list", .list([.text("no"), .object([("k", .texts(["1", "2"]))]), .list([])])),
    ])
    let json = try JSONSerialization.jsonObject(with: Data(value.json.utf8)) as? [String: Any]
    #expect(json?["title"] as? String == "a: \"b\" # c")
    #expect(
      value.yaml == """
        title: "a: \\"b\\" # c"
        "yes": true
        "n": 3
        sql: |-
          SELECT 1
            FROM t
          WHERE a = ':x'
        odd: " a\\n b "
        list:
          - "no"
          -
            k:
              - "1"
              - "2"
          - []

        """)
  }
}

/// The quick way of writing observations against the view.
struct ExportedRowsTests {
  private let folder = TemporaryFolder()

  private func database() throws -> Database {
    let store = try SnapshotStore(stateDirectory: folder.path)
    let fixtures = SharedData.projectRoot.path + "/fixtures/fingertips/"
    let snapshots = try (1...3).map {
      try store.importFile(
        sourceID: "fingertips", path: fixtures + "illustrative-indicators-\($0).csv")
    }
    let records = try BuiltIn.records(snapshots)
    let release = try load(records, into: folder.path + "/state", as: .test(records)).publish()
    return try Database(readOnly: release.databasePath)
  }

  private func written(_ body: (inout ByteSink) throws -> Void) throws -> [Substring] {
    var text = ""
    var sink = ByteSink { text += String(decoding: $0, as: UTF8.self) }
    try body(&sink)
    try sink.flush()
    return text.split(separator: "\n")
  }

  @Test func `pieces put together are the rows of the view`() throws {
    let database = try database()
    let columns = ExportTable.observations.columns.map(\.name)
    for selection in [
      ExportSelection(), ExportSelection(areas: ["E06000018"]),
      ExportSelection(indicators: [41001, 92313]), ExportSelection(latestOnly: true),
    ] {
      let rows = try written {
        try ExportedRows(JSONRows(columns: columns), database)
          .write(SelectedSeries.all(selection, in: database), to: &$0)
      }
      let query = selection.query(.observations)
      let expected = try written { sink in
        try database.forEachRow(query.sql, query.values) {
          try JSONRows(columns: columns).append($0, to: &sink)
        }
      }
      #expect(!rows.isEmpty)
      #expect(rows.sorted() == expected.sorted())
    }
  }

  @Test func `every exported column is what its query gives, and is described`() throws {
    let database = try database()
    let description = try ExportDescription(database, releaseNumber: 1)
    for table in try ExportTable.all(in: database) {
      let statement = try database.prepare(table.sql)
      #expect(statement.columnNames == table.columns.map(\.name), "\(table.name)")
      for column in table.columns {
        #expect(description.words(of: column, in: table) != "", "\(table.name).\(column.name)")
      }
      for (column, target) in table.references {
        #expect(table.has(column))
        #expect(ExportTable.all.contains { $0.name == target && $0.key.count == 1 })
      }
    }
    #expect(try ExportTable.all(in: database).map(\.name) == ExportTable.all.map(\.name))
  }
}
