internal import CSQLite

/// A connection to one database file.
///
/// Text that comes from data only ever reaches SQLite as a bound parameter.
public final class Database {
  let handle: OpaquePointer
  private let path: String

  /// Opens a published database for reading, as a file that nobody changes.
  ///
  /// - Throws: ``LoadError`` when it is missing, damaged or of a newer version.
  public convenience init(readOnly path: String) throws {
    try self.init(
      "file:\(Self.escaped(path))?immutable=1", path: path,
      flags: SQLITE_OPEN_READONLY | SQLITE_OPEN_URI)
    try execute("PRAGMA trusted_schema = OFF; PRAGMA query_only = ON; PRAGMA cell_size_check = ON;")
    let version = try query("PRAGMA user_version") { $0.integer(0) ?? 0 }.first ?? 0
    if version > Schema.version {
      throw LoadError(.newerVersion(version, known: Schema.version), path: path)
    }
  }

  /// Makes a new database file to be filled; nobody else sees it before it is published, so that
  /// neither a journal nor a sync is needed until then.
  convenience init(creating path: String) throws {
    try self.init(path, path: path, flags: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
    try execute(
      """
      PRAGMA page_size = 4096;
      PRAGMA journal_mode = OFF;
      PRAGMA synchronous = OFF;
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA temp_store = MEMORY;
      PRAGMA cache_size = -65536;
      """)
  }

  private init(_ name: String, path: String, flags: Int32) throws {
    var opened: OpaquePointer?
    let status = sqlite3_open_v2(name, &opened, flags | SQLITE_OPEN_NOMUTEX, nil)
    guard status == SQLITE_OK, let opened else {
      sqlite3_close_v2(opened)
      throw LoadError(.sqlite(code: status, message: "cannot be opened"), path: path)
    }
    handle = opened
    self.path = path
  }

  deinit { sqlite3_close_v2(handle) }

  private static func escaped(_ path: String) -> String {
    path.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "%"):
        "%" + String(byte, radix: 16, uppercase: true)
      default: String(decoding: [byte], as: UTF8.self)
      }
    }.joined()
  }

  /// Runs statements that give no rows.
  func execute(_ sql: String) throws {
    guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw error() }
  }

  func prepare(_ sql: String) throws -> Statement {
    var prepared: OpaquePointer?
    guard sqlite3_prepare_v2(handle, sql, -1, &prepared, nil) == SQLITE_OK, let prepared else {
      throw error()
    }
    return Statement(prepared, of: self)
  }

  /// Every row of a query, each made into a value.
  public func query<Value>(
    _ sql: String, _ bindings: [Binding] = [], _ row: (borrowing Row) throws -> Value
  ) throws -> [Value] {
    let statement = try prepare(sql)
    for (index, binding) in bindings.enumerated() { statement.bind(binding, at: index + 1) }
    var values: [Value] = []
    while try statement.step() { values.append(try row(Row(statement.handle))) }
    return values
  }

  /// The number of the page where a table begins.
  func rootPage(of table: String) throws -> Int {
    let sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
    guard let page = try query(sql, [.text(table)], { $0.integer(0) ?? 0 }).first else {
      throw LoadError(.failedCheck("it has no table \(table)"), path: path)
    }
    return page
  }

  func error() -> LoadError {
    LoadError(
      .sqlite(
        code: sqlite3_extended_errcode(handle), message: String(cString: sqlite3_errmsg(handle))),
      path: path)
  }
}
