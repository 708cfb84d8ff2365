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
      .flatMap { $0.split(separator: "\n").map(String.init) }
    if answers == ["ok"] { return [] }
    if let failure = failureOfDisk() { throw failure }
    if let code = answers.lazy.compactMap(Self.codeOfUnread).first {
      throw error(ofCode: code)
    }
    return answers.isEmpty ? ["no answer"] : answers
  }

  /// SQLite counts a page that it had no memory for, or could not read, among the damaged ones.
  ///
  /// - Parameter answer: a line of what it says of the pages. One that tells of a row begins
  ///   otherwise, so that no name in a database is taken for these words.
  /// - Returns: why it has not seen the page; nil where it has.
  static func codeOfUnread(_ answer: String) -> Int32? {
    if answer.hasPrefix("unable to validate the inverted index") {
      return answer.hasSuffix(": out of memory") ? noMemory : nil
    }
    guard ["Page ", "On ", "Main ", "Freelist", "Tree "].contains(where: answer.hasPrefix) else {
      return nil
    }
    if answer.contains("failed to get page ") { return noMemory }
    let code = answer.split(separator: "unable to get the page. error code=").dropFirst().first
    return code.flatMap { Int32($0.prefix(while: \.isNumber)) }.flatMap {
      isOfTheMachine($0) ? $0 : nil
    }
  }
}
