import CSQLite

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A database made of SQL text in a temporary folder, for tests of what reads databases.
public final class SampleDatabase {
  /// What SQLite said of the SQL.
  public struct Failure: Error { public let message: String }

  public let path: String
  private let folder: URL

  /// Runs the scripts one after another in a new database.
  public init(_ scripts: [String]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appending(path: "sample.db").path
    var handle: OpaquePointer?
    defer { sqlite3_close(handle) }
    guard sqlite3_open(path, &handle) == SQLITE_OK else { throw Failure(message: path) }
    let quickly = "PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF;"
    for script in [quickly] + scripts where sqlite3_exec(handle, script, nil, nil, nil) != SQLITE_OK
    {
      throw Failure(message: String(cString: sqlite3_errmsg(handle)))
    }
  }

  /// Runs a script in a database that is already there, sealed or not.
  ///
  /// - Throws: ``Failure`` with what SQLite said.
  public static func change(_ path: String, _ script: String) throws {
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    var handle: OpaquePointer?
    defer { sqlite3_close(handle) }
    guard sqlite3_open(path, &handle) == SQLITE_OK,
      sqlite3_exec(handle, script, nil, nil, nil) == SQLITE_OK
    else { throw Failure(message: String(cString: sqlite3_errmsg(handle))) }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }
}
