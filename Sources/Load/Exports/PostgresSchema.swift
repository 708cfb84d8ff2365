/// The tables of a release as statements for PostgreSQL.
struct PostgresSchema {
  struct Table {
    let name: String
    let columns: [Column]
    let primaryKey: [String]
    /// Other sets of columns that tell rows apart.
    let unique: [[String]]
    let references: [Reference]
  }

  struct Column {
    let name: String
    let type: String
    let isRequired: Bool
  }

  struct Reference {
    let columns: [String]
    let table: String
    /// Empty for the primary key.
    let targets: [String]
  }

  /// In the order of the database.
  let tables: [Table]
  let views: [(name: String, sql: String)]
  let indexes: [String]

  init(_ database: Database) throws {
    let names = try database.query(
      """
      SELECT name FROM pragma_table_list
      WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
      """
    ) { $0.string(0) }
    let order = try database.query("SELECT name FROM sqlite_schema ORDER BY rowid") {
      $0.string(0)
    }
    tables = try order.filter { names.contains($0) && !Self.keptHere.contains($0) }.map {
      try Table($0, database)
    }
    views = try database.query(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'view' ORDER BY rowid"
    ) { ($0.string(0), $0.string(1)) }
    indexes = try database.query(
      "SELECT sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY rowid"
    ) { $0.string(0) }
  }

  /// Other publishers' own words, which stay on the user's machine: definitions of fetched glossaries
  /// and what hangs on the summaries of a map.
  static let keptHere: Set<String> = [
    "published_term", "mapped_area", "mapped_area_theme", "mapped_area_link",
  ]

  /// A name as PostgreSQL takes it, whatever is in it.
  static func quoted(_ name: String) -> String {
    "\"" + name.replacing("\"", with: "\"\"") + "\""
  }

  /// A text as a literal, with `standard_conforming_strings` on.
  static func literal(_ text: String) -> String {
    "'" + text.replacing("'", with: "''") + "'"
  }

  static func list(_ names: [String]) -> String { names.map(quoted).joined(separator: ", ") }
}

extension PostgresSchema.Table {
  init(_ name: String, _ database: Database) throws {
    self.name = name
    let info = try database.query(
      "SELECT name, type, \"notnull\", pk FROM pragma_table_info(?) ORDER BY cid", [.text(name)]
    ) { row in
      (row.string(0), row.string(1), row.integer(2) == 1, row.number(3))
    }
    columns = info.map {
      PostgresSchema.Column(name: $0.0, type: Self.type($0.1), isRequired: $0.2)
    }
    primaryKey = info.filter { $0.3 > 0 }.sorted { $0.3 < $1.3 }.map(\.0)
    unique = try Self.unique(name, database)
    references = try Self.references(name, database)
  }

  private static func type(_ declared: String) -> String {
    switch declared.uppercased() {
    case "INTEGER", "INT": "bigint"
    case "REAL": "double precision"
    case "BLOB": "bytea"
    default: "text"
    }
  }

  private static func unique(_ name: String, _ database: Database) throws -> [[String]] {
    let indexes = try database.query(
      "SELECT name FROM pragma_index_list(?) WHERE origin = 'u' ORDER BY seq", [.text(name)]
    ) { $0.string(0) }
    return try indexes.map { index in
      try database.query(
        "SELECT name FROM pragma_index_info(?) ORDER BY seqno", [.text(index)]
      ) { $0.string(0) }
    }
  }

  private static func references(
    _ name: String, _ database: Database
  ) throws -> [PostgresSchema.Reference] {
    let rows = try database.query(
      "SELECT id, \"table\", \"from\", \"to\" FROM pragma_foreign_key_list(?) ORDER BY id, seq",
      [.text(name)]
    ) { ($0.number(0), $0.string(1), $0.string(2), $0.text(3)) }
    return Dictionary(grouping: rows, by: \.0).sorted { $0.key < $1.key }.map { _, parts in
      PostgresSchema.Reference(
        columns: parts.map(\.2), table: parts.first?.1 ?? "", targets: parts.compactMap(\.3))
    }
  }

  var creation: String {
    var lines = columns.map { column in
      "\(PostgresSchema.quoted(column.name)) \(column.type)\(column.isRequired ? " NOT NULL" : "")"
    }
    if !primaryKey.isEmpty { lines.append("PRIMARY KEY (\(PostgresSchema.list(primaryKey)))") }
    lines += unique.map { "UNIQUE (\(PostgresSchema.list($0)))" }
    return "CREATE TABLE \(PostgresSchema.quoted(name)) (\(lines.joined(separator: ", ")))"
  }

  /// Checked when the rows are in: filling comes first.
  var foreignKeys: [String] {
    references.map { reference in
      let targets = reference.targets.isEmpty ? "" : " (\(PostgresSchema.list(reference.targets)))"
      return "ALTER TABLE \(PostgresSchema.quoted(name)) ADD FOREIGN KEY"
        + " (\(PostgresSchema.list(reference.columns)))"
        + " REFERENCES \(PostgresSchema.quoted(reference.table))\(targets)"
    }
  }
}
