import Foundation
import Support
import Testing

/// `pipeline export --format xlsx`, with the trait and without.
struct WorkbookTests {
  private let fixtures = PublishedFixtures.shared
  private let folder = TemporaryFolder()
  private var path: String { folder.path + "/health.xlsx" }

  #if Excel
    @Test(.enabled(if: TestTools.hasPackages("openpyxl"), Comment(rawValue: TestTools.skipReason)))
    func `the workbook holds every row, no formula, and says whose data it is`() throws {
      let run = try fixtures.pipeline("export", ["--format", "xlsx", "--out", path])
      #expect(run.status == 0, "\(run.complaints)")
      #expect(folder.contents() == ["health.xlsx"])
      let check = try fixtures.python(
        """
        import openpyxl, sqlite3, sys
        book = openpyxl.load_workbook(sys.argv[1], read_only=True)
        print(book.sheetnames)
        print(book.properties.title, '|', book.properties.description)
        sheet = book['observations']
        rows = [[c.value for c in row] for row in sheet.iter_rows()]
        names = rows[0]
        held = sqlite3.connect(f'file:{sys.argv[2]}?immutable=1', uri=True).execute(
          'SELECT ' + ', '.join(names) + ' FROM observations').fetchall()
        def key(row):
          return tuple(repr(float(v)) if isinstance(v, (int, float)) else str(v) for v in row)
        print(len(rows), sorted(map(key, rows[1:])) == sorted(map(key, held)))
        formulas = [c for s in book for row in s.iter_rows() for c in row if c.data_type == 'f']
        print('formulas', formulas)
        print([c.value for row in book['About'].iter_rows() for c in row])
        """, path, fixtures.database)
      #expect(check.status == 0, "\(check.complaints)")
      #expect(check.output.contains("['About', 'Columns', 'observations', 'assessments',"))
      #expect(check.output.contains("\n9910 True\n"), "\(check.output.prefix(400))")
      #expect(check.output.contains("formulas []"))
      #expect(check.output.contains("Illustrative figures, published by nobody."))
    }

    @Test func `the same release gives the same bytes`() throws {
      let second = folder.path + "/again.xlsx"
      for target in [path, second] {
        _ = try fixtures.pipeline(
          "export", ["--format", "xlsx", "--area", "Nottingham", "--latest", "--out", target])
      }
      #expect(
        try Data(contentsOf: URL(filePath: path)) == Data(contentsOf: URL(filePath: second)))
    }

    @Test func `a workbook that cannot be written leaves nothing behind`() throws {
      let run = try fixtures.pipeline(
        "export", ["--format", "xlsx", "--out", folder.path + "/none/health.xlsx"])
      #expect(run.status == 73)
      #expect(folder.contents().isEmpty)
    }
  #else
    @Test func `a build without Excel says how to get one`() throws {
      let run = try fixtures.pipeline("export", ["--format", "xlsx", "--out", path])
      #expect(run.status == 64)
      #expect(
        run.complaints
          == "pipeline: This build cannot write Excel workbooks. Nothing was written; build it with"
          + " `swift build -c release --traits Excel`, see docs/running.md.\n")
    }
  #endif
}
