import CSQLite
import Fetch
import Foundation
import Support
import Testing
import Transform

@testable import Load

/// A new database that is not whole, whatever made it so, is never published.
struct DatabaseCheckTests {
  private let folder = TemporaryFolder()
  private var path: String { folder.path + "/new.db" }

  private func write(_ sql: String) throws {
    try Database(filling: path).execute(sql)
  }

  private func problem(_ body: () throws -> Void) -> String? {
    let error = #expect(throws: LoadError.self, performing: body)
    guard case .failedCheck(let problem) = error?.cause else { return nil }
    #expect(
      error?.description
        == "\(path): the new database failed its check (\(problem)) and was not published.")
    return problem
  }

  @Test func `a whole database passes`() throws {
    try write(Schema.tables)
    try Database.check(path)
  }

  @Test func `a row that points nowhere is found with its table`() throws {
    try write(Schema.tables + "INSERT INTO series VALUES (1, 7, 7, 7, 12, 1, 1)")
    #expect(problem { try Database.check(path) } == "a row of series points nowhere")
  }

  @Test func `a row that its table does not allow is found`() throws {
    try write(
      """
      CREATE TABLE t (a); INSERT INTO t VALUES (NULL); PRAGMA writable_schema = ON;
      UPDATE sqlite_schema SET sql = 'CREATE TABLE t (a NOT NULL)' WHERE name = 't';
      """)
    #expect(problem { try Database.check(path) } == "NULL value in t.a")
  }

  @Test func `a table that is not there has no pages to be written`() throws {
    try write("CREATE TABLE t (a)")
    #expect(
      problem { _ = try Database(readOnly: path).rootPage(of: "observation") }
        == "it has no table observation")
  }

  @Test func `a file with pages of another size takes none of ours`() throws {
    try write("PRAGMA page_size = 8192; CREATE TABLE t (id INTEGER PRIMARY KEY)")
    #expect(
      problem { _ = try PageFile(path).pageCount } == "its pages are not as they were asked for")
  }

  @Test func `an assessment of no series is not written`() throws {
    let records = try BuiltIn.records([
      Snapshot(
        localFile: SharedData.projectRoot.path
          + "/fixtures/fingertips/illustrative-indicators-1.csv", sourceID: "fingertips")
    ])
    let none = try BuiltIn.records([])
    try write(Schema.tables)
    let root = try Database(readOnly: path).rootPage(of: "assessment")
    #expect(
      problem {
        _ = try AssessmentPages.write(
          assess(records).all, of: none.observations, root: root, into: path)
      } == "an assessment points nowhere")
  }

  @Test(arguments: [
    ("Page 266: unable to get the page. error code=7", 7),
    ("On tree page 7 cell 0: unable to get the page. error code=266", 266),
    ("On tree page 7 cell 0: failed to get page 9", 7),
    ("unable to validate the inverted index for FTS5 table main.search: out of memory", 7),
    ("Page 266: unable to get the page. error code=11", nil),
    (
      "unable to validate the inverted index for FTS5 table main.a: out of memory: it is malformed",
      nil
    ),
    ("row 1 missing from index unable to get the page. error code=7", nil),
    ("row 1 missing from index failed to get page 7", nil),
  ])
  func `a page that was not seen is told from a damaged one`(answer: String, code: Int32?) {
    #expect(Database.codeOfUnread(answer) == code)
  }

  /// The limit holds for the whole process, so it has one of its own. Some builds of SQLite count no
  /// memory and so have no limit.
  @Test(.enabled(if: sqlite3_compileoption_used("DEFAULT_MEMSTATUS=0") == 0))
  func `a lack of memory is told as such and never as damage`() async throws {
    await #expect(processExitsWith: .success) {
      let folder = TemporaryFolder()
      let path = folder.path + "/new.db"
      try Database(filling: path).execute(
        """
        CREATE TABLE t (a); CREATE TABLE long (a); INSERT INTO long VALUES (zeroblob(400000));
        WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
        INSERT INTO t SELECT i FROM n;
        """)
      var causes: Set<String> = []
      for kibibytes in 1...600 {
        sqlite3_hard_heap_limit64(sqlite3_int64(kibibytes << 10))
        do {
          try Database.check(path)
          causes.insert("whole")
        } catch let error as LoadError {
          causes.insert(error.isOfTheMachine ? "no memory" : "\(error)")
        }
      }
      #expect(causes == ["whole", "no memory"])
    }
  }
}
