internal import CSQLite

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

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
    let version = try query("PRAGMA user_version") { $0.number(0) }.first ?? 0
    if version > Schema.version {
      throw LoadError(.newerVersion(version, known: Schema.version), path: path)
    }
  }

  /// Opens a database to be filled, made where it is not there; nobody else sees it before it is
  /// published, so that neither a journal nor a sync is needed until then.
  ///
  /// The file is made first: where SQLite cannot make it, it tries to open it for reading and tells
  /// the error of that.
  convenience init(filling path: String) throws {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    if descriptor < 0 { throw LoadError.system(errno, "making the database", path) }
    close(descriptor)
    try self.init(path, path: path, flags: SQLITE_OPEN_READWRITE)
    if sqlite3_db_readonly(handle, "main") != 0 {
      throw LoadError.system(EIO, "opening for writing", path)
    }
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
      let failed = sqlite3_system_errno(opened)
      sqlite3_close_v2(opened)
      if failed != 0, failed != ENOENT { throw LoadError.system(failed, "opening", path) }
      let words = "cannot be opened: \(String(cString: sqlite3_errstr(status)))"
      throw LoadError(.sqlite(code: status, message: words), path: path)
    }
    handle = opened
    self.path = path
  }

  deinit { sqlite3_close_v2(handle) }

  /// The version of SQLite that this process runs with.
  public static var libraryVersion: String { String(cString: sqlite3_libversion()) }

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
    for (index, binding) in bindings.enumerated() { try statement.bind(binding, at: index + 1) }
    var values: [Value] = []
    while try statement.step() { values.append(try row(Row(statement.handle))) }
    return values
  }

  /// The number of the page where a table begins.
  func rootPage(of table: String) throws -> Int {
    let sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
    guard let page = try query(sql, [.text(table)], { $0.number(0) }).first else {
      throw LoadError(.failedCheck("it has no table \(table)"), path: path)
    }
    return page
  }

  func error() -> LoadError {
    let code = sqlite3_extended_errcode(handle)
    if code & 0xFF == SQLITE_FULL {
      return LoadError(.noSpace(errno: ENOSPC, bytesNeeded: nil), path: path)
    }
    if code & 0xFF == SQLITE_IOERR, let failed = systemError() {
      return LoadError.system(failed, Self.doing(code), path)
    }
    if code & 0xFF == SQLITE_CORRUPT, let failure = failureOfDisk() { return failure }
    return LoadError(
      .sqlite(code: code, message: String(cString: sqlite3_errmsg(handle))), path: path)
  }

  /// SQLite's code for a lack of memory.
  static let noMemory = SQLITE_NOMEM

  /// Whether a code, with or without its extension, says that memory or the disk failed.
  static func isOfTheMachine(_ code: Int32) -> Bool {
    [SQLITE_NOMEM, SQLITE_IOERR].contains(code & 0xFF)
  }

  /// An error of which only the code is known.
  func error(ofCode code: Int32) -> LoadError {
    LoadError(.sqlite(code: code, message: String(cString: sqlite3_errstr(code))), path: path)
  }

  /// The error of a disk that could not be read: SQLite takes that for a damaged file.
  func failureOfDisk() -> LoadError? {
    guard let failed = systemError(), failed == EIO else { return nil }
    return LoadError.system(failed, "reading", path)
  }

  /// What the system said when it last failed SQLite on this file; nil when it has not.
  private func systemError() -> Int32? {
    var ofFile: Int32 = 0
    sqlite3_file_control(handle, "main", SQLITE_FCNTL_LAST_ERRNO, &ofFile)
    let failed = ofFile != 0 ? ofFile : sqlite3_system_errno(handle)
    return failed == 0 ? nil : failed
  }

  /// What SQLite was about when the system failed it: the kinds of `SQLITE_IOERR` in their order.
  private static func doing(_ code: Int32) -> String {
    switch code >> 8 {
    case 1, 2: "reading"
    case 3: "writing"
    case 4, 5: "syncing"
    default: "working on the file"
    }
  }
}

/// For statements that a person writes.
extension Database {
  /// Lets statements read tables and call functions from here on, and do nothing else: no file is
  /// attached, nothing is written, no extension is loaded.
  ///
  /// Tables that SQLite computes are opened first: opening one looks like making a table.
  func allowReadingOnly() {
    for table in ReadingOnly.computedTables { _ = try? prepare("SELECT 1 FROM \(table)") }
    sqlite3_set_authorizer(
      handle,
      { _, action, first, second, _, _ in
        switch action {
        case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE: SQLITE_OK
        case SQLITE_FUNCTION: ReadingOnly.allowsFunction(second) ? SQLITE_OK : SQLITE_DENY
        case SQLITE_PRAGMA: ReadingOnly.allowsPragma(first, second) ? SQLITE_OK : SQLITE_DENY
        default: SQLITE_DENY
        }
      }, nil)
  }

  /// Prepares a text that must be one statement; nil when there is none or another follows.
  func prepareSingle(_ sql: String) throws -> Statement? {
    guard let prepared = try sql.withCString({ try prepareOnly($0) }) else { return nil }
    return Statement(prepared, of: self)
  }

  private func prepareOnly(_ text: UnsafePointer<CChar>) throws -> OpaquePointer? {
    var tail: UnsafePointer<CChar>?
    guard let first = try prepare(text, &tail) else { return nil }
    var isOnly = false
    defer { if !isOnly { sqlite3_finalize(first) } }
    if let tail, let second = try prepare(tail, nil) {
      sqlite3_finalize(second)
      return nil
    }
    isOnly = true
    return first
  }

  private func prepare(
    _ text: UnsafePointer<CChar>, _ tail: UnsafeMutablePointer<UnsafePointer<CChar>?>?
  ) throws -> OpaquePointer? {
    var prepared: OpaquePointer?
    guard sqlite3_prepare_v2(handle, text, -1, &prepared, tail) == SQLITE_OK else { throw error() }
    return prepared
  }
}

/// What a statement may call beside reading tables.
private enum ReadingOnly {
  /// Pragmas that only tell of the schema; full-text search asks for `data_version` itself.
  private static let pragmas: Set<String> = [
    "table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo",
    "foreign_key_list", "data_version",
  ]

  static let computedTables =
    ["search", "json_each('[]')", "json_tree('[]')"]
    + pragmas.subtracting(["data_version"]).sorted().map { "pragma_\($0)" }

  static func allowsPragma(_ name: UnsafePointer<CChar>?, _ value: UnsafePointer<CChar>?) -> Bool {
    guard let name = name.map({ String(cString: $0).lowercased() }) else { return false }
    return pragmas.contains(name) && (name != "data_version" || value == nil)
  }

  static func allowsFunction(_ name: UnsafePointer<CChar>?) -> Bool {
    guard let name = name.map({ String(cString: $0).lowercased() }) else { return false }
    return name != "load_extension" && name != "fts3_tokenizer"
  }
}
