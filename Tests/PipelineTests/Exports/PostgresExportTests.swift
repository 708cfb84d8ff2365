import Foundation
import Support
import Testing

/// `pipeline export --format postgres` to a real server, and without the trait.
struct PostgresExportTests {
  private let fixtures = PublishedFixtures.shared

  private func copy(_ address: String, _ arguments: String...) throws -> ProgramRun {
    try fixtures.pipeline("export", ["--format", "postgres", "--to", address] + arguments)
  }

  #if Postgres
    @Test(
      .enabled(if: PostgresServer.isPresent, Comment(rawValue: TestTools.skipReason)))
    func `a release is copied whole, described, and replaced whole`() throws {
      let server = try PostgresServer()
      for _ in 1...2 {
        let run = try copy(server.address)
        #expect(run.status == 0, "\(run.complaints)")
        #expect(run.output.contains(" rows in the schema local_health\n"))
      }
      try compareTables(server)
      try compareViews(server)
      try checkDescriptions(server)
      try refuseWhatIsNotOurs(server)
      try keepWhatWasThere(server)
    }

    @Test func `a server that is not there is told with status 69`() throws {
      let run = try copy("postgresql:///postgres?host=/nonexistent&user=a&password=secret")
      #expect(run.status == 69)
      #expect(run.complaints.hasPrefix("pipeline: PostgreSQL: no connection ("))
      #expect(!run.complaints.contains("secret"))
    }

    /// Every row of every table, as both sides give it.
    private func compareTables(_ server: PostgresServer) throws {
      let names = try sqlite(
        """
        SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
          AND name NOT LIKE 'sqlite%' ORDER BY name
        """
      ).split(separator: "\n").map(String.init)
      #expect(names.count > 30)
      // Other publishers' own words stay on the user's machine.
      let kept = ["published_term", "mapped_area", "mapped_area_theme", "mapped_area_link"]
      #expect(Set(kept).isSubset(of: names))
      for name in kept {
        let absent = try server.answer("SELECT to_regclass('local_health.\(name)') IS NULL")
        #expect(absent.split(separator: "\n").first == "t", "\(name)")
      }
      for name in names where !kept.contains(name) {
        let columns = try sqlite("SELECT name FROM pragma_table_info('\(name)')")
          .split(separator: "\n").map { "\"\($0)\"" }.joined(separator: ", ")
        let here = try sqlite("SELECT \(columns) FROM \"\(name)\"")
        let there = try server.answer("SELECT \(columns) FROM local_health.\"\(name)\"")
        #expect(sorted(here) == sorted(there), "\(name)")
      }
      let keys = try server.answer(
        "SELECT count(*) FROM pg_constraint WHERE contype = 'f'"
          + " AND connamespace = 'local_health'::regnamespace")
      #expect(Int(keys.split(separator: "\n")[0]) ?? 0 > 30)
    }

    /// Whole numbers that are kept as real ones have a point in one program and none in the other.
    private func sorted(_ rows: String) -> [String] {
      rows.split(separator: "\n").map { line in
        line.split(separator: "|", omittingEmptySubsequences: false).map { cell in
          guard let number = Double(cell), cell.contains(".") || cell.contains("e") else {
            return String(cell)
          }
          return number == number.rounded() ? "\(Int(number))" : "\(number)"
        }.joined(separator: "|")
      }.sorted()
    }

    private func sqlite(_ sql: String) throws -> String {
      let script = """
        import sqlite3, sys
        db = sqlite3.connect(f'file:{sys.argv[1]}?immutable=1', uri=True)
        for row in db.execute(sys.argv[2]):
          print('|'.join('' if v is None else repr(v) if isinstance(v, float) else str(v) for v in row))
        """
      let run = try ProgramRun("python3", ["-c", script, fixtures.database, sql])
      #expect(run.status == 0, "\(run.complaints)")
      return run.output
    }

    private func compareViews(_ server: PostgresServer) throws {
      for view in ["observations", "latest_observations", "assessments", "revision"] {
        let count = try sqlite("SELECT count(*) FROM \(view)")
        #expect(try server.answer("SELECT count(*) FROM local_health.\(view)") == count, "\(view)")
      }
      let found = try server.answer(
        """
        SELECT item_id FROM local_health.search WHERE kind = 'indicator' AND
          to_tsvector('english'::regconfig, coalesce(title, '') || ' ' || coalesce(names, '')
            || ' ' || coalesce(body, '')) @@ plainto_tsquery('english', 'suicides')
        """)
      #expect(found.split(separator: "\n").contains("41001"))
    }

    private func checkDescriptions(_ server: PostgresServer) throws {
      let schema = try server.answer(
        "SELECT obj_description('local_health'::regnamespace, 'pg_namespace')")
      #expect(schema.contains("release 1."))
      #expect(schema.contains("Illustrative figures, published by nobody."))
      let undescribed = try server.answer(
        """
        SELECT c.relname || '.' || a.attname FROM pg_class c
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
        WHERE c.relnamespace = 'local_health'::regnamespace AND c.relkind IN ('r', 'v')
          AND col_description(c.oid, a.attnum) IS NULL
        """)
      #expect(undescribed == "")
    }

    private func refuseWhatIsNotOurs(_ server: PostgresServer) throws {
      let run = try copy(server.address, "--schema", "public")
      #expect(run.status == 73)
      #expect(run.complaints.contains("the schema “public” was not made by this program"))
    }

    /// A view that rests on the copy stops the next one, and the first stays whole.
    private func keepWhatWasThere(_ server: PostgresServer) throws {
      _ = try server.answer(
        "CREATE VIEW public.mine AS SELECT count(*) AS n FROM local_health.observation")
      let run = try copy(server.address)
      #expect(run.status == 73)
      #expect(run.complaints.contains("The copy was taken back whole"), "\(run.complaints)")
      #expect(try server.answer("SELECT n FROM public.mine") == "9909\n")
    }
  #else
    @Test func `a build without PostgreSQL says how to get one`() throws {
      let run = try copy("postgresql:///postgres")
      #expect(run.status == 64)
      #expect(
        run.complaints
          == "pipeline: This build cannot write to PostgreSQL. Nothing was written; build it with"
          + " `swift build -c release --traits Postgres`, see docs/running.md.\n")
    }
  #endif
}
