/// Why an export could not be written.
public struct ExportError: Error, Equatable, Sendable, CustomStringConvertible {
  public enum Cause: Equatable, Sendable {
    case unknownTable(String, known: [String])
    case oneTableOnly
    case notBuiltIn(trait: String)
    case excel(String)
    case noServer(String)
    case notOurSchema(String)
    case refusedByServer(String)
    case notOneQuery
    case wrongStatement(String)
    case otherContent(String)
    case system(errno: Int32, doing: String)
  }

  public let cause: Cause
  /// The file, folder or database that was to be written.
  public let subject: String

  init(_ cause: Cause, subject: String) {
    self.cause = cause
    self.subject = subject
  }

  public var description: String {
    switch cause {
    case .unknownTable(let name, let known):
      "No table is called “\(name)”. Nothing was written; there are \(known.joined(separator: ", "))."
    case .oneTableOnly:
      "Standard output takes one table. Nothing was written; name it with --table, or give a folder"
        + " with --out."
    case .notBuiltIn(let trait):
      "This build cannot write \(subject). Nothing was written; build it with"
        + " `swift build -c release --traits \(trait)`, see docs/running.md."
    case .excel(let reason):
      "\(subject): the workbook could not be written (\(reason)). What stood there before is"
        + " unchanged."
    case .noServer(let reason):
      "\(subject): no connection (\(reason)). Nothing was written; check the address, or try again"
        + " when the server answers."
    case .notOurSchema(let schema):
      "\(subject): the schema “\(schema)” was not made by this program. Nothing was written; name"
        + " another with --schema."
    case .refusedByServer(let reason):
      "\(subject): the server says “\(reason)”. The copy was taken back whole; what stood there"
        + " before is unchanged."
    case .notOneQuery:
      "Expected one statement that only reads, such as SELECT. Nothing was done."
    case .wrongStatement(let reason):
      "SQLite says “\(reason)”. Nothing was done; correct the statement (docs/data-dictionary.md"
        + " describes the tables)."
    case .otherContent(let name):
      "\(subject): holds “\(name)”, which is no part of an export. Nothing was written; give another"
        + " folder with --out."
    case .system(let errno, let doing):
      "\(subject): \(doing) failed (\(LoadError.words(errno))). Files that were finished before are whole;"
        + " run the export again when the cause is gone."
    }
  }
}
