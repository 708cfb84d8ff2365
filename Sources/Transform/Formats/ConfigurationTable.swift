internal import Fetch

/// A CSV table of the configuration, read whole: rows of text found by column name.
struct ConfigurationTable {
  let file: String
  private let positions: [String: Int]
  private let rows: [(line: Int, texts: [String])]

  /// - Throws: `ConfigurationError` when a column is missing or a row cannot be read.
  init(_ name: String, in folder: ConfigurationFolder, columns: [String]) throws {
    let (bytes, file) = try folder.bytes(name)
    var reader = CSVReader(bytes, name: file)
    let header = try Self.row(&reader, file: file) ?? []
    let missing = columns.filter { !header.contains($0) }
    if !missing.isEmpty {
      throw ConfigurationError(.columnsMissing(missing), file: file, line: 1)
    }
    reader.expectedFields = header.count
    var rows: [(Int, [String])] = []
    while let texts = try Self.row(&reader, file: file) {
      guard texts.count == header.count else {
        let problem = "\(texts.count) fields, not \(header.count)"
        throw ConfigurationError(.notARow(problem), file: file, line: reader.line)
      }
      rows.append((reader.line, texts))
    }
    self.file = file
    self.rows = rows
    positions = Dictionary(header.enumerated().map { ($1, $0) }) { first, _ in first }
  }

  private static func row(_ reader: inout CSVReader, file: String) throws -> [String]? {
    switch try reader.next() {
    case nil: return nil
    case .broken(let fault):
      throw ConfigurationError(
        .notARow(fault.cause.rawValue), file: file, line: reader.line, column: fault.byte)
    case .fields(let count):
      return (0..<count).map { reader.text($0) }
    }
  }

  /// Makes a value of every row.
  func map<Value>(_ make: (ConfigurationRow) throws -> Value) rethrows -> [Value] {
    try rows.map { try make(ConfigurationRow(file, $0.line, $0.texts, positions)) }
  }
}

/// One row of a ``ConfigurationTable``. An empty cell is nil.
struct ConfigurationRow {
  private let file: String
  /// The line that the row starts on.
  let line: Int
  private let texts: [String]
  private let positions: [String: Int]

  fileprivate init(_ file: String, _ line: Int, _ texts: [String], _ positions: [String: Int]) {
    self.file = file
    self.line = line
    self.texts = texts
    self.positions = positions
  }

  subscript(column: String) -> String? {
    guard let position = positions[column], !texts[position].isEmpty else { return nil }
    return texts[position]
  }

  func text(_ column: String) throws -> String {
    guard let text = self[column] else {
      throw ConfigurationError(.missingKey(column), file: file, line: line)
    }
    return text
  }

  func integer(_ column: String) throws -> Int? {
    guard let text = self[column] else { return nil }
    guard let value = Int(text) else { throw wrongType(column, "a whole number") }
    return value
  }

  func number(_ column: String) throws -> Double? {
    guard let text = self[column] else { return nil }
    guard let value = Double(text) else { throw wrongType(column, "a number") }
    return value
  }

  func choice<Choice: RawRepresentable & CaseIterable>(_ column: String) throws -> Choice
  where Choice.RawValue == String {
    let text = try text(column)
    if let choice = Choice(rawValue: text) { return choice }
    let allowed = Choice.allCases.map(\.rawValue)
    throw ConfigurationError(
      .notOneOf(key: column, value: text, allowed: allowed), file: file, line: line)
  }

  private func wrongType(_ column: String, _ expected: String) -> ConfigurationError {
    ConfigurationError(.wrongType(key: column, expected: expected), file: file, line: line)
  }
}
