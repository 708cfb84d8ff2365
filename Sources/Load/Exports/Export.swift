#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A release on its way to other tools: which tables and rows of it, and what it says of itself.
public struct Export {
  /// Ways of writing it into a folder.
  public enum FolderFormat: String, CaseIterable, Sendable {
    case csv, jsonl, datapackage
  }

  let database: Database
  let tables: [ExportTable]
  let selection: ExportSelection
  let description: ExportDescription
}

extension Export {
  /// Narrows a release to what is wanted.
  ///
  /// - Parameters:
  ///   - database: the release.
  ///   - releaseNumber: its number.
  ///   - tables: names of tables; every table when empty.
  ///   - selection: which rows of them.
  /// - Throws: ``ExportError`` when a table is not known, ``LoadError`` when the database fails.
  public init(
    of database: Database, releaseNumber: Int, tables: [String] = [],
    selecting selection: ExportSelection = ExportSelection()
  ) throws {
    self.database = database
    self.tables = try ExportTable.named(tables, in: database)
    self.selection = selection
    description = try ExportDescription(database, releaseNumber: releaseNumber)
  }

  /// Writes a file for each table, with `ABOUT.md` and descriptions that programs read.
  ///
  /// - Returns: the paths of the files.
  /// - Throws: ``ExportError`` when the disk fails.
  public func write(_ format: FolderFormat, into folder: String) throws -> [String] {
    try OutputFile.makeFolder(folder)
    let fileExtension = format == .jsonl ? "jsonl" : "csv"
    let files = try tables.map { table in
      let name = "\(table.name).\(fileExtension)"
      let byteCount = try OutputFile.write("\(folder)/\(name)") {
        try write(table, format, to: &$0)
      }
      return ExportedFile(table: table, name: name, byteCount: byteCount)
    }
    let texts = descriptions(format, files)
    for (name, text) in texts { try OutputFile.write("\(folder)/\(name)", text: text) }
    return (files.map(\.name) + texts.map(\.name)).map { "\(folder)/\($0)" }
  }

  /// Writes the only table to standard output.
  ///
  /// - Throws: ``ExportError`` when there are several.
  public func writeToStandardOutput(_ format: FolderFormat) throws {
    guard let table = tables.first, tables.count == 1 else {
      throw ExportError(.oneTableOnly, subject: "standard output")
    }
    try OutputFile.writeToStandardOutput { try write(table, format, to: &$0) }
  }

  private func write(
    _ table: ExportTable, _ format: FolderFormat, to sink: inout ByteSink
  ) throws {
    let names = table.columns.map(\.name)
    if format == .jsonl {
      try write(table, as: JSONRows(columns: names), to: &sink)
    } else {
      CSVRows().append(row: names, to: &sink)
      try write(table, as: CSVRows(), to: &sink)
    }
  }

  private func write(
    _ table: ExportTable, as format: some RowFormat, to sink: inout ByteSink
  ) throws {
    if table.name == ExportTable.observations.name {
      let rows = try ExportedRows(format, database)
      try rows.write(SelectedSeries.all(selection, in: database), to: &sink)
    } else {
      let query = selection.query(table)
      try database.forEachRow(query.sql, query.values) { try format.append($0, to: &sink) }
    }
  }

  private func descriptions(
    _ format: FolderFormat, _ files: [ExportedFile]
  ) -> [(name: String, text: String)] {
    let package = DataPackage(description: description, files: files, isCSV: format != .jsonl)
    let about = ("ABOUT.md", description.about(format == .jsonl ? [] : [Self.csvNote]))
    let tabular = (
      "csv-metadata.json", TabularMetadata(description: description, files: files).json
    )
    if files.isEmpty { return [about] }
    switch format {
    case .csv: return [tabular, about]
    case .jsonl: return [("datapackage.json", package.json), about]
    case .datapackage: return [("datapackage.json", package.json), tabular, about]
    }
  }

  static let csvNote = """
    The CSV files are UTF-8 with commas, a header and line feeds. An empty cell says that there is \
    nothing. A text that a spreadsheet would take for a formula begins with an apostrophe.
    """
}

/// A file that a table was written to.
struct ExportedFile {
  let table: ExportTable
  /// Its path from the export's folder.
  let name: String
  let byteCount: Int
}

extension Database {
  /// Goes through the rows of a query without keeping them.
  func forEachRow(
    _ sql: String, _ values: [Binding] = [], _ body: (borrowing Row) throws -> Void
  ) throws {
    let statement = try prepare(sql)
    for (index, value) in values.enumerated() { try statement.bind(value, at: index + 1) }
    while try statement.step() { try body(Row(statement.handle)) }
  }
}
