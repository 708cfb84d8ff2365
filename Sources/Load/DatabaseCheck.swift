extension Database {
  /// Proves that a database is whole: every page, and every reference that was not proved while its
  /// row was written.
  ///
  /// - Throws: ``LoadError`` with the first thing that is not so.
  static func check(_ path: String) throws {
    let database = try Database(readOnly: path)
    let problems = try database.query("PRAGMA quick_check") { $0.string(0) }
    if problems != ["ok"] {
      if let failure = database.failureOfDisk() { throw failure }
      throw LoadError(.failedCheck(problems.first ?? "no answer"), path: path)
    }
    // References are proved while pages are written, see ObservationPages and AssessmentPages.
    let tables = try database.query(
      "SELECT name FROM sqlite_schema WHERE type = 'table'"
        + " AND name NOT IN ('observation', 'assessment')"
    ) { $0.string(0) }
    for table in tables {
      let dangling = try database.query("PRAGMA foreign_key_check(\(table))") { $0.string(0) }
      guard dangling.isEmpty else {
        throw LoadError(.failedCheck("a row of \(table) points nowhere"), path: path)
      }
    }
  }
}
