/// A table as other tools get it: whole words in place of the numbers that join tables inside the
/// database.
struct ExportTable: Sendable {
  struct Column: Sendable {
    enum Kind: Sendable {
      case text, integer, number, flag, date, dateTime
    }

    let name: String
    let kind: Kind
    /// nil where the column has a description in the data dictionary.
    let words: String?

    static func text(_ name: String, _ words: String? = nil) -> Column {
      Column(name: name, kind: .text, words: words)
    }
    static func integer(_ name: String, _ words: String? = nil) -> Column {
      Column(name: name, kind: .integer, words: words)
    }
    static func number(_ name: String, _ words: String? = nil) -> Column {
      Column(name: name, kind: .number, words: words)
    }
    static func flag(_ name: String, _ words: String? = nil) -> Column {
      Column(name: name, kind: .flag, words: words)
    }
    static func date(_ name: String, _ words: String? = nil) -> Column {
      Column(name: name, kind: .date, words: words)
    }
    static func dateTime(_ name: String, _ words: String? = nil) -> Column {
      Column(name: name, kind: .dateTime, words: words)
    }
  }

  let name: String
  let title: String
  let words: String
  /// Where the data dictionary describes the columns; the first that knows a column is asked.
  let origins: [String]
  /// The columns that tell rows apart, none of them ever empty.
  let key: [String]
  /// Columns that name a row of another table by its key.
  let references: [(column: String, table: String)]
  let columns: [Column]
  /// A query that gives these columns.
  let sql: String

  init(
    _ name: String, _ title: String, _ words: String, from origins: [String], key: [String] = [],
    references: [(column: String, table: String)] = [], columns: [Column], sql: String
  ) {
    self.name = name
    self.title = title
    self.words = words
    self.origins = origins
    self.key = key
    self.references = references
    self.columns = columns
    self.sql = sql
  }

  func has(_ column: String) -> Bool { columns.contains { $0.name == column } }
}

extension ExportTable {
  /// Those that a release of this or an earlier version holds.
  static func all(in database: Database) throws -> [ExportTable] {
    let held = Set(try database.query("SELECT name FROM sqlite_schema") { $0.string(0) })
    return all.filter { held.isSuperset(of: $0.origins) }
  }

  /// The named ones, in the order in which they were asked for.
  static func named(_ names: [String], in database: Database) throws -> [ExportTable] {
    let all = try all(in: database)
    if names.isEmpty { return all }
    return try names.map { name in
      guard let table = all.first(where: { $0.name == name }) else {
        throw ExportError(.unknownTable(name, known: all.map(\.name)), subject: name)
      }
      return table
    }
  }

  static let all = [
    observations, assessments, revisions, indicators, areas, priorities, guidance, glossary,
    sources, snapshots,
  ]
}
