import Foundation
import Support
import Testing

/// `pipeline sql` answers questions and does nothing else.
struct SQLCommandTests {
  private let fixtures = PublishedFixtures.shared

  private func sql(_ statement: String, _ arguments: String...) throws -> ProgramRun {
    try fixtures.pipeline("sql", arguments + ["--", statement])
  }

  private static let question = """
    SELECT area_code, area_name, 1.5 AS half, NULL AS absent, '=1+1' AS formula FROM area
    WHERE area_code = 'E06000018'
    """

  @Test func `the answer is a table for people`() throws {
    let run = try sql(Self.question)
    #expect(run.status == 0, "\(run.complaints)")
    #expect(
      run.output == """
        area_code  area_name   half  absent  formula
        ---------  ----------  ----  ------  -------
        E06000018  Nottingham   1.5          =1+1

        """)
  }

  @Test func `the answer is CSV that a spreadsheet takes for text`() throws {
    let run = try sql(Self.question, "--format", "csv")
    #expect(
      run.output == """
        area_code,area_name,half,absent,formula
        E06000018,Nottingham,1.5,,"'=1+1"

        """)
  }

  @Test func `the answer is JSON`() throws {
    let run = try sql(Self.question, "--format", "json")
    #expect(
      run.output == """
        [
        {"area_code":"E06000018","area_name":"Nottingham","half":1.5,"absent":null,"formula":"=1+1"}
        ]

        """)
    #expect(try sql("SELECT 1 AS a WHERE 0", "--format", "json").output == "[]\n")
  }

  @Test(arguments: [
    "DELETE FROM area", "INSERT INTO release VALUES ('a', 'b')", "DROP TABLE area",
    "UPDATE area SET area_name = ''", "CREATE TABLE t (a)", "CREATE TEMP TABLE t (a)",
    "ATTACH 'other.db' AS other", "DETACH main", "VACUUM", "VACUUM INTO '/tmp/copy.db'", "BEGIN",
    "PRAGMA query_only = OFF", "PRAGMA writable_schema = ON", "PRAGMA journal_mode = DELETE",
    "PRAGMA temp_store_directory = '/tmp'", "REINDEX", "ANALYZE",
    "SELECT load_extension('x')", "INSERT INTO search (search) VALUES ('rebuild')",
    "SELECT 1; SELECT 2", "SELECT 1; DROP TABLE area", "", "/* nothing */", ";",
  ])
  func `what does anything but read is refused`(statement: String) throws {
    let before = try Data(contentsOf: URL(filePath: fixtures.database))
    let run = try sql(statement)
    #expect(run.status == 64, "\(statement): \(run.status) \(run.complaints)")
    #expect(run.output == "")
    #expect(run.complaints.hasPrefix("pipeline: "))
    #expect(try Data(contentsOf: URL(filePath: fixtures.database)) == before)
  }

  @Test(arguments: [
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT sum(i) FROM n",
    "VALUES (6)", "SELECT 6;", "SELECT 6 -- a remark",
    "SELECT 6 FROM search WHERE search MATCH 'prison' LIMIT 1",
    "SELECT 6 FROM pragma_table_info('area') LIMIT 1", "PRAGMA table_info(area)",
    "EXPLAIN QUERY PLAN SELECT * FROM observations WHERE area_code = 'E06000018'",
  ])
  func `what reads is answered`(statement: String) throws {
    let run = try sql(statement)
    #expect(run.status == 0, "\(run.complaints)")
    #expect(run.output.contains("6") || statement.contains("PLAN") || statement.contains("PRAGMA"))
  }

  @Test func `a mistake is told in SQLite's words`() throws {
    let run = try sql("SELECT nmae FROM area")
    #expect(run.status == 64)
    #expect(
      run.complaints
        == "pipeline: SQLite says “no such column: nmae”. Nothing was done; correct the"
        + " statement (docs/data-dictionary.md describes the tables).\n")
  }

  @Test func `text cannot move the cursor of a terminal`() throws {
    let run = try sql("SELECT 'a' || char(27) || '[2J' || char(10) || 'b' AS t")
    #expect(run.output.contains("a [2J b"))
  }
}
