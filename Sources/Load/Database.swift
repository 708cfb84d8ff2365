import CSQLite

/// What SQLite said when a database could not be read.
public struct DatabaseError: Error, CustomStringConvertible {
  public let description: String
}

/// A release's database, opened for reading.
public final class Database {
  private let handle: OpaquePointer

  /// Opens a finished database that nothing writes to any more.
  public init(readOnly path: String) throws {
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX
    let status = sqlite3_open_v2("file:\(path)?immutable=1", &opened, flags, nil)
    guard status == SQLITE_OK, let opened else {
      sqlite3_close(opened)
      throw DatabaseError(description: "\(path): the database could not be opened.")
    }
    handle = opened
    sqlite3_exec(handle, "PRAGMA trusted_schema = OFF", nil, nil, nil)
  }

  deinit { sqlite3_close(handle) }

  /// Runs a statement and gives what `row` makes of each of its rows.
  public func query<T>(
    _ sql: String, _ bindings: [Binding] = [], _ row: (borrowing Row) throws -> T
  ) throws -> [T] {
    let statement = try prepare(sql)
    defer { sqlite3_finalize(statement) }
    for (index, binding) in bindings.enumerated() { bind(binding, to: statement, index + 1) }
    var results: [T] = []
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW: results.append(try row(Row(statement)))
      case SQLITE_DONE: return results
      default: throw failure()
      }
    }
  }

  private func prepare(_ sql: String) throws -> OpaquePointer {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK, let statement else {
      throw failure()
    }
    return statement
  }

  private func bind(_ binding: Binding, to statement: OpaquePointer, _ position: Int) {
    let index = Int32(position)
    switch binding {
    case .text(let text):
      _ = sqlite_bind_text_copied(statement, index, text, Int32(text.utf8.count))
    case .integer(let number): sqlite3_bind_int64(statement, index, Int64(number))
    case .real(let number): sqlite3_bind_double(statement, index, number)
    case .null: sqlite3_bind_null(statement, index)
    }
  }

  private func failure() -> DatabaseError {
    DatabaseError(description: String(cString: sqlite3_errmsg(handle)))
  }
}
