/// Answers a question that a person writes in SQL, from a published release.
///
/// The file is opened as one that nobody changes, and the statement may only read it.
public struct SQLAnswer {
  /// Ways of writing the answer.
  public enum Format: String, CaseIterable, Sendable {
    case table, csv, json
  }

  private let database: Database
  private let path: String

  /// - Throws: ``LoadError`` when the database cannot be opened.
  public init(from path: String) throws {
    self.path = path
    database = try Database(readOnly: path)
    database.allowReadingOnly()
  }

  /// Writes the answer to standard output.
  ///
  /// - Throws: ``ExportError`` with SQLite's own words when the statement is wrong, when it is not
  ///   allowed or not one; ``LoadError`` when the database cannot be read.
  public func write(_ sql: String, as format: Format) throws {
    do {
      try answer(sql, format)
    } catch let error as LoadError {
      if let refusal = ExportError(refused: error, subject: path) { throw refusal }
      throw error
    }
  }

  private func answer(_ sql: String, _ format: Format) throws {
    guard let statement = try database.prepareSingle(sql), statement.isReadOnly,
      !statement.columnNames.isEmpty
    else { throw ExportError(.notOneQuery, subject: path) }
    try OutputFile.writeToStandardOutput { sink in
      switch format {
      case .table: try TextTable(statement).write(to: &sink)
      case .csv: try Self.writeCSV(statement, to: &sink)
      case .json: try Self.writeJSON(statement, to: &sink)
      }
    }
  }

  private static func writeCSV(
    _ statement: borrowing Statement, to sink: inout ByteSink
  ) throws {
    CSVRows().append(row: statement.columnNames, to: &sink)
    while try statement.step() { try CSVRows().append(Row(statement.handle), to: &sink) }
  }

  /// A list with an object for each row.
  private static func writeJSON(
    _ statement: borrowing Statement, to sink: inout ByteSink
  ) throws {
    let format = JSONRows(columns: statement.columnNames)
    var isFirst = true
    sink.append(UInt8(ascii: "["))
    while try statement.step() {
      sink.append(isFirst ? "\n" : ",\n")
      isFirst = false
      let row = Row(statement.handle)
      for column in 0..<row.columnCount {
        format.append(row.cell(column), column: column, to: &sink)
      }
      sink.append(UInt8(ascii: "}"))
      try sink.rowIsComplete()
    }
    sink.append(isFirst ? "]\n" : "\n]\n")
  }
}

extension ExportError {
  /// What SQLite has against a statement; nil when something else is wrong.
  fileprivate init?(refused error: LoadError, subject: String) {
    guard case .sqlite(let code, let message) = error.cause else { return nil }
    switch code & 0xFF {
    case 1: self.init(.wrongStatement(message), subject: subject)
    case 23: self.init(.notOneQuery, subject: subject)
    default: return nil
    }
  }
}

/// The rows of a query in columns of even width, for people.
private struct TextTable {
  private static let widest = 60
  private var names: [String]
  private var rows: [[String]] = []
  private var isNumeric: [Bool]

  init(_ statement: borrowing Statement) throws {
    names = statement.columnNames.map(Self.printable)
    isNumeric = names.map { _ in true }
    while try statement.step() { add(Row(statement.handle)) }
  }

  private mutating func add(_ row: borrowing Row) {
    rows.append(
      (0..<row.columnCount).map { column in
        switch row.cell(column) {
        case .null: return ""
        case .integer(let number): return "\(number)"
        case .real(let number): return "\(number)"
        case .text(let bytes):
          isNumeric[column] = false
          return Self.printable(String(decoding: bytes, as: UTF8.self))
        case .blob(let byteCount): return "<\(byteCount) bytes>"
        }
      })
  }

  /// On one line, cut where it is long, and without anything that moves the cursor.
  private static func printable(_ text: String) -> String {
    var line = ""
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: line += " "
      default: line.unicodeScalars.append(scalar)
      }
    }
    return line.count > widest ? line.prefix(widest - 1) + "…" : line
  }

  func write(to sink: inout ByteSink) throws {
    let widths = names.indices.map { column in
      rows.reduce(names[column].count) { max($0, $1[column].count) }
    }
    sink.append(line(names, widths))
    sink.append(widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ") + "\n")
    for row in rows {
      sink.append(line(row, widths))
      try sink.rowIsComplete()
    }
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    let padded = cells.enumerated().map { column, text in
      let blanks = String(repeating: " ", count: widths[column] - text.count)
      return isNumeric[column] ? blanks + text : text + blanks
    }.joined(separator: "  ")
    let length = padded.count - padded.reversed().prefix { $0 == " " }.count
    return padded.prefix(length) + "\n"
  }
}
