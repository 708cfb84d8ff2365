internal import CSQLite

/// A prepared statement, finalised when it goes out of scope.
struct Statement: ~Copyable {
  let handle: OpaquePointer
  private let database: Database

  init(_ handle: OpaquePointer, of database: Database) {
    self.handle = handle
    self.database = database
  }

  deinit { sqlite3_finalize(handle) }

  /// Goes to the next row; false at the end.
  func step() throws -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw database.error()
    }
  }

  /// Runs an insert with these values and makes the statement ready for the next.
  func insert(_ values: Binding...) throws {
    for (index, value) in values.enumerated() { try bind(value, at: index + 1) }
    try run()
  }

  /// Adds the row that the query stands on: for each column its type, then its bytes and a length.
  func appendRow(to bytes: inout [UInt8]) {
    for column in 0..<sqlite3_column_count(handle) {
      let type = sqlite3_column_type(handle, column)
      bytes.append(UInt8(truncatingIfNeeded: type))
      switch type {
      case SQLITE_INTEGER:
        append(UInt64(bitPattern: sqlite3_column_int64(handle, column)), to: &bytes)
      case SQLITE_FLOAT: append(sqlite3_column_double(handle, column).bitPattern, to: &bytes)
      case SQLITE_NULL: break
      default:
        let start = textIfHeld(handle, column)
        let count = Int(sqlite3_column_bytes(handle, column))
        append(UInt64(count), to: &bytes)
        bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
      }
    }
  }

  private func append(_ number: UInt64, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  @inline(__always)
  func run() throws {
    guard sqlite3_step(handle) == SQLITE_DONE else { throw database.error() }
    sqlite3_reset(handle)
  }

  /// - Throws: ``LoadError`` when there is no memory for a text; it would be stored as NULL.
  func bind(_ value: Binding, at index: Int) throws {
    switch value {
    case .text(let text):
      var text = text
      let status = text.withUTF8 { bytes in
        let start = UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
        return sqlite_bind_text_copied(handle, Int32(index), start, Int32(bytes.count))
      }
      if status != SQLITE_OK { throw database.error() }
    case .integer(let value): bind(value, at: index)
    case .real(let value): bind(value, at: index)
    case .null: sqlite3_bind_null(handle, Int32(index))
    }
  }

  @inline(__always)
  func bind(_ value: Int, at index: Int) {
    sqlite3_bind_int64(handle, Int32(index), Int64(value))
  }

  /// Not-a-number is bound as NULL, which is how SQLite itself takes it.
  @inline(__always)
  func bind(_ value: Double, at index: Int) {
    sqlite3_bind_double(handle, Int32(index), value)
  }

  @inline(__always)
  func bindNull(at index: Int) {
    sqlite3_bind_null(handle, Int32(index))
  }
}

/// A value for a parameter of a statement.
public enum Binding: Sendable, Equatable {
  case text(String)
  case integer(Int)
  case real(Double)
  case null

  /// NULL for nil.
  init(_ text: String?) { self = text.map(Binding.text) ?? .null }
  init(_ value: Int?) { self = value.map(Binding.integer) ?? .null }
  init(_ value: Double?) { self = value.map(Binding.real) ?? .null }
  init(_ flag: Bool) { self = .integer(flag ? 1 : 0) }
}

extension Binding: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral
{
  public init(stringLiteral value: String) { self = .text(value) }
  public init(integerLiteral value: Int) { self = .integer(value) }
  public init(floatLiteral value: Double) { self = .real(value) }
}

/// The row that a query stands on. Columns are counted from 0; NULL is nil.
public struct Row: ~Copyable {
  private let handle: OpaquePointer

  init(_ handle: OpaquePointer) { self.handle = handle }

  public func text(_ column: Int) -> String? {
    guard let bytes = textIfHeld(handle, Int32(column)) else { return nil }
    let count = Int(sqlite3_column_bytes(handle, Int32(column)))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  /// The text of a column that is never NULL, as the schema or the query has it; else empty.
  public func string(_ column: Int) -> String { text(column) ?? "" }

  /// A whole number that is never NULL; else 0.
  @inline(__always)
  public func number(_ column: Int) -> Int { Int(sqlite3_column_int64(handle, Int32(column))) }

  public func integer(_ column: Int) -> Int? {
    isNull(column) ? nil : Int(sqlite3_column_int64(handle, Int32(column)))
  }

  public func real(_ column: Int) -> Double? {
    isNull(column) ? nil : sqlite3_column_double(handle, Int32(column))
  }

  /// Every column as it can be bound again.
  func bindings() -> [Binding] {
    (0..<Int(sqlite3_column_count(handle))).map { column in
      switch sqlite3_column_type(handle, Int32(column)) {
      case SQLITE_INTEGER: .integer(Int(sqlite3_column_int64(handle, Int32(column))))
      case SQLITE_FLOAT: .real(sqlite3_column_double(handle, Int32(column)))
      case SQLITE_NULL: .null
      default: .text(string(column))
      }
    }
  }

  private func isNull(_ column: Int) -> Bool {
    sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL
  }
}

/// The text of a column. SQLite gives none as well when it has no memory for it; to go on then would
/// be to lose it.
private func textIfHeld(_ handle: OpaquePointer, _ column: Int32) -> UnsafePointer<UInt8>? {
  if let bytes = sqlite3_column_text(handle, column) { return bytes }
  let isMemoryGone = sqlite3_errcode(sqlite3_db_handle(handle)) == SQLITE_NOMEM
  precondition(!isMemoryGone, "out of memory while a text was read")
  return nil
}

/// A cell as SQLite stores it; the bytes are valid while the query stands on their row.
enum StoredValue {
  case null
  case integer(Int)
  case real(Double)
  /// A NUL follows the last byte.
  case text(UnsafeBufferPointer<UInt8>)
  case blob(byteCount: Int)
}

extension Row {
  var columnCount: Int { Int(sqlite3_column_count(handle)) }

  @inline(__always)
  func cell(_ column: Int) -> StoredValue {
    let index = Int32(column)
    switch sqlite3_column_type(handle, index) {
    case SQLITE_INTEGER: return .integer(Int(sqlite3_column_int64(handle, index)))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(handle, index))
    case SQLITE_NULL: return .null
    case SQLITE_BLOB: return .blob(byteCount: Int(sqlite3_column_bytes(handle, index)))
    default:
      let bytes = textIfHeld(handle, index)
      let count = Int(sqlite3_column_bytes(handle, index))
      return .text(UnsafeBufferPointer(start: bytes, count: count))
    }
  }
}

extension Statement {
  /// The names of the columns that a query gives.
  var columnNames: [String] {
    (0..<sqlite3_column_count(handle)).map { index in
      sqlite3_column_name(handle, index).map { String(cString: $0) } ?? ""
    }
  }

  /// Whether it changes nothing.
  var isReadOnly: Bool { sqlite3_stmt_readonly(handle) != 0 }

  /// Makes a query ready to be run again, with the values it has.
  @inline(__always)
  func reset() { sqlite3_reset(handle) }
}
