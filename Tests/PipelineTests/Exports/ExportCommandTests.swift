import Foundation
import Support
import Testing

/// `pipeline export` as other programs read what it writes.
struct ExportCommandTests {
  private let fixtures = PublishedFixtures.shared
  private let folder = TemporaryFolder()

  private func export(_ arguments: String...) throws -> ProgramRun {
    try fixtures.pipeline("export", arguments)
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)
  }

  @Test func `CSV holds every observation, with what it is and whose beside it`() throws {
    let run = try export("--format", "csv", "--out", folder.path)
    #expect(run.status == 0, "\(run.complaints)")
    #expect(run.output.contains("\(folder.path)/observations.csv\n"))
    let lines = try text("observations.csv").split(separator: "\n")
    #expect(lines.count == 9910)
    #expect(
      lines[0].hasPrefix("indicator_id,indicator_name,area_code,area_name,area_type,sex,age,"))
    let about = try text("ABOUT.md")
    #expect(about.contains("Illustrative figures, published by nobody. Codes and names are real."))
    #expect(about.contains("Open Government Licence v3.0"))
    #expect(about.contains("SHA-256"))
    #expect(folder.contents().allSatisfy { !$0.contains("unfinished") })
  }

  @Test func `an area and an indicator can be picked out`() throws {
    let run = try export(
      "--format", "csv", "--table", "observations", "--area", "Nottingham", "--latest", "--out", "-"
    )
    let rows = run.output.split(separator: "\n").dropFirst()
    #expect(!rows.isEmpty)
    #expect(rows.allSatisfy { $0.contains(",E06000018,Nottingham,") })
    let one = try export("--format", "jsonl", "--indicator", "92313", "--out", "-")
    let objects = try one.output.split(separator: "\n").map {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
    #expect(!objects.isEmpty)
    #expect(objects.allSatisfy { $0?["indicator_id"] as? Int == 92313 })
    #expect(Set(objects.compactMap { $0?["area_code"] as? String }).count > 10)
  }

  @Test func `what cannot be asked for together is refused`() throws {
    #expect(try export("--format", "postgres").status == 64)
    #expect(try export("--to", "postgresql:///x").status == 64)
    #expect(try export("--format", "xlsx", "--partition", "indicator").status == 64)
    let unknown = try export("--table", "observation", "--out", folder.path)
    #expect(unknown.status == 64)
    #expect(
      unknown.complaints.hasPrefix(
        "pipeline: No table is called “observation”. Nothing was written; there are observations,"))
    #expect(folder.contents().isEmpty)
  }

  @Test func `a folder that cannot be made is named with status 73`() throws {
    let file = try folder.write("file", "")
    let run = try export("--out", file + "/sub")
    #expect(run.status == 73 || run.status == 74, "\(run.complaints)")
    #expect(run.complaints.contains("\(file)/sub: making the folder failed"))
  }

  @Test(
    .enabled(
      if: TestTools.hasPackages("frictionless"), Comment(rawValue: TestTools.skipReason)),
    arguments: ["datapackage", "jsonl"])
  func `frictionless finds the data package valid`(format: String) throws {
    let run = try export("--format", format, "--out", folder.path)
    #expect(run.status == 0, "\(run.complaints)")
    let check = try ProgramRun(
      TestTools.path("frictionless"), ["validate", "--json", "datapackage.json"], in: folder.path)
    #expect(check.status == 0, "\(check.output.prefix(3000)) \(check.complaints)")
    #expect(check.output.contains("\"rows\": 9909"))
    for word in ["OGL-UK-3.0", "attribution", "provenance", "sha256"] {
      #expect(try text("datapackage.json").contains("\"\(word)\""))
    }
  }

  @Test(
    .enabled(
      if: TestTools.hasPackages("frictionless"), Comment(rawValue: TestTools.skipReason)))
  func `frictionless finds a figure that is none and an area that is nowhere`() throws {
    _ = try export("--format", "datapackage", "--area", "Nottingham", "--out", folder.path)
    let lines = try text("observations.csv").split(separator: "\n").map(String.init)
    let broken = lines[1].replacing("E06000018", with: "E99999999") + "x"
    _ = try folder.write("observations.csv", (lines + [broken]).joined(separator: "\n") + "\n")
    let check = try ProgramRun(
      TestTools.path("frictionless"), ["validate", "--json", "datapackage.json"], in: folder.path)
    #expect(check.status != 0)
    #expect(check.output.contains("foreign-key"))
    #expect(check.output.contains("type-error"))
  }

  @Test(.enabled(if: TestTools.hasPackages("csvw"), Comment(rawValue: TestTools.skipReason)))
  func `a reader of CSV on the Web finds tables, types and keys`() throws {
    _ = try export("--format", "csv", "--out", folder.path)
    let check = try fixtures.python(
      """
      import sys
      from csvw import TableGroup
      group = TableGroup.from_file(sys.argv[1] + '/csv-metadata.json')
      tables = {str(t.url): t for t in group.tables}
      rows = list(tables['observations.csv'])
      print(len(rows), type(rows[0]['value']).__name__, type(rows[0]['indicator_id']).__name__)
      for t in group.tables: list(t)
      print(group.check_referential_integrity())
      print(group.common_props['dc:license'])
      """, folder.path)
    #expect(check.status == 0, "\(check.complaints)")
    #expect(check.output.contains("9909 float int"))
    #expect(check.output.contains("open-government-licence/version/3"))
  }

  @Test(.enabled(if: TestTools.hasPackages("duckdb"), Comment(rawValue: TestTools.skipReason)))
  func `DuckDB reads observations that are split by indicator`() throws {
    let run = try export("--format", "csv", "--partition", "indicator", "--out", folder.path)
    #expect(run.status == 0, "\(run.complaints)")
    let again = try export("--format", "csv", "--partition", "indicator", "--out", folder.path)
    #expect(again.status == 0, "\(again.complaints)")
    let check = try fixtures.python(
      """
      import duckdb, sys
      table = f"read_csv('{sys.argv[1]}/observations/*/*.csv', hive_partitioning = true)"
      import sqlite3
      count = "SELECT indicator_id, count(*), count(value), round(sum(value), 6), min(period) FROM "
      rows = duckdb.sql(count + table + " GROUP BY 1 ORDER BY 1").fetchall()
      held = sqlite3.connect(f'file:{sys.argv[2]}?immutable=1', uri=True).execute(
        count + "observations GROUP BY 1 ORDER BY 1").fetchall()
      different = [(a, b) for a, b in zip(rows, held) if tuple(map(str, a)) != tuple(map(str, b))]
      print(len(rows), sum(row[1] for row in rows), different)
      """, folder.path, fixtures.database)
    #expect(check.status == 0, "\(check.complaints)")
    #expect(check.output == "41 9909 []\n")
    #expect(folder.contents().contains("observations/indicator_id=92313/part-0.csv"))
  }

  @Test func `parts alone can be asked for, and carry licence and attribution`() throws {
    let run = try export(
      "--table", "observations", "--partition", "indicator", "--out", folder.path)
    #expect(run.status == 0, "\(run.complaints)")
    let names = folder.contents().filter { !$0.hasPrefix("observations") }
    #expect(names == ["ABOUT.md"])
    #expect(try text("ABOUT.md").contains("Illustrative figures, published by nobody."))
  }

  @Test(.disabled(if: Sanitizers.areOn, "a sanitizer's own file needs more than the limit leaves"))
  func `a file that does not fit on the disk leaves the one before`() throws {
    _ = try folder.write("observations.csv", "before")
    let run = try ProgramRun(
      "/bin/bash",
      [
        "-c", "ulimit -f 100; exec \"$0\" \"$@\"", ProgramRun.pipelinePath, "export", "--state",
        fixtures.state, "--table", "observations", "--out", folder.path,
      ])
    #expect(run.status == 74)
    #expect(run.complaints.contains("observations.csv: writing failed"), "\(run.complaints)")
    #expect(folder.contents() == ["observations.csv"])
    #expect(try text("observations.csv") == "before")
  }

  @Test func `a folder of somebody else's is not replaced by parts`() throws {
    let own = folder.path + "/observations"
    try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
    _ = try folder.write("observations/notes.txt", "mine")
    let run = try export("--partition", "indicator", "--out", folder.path)
    #expect(run.status == 73)
    #expect(try text("observations/notes.txt") == "mine")
  }
}
