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
    for (index, value) in values.enumerated() { bind(value, at: index + 1) }
    try run()
  }

  @inline(__always)
  func run() throws {
    guard sqlite3_step(handle) == SQLITE_DONE else { throw database.error() }
    sqlite3_reset(handle)
  }

  func bind(_ value: Binding, at index: Int) {
    switch value {
    case .text(let text):
      var text = text
      text.withUTF8 { bytes in
        let start = UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
        sqlite_bind_text_copied(handle, Int32(index), start, Int32(bytes.count))
      }
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
    guard let bytes = sqlite3_column_text(handle, Int32(column)) else { return nil }
    let count = Int(sqlite3_column_bytes(handle, Int32(column)))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  public func integer(_ column: Int) -> Int? {
    isNull(column) ? nil : Int(sqlite3_column_int64(handle, Int32(column)))
  }

  public func real(_ column: Int) -> Double? {
    isNull(column) ? nil : sqlite3_column_double(handle, Int32(column))
  }

  private func isNull(_ column: Int) -> Bool {
    sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL
  }
}
