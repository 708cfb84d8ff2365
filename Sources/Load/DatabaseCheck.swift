extension Database {
  /// Proves that a database is whole: every page, and every reference that was not proved while its
  /// row was written.
  ///
  /// - Throws: ``LoadError`` with the first thing that is not so.
  static func check(_ path: String) throws {
    let database = try Database(readOnly: path)
    if let problem = try database.damage(.quick).first {
      throw LoadError(.failedCheck(problem), path: path)
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

extension Database {
  /// How much of a database is looked at.
  public enum PageCheck: String {
    /// Every page and row.
    case quick = "quick_check"
    /// Every entry of every index as well.
    case whole = "integrity_check"
  }

  /// What is wrong with the pages, in SQLite's words.
  ///
  /// - Parameter check: how much is looked at.
  /// - Returns: the problems; none when every page is whole.
  /// - Throws: ``LoadError`` when the pages could not all be looked at.
  public func damage(_ check: PageCheck) throws -> [String] {
    let answers = try query("PRAGMA \(check.rawValue)") { $0.string(0) }
    if answers == ["ok"] { return [] }
    if let failure = failureOfDisk() { throw failure }
    if let code = answers.lazy.compactMap(Self.codeOfUnread).first {
      throw error(ofCode: code)
    }
    return answers.isEmpty ? ["no answer"] : answers
  }

  /// SQLite counts a page that it had no memory for, or could not read, among the damaged ones.
  ///
  /// - Parameter answer: what it says of a page.
  /// - Returns: why it has not seen the page; nil where it has.
  static func codeOfUnread(_ answer: String) -> Int32? {
    if let said = answer.firstRange(of: "unable to get the page. error code=") {
      return Int32(answer[said.upperBound...].prefix(while: \.isNumber))
    }
    let isMemoryGone = ["failed to get page ", ": out of memory"].contains { answer.contains($0) }
    return isMemoryGone ? Self.noMemory : nil
  }
}
