import Fetch
import Foundation
import Support
import Testing
import Transform

@testable import Load

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Releases that something happened to: rows D1 to D7, P11 and P17 of the fault matrix.
struct ReleaseFaultTests {
  private let real: RealTables
  private let table: CSVTable
  private let revised: CSVTable

  init() throws {
    real = try RealTables()
    table = try FixtureTable.read()
    var revised = table
    revised[try #require(revised.row("E06000018", "2017/18")), "Value"] = "10.02"
    self.revised = revised
  }

  /// Changes a published file in place.
  private func alter(_ path: String, _ change: (inout Data) -> Void) throws {
    var bytes = try Data(contentsOf: URL(filePath: path))
    change(&bytes)
    chmod(path, 0o644)
    try bytes.write(to: URL(filePath: path))
  }

  /// Lets the checksums of a release agree with what was made of its files.
  private func seal(_ release: Release) throws {
    chmod(release.checksumsPath, 0o644)
    try Disk.write(Checksums.text(Checksums.of(release.path)), to: release.checksumsPath)
  }

  private func execute(_ sql: String, on release: Release) throws {
    chmod(release.databasePath, 0o644)
    let run = try ProgramRun("python3", ["-c", Self.script, release.databasePath, sql])
    #expect(run.status == 0, "\(run.complaints)")
    try seal(release)
  }

  private static let script = """
    import sqlite3, sys
    database = sqlite3.connect(sys.argv[1])
    database.executescript("PRAGMA journal_mode = OFF; PRAGMA writable_schema = ON;")
    database.executescript(sys.argv[2])
    database.close()
    """

  @Test func `D1 without a release there is nothing to compare with`() throws {
    let release = try real.publish(table)
    #expect(release.number == 1)
    #expect(try release.manifest()?.run.previous == nil)
    #expect(try release.manifest()?.warnings == [])
  }

  @Test func `D2 a release of the first programs is compared with`() throws {
    let folder = real.state + "/releases/1"
    let first = try real.publish(table)
    try execute(
      """
      DROP VIEW revision; DROP TABLE revision_cell; DROP TABLE revision_kind;
      DROP TABLE compared_snapshot; DROP TABLE release_history; DROP TABLE dictionary;
      PRAGMA user_version = 1;
      """, on: first)
    try FileManager.default.moveItem(atPath: first.path, toPath: folder)
    for name in [Release.manifestName, Release.checksumsName] {
      try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
    }
    try FileManager.default.removeItem(atPath: real.state + "/current")
    try FileManager.default.createSymbolicLink(
      atPath: real.state + "/current", withDestinationPath: "releases/1")
    let release = try real.publish(revised)
    #expect(release.number == 2)
    #expect(try release.manifest()?.run.previous == "1")
    #expect(
      try revisions(of: release) == [
        "2 revised 848 E06000018 2017/18 10.0131814515336 10.02 value"
      ])
    #expect(
      try PastRelease.all(in: Database(readOnly: release.databasePath)).map(\.number) == [1, 2])
  }

  @Test func `D3 a release of a newer program is left alone`() throws {
    let release = try real.publish(table)
    try execute("PRAGMA user_version = \(Schema.version + 1)", on: release)
    let error = #expect(throws: LoadError.self) { try real.publish(revised) }
    #expect(error?.cause == .newerVersion(Schema.version + 1, known: Schema.version))
    #expect(try Release.linked(in: real.state) == release)
    #expect(Release.all(in: real.state) == [release])
  }

  @Test func `D4 a damaged release is not compared with, the one before it is`() throws {
    let first = try real.publish(table)
    var random = SeededNumbers(seed: 4)
    let damages: [(String, (inout Data) -> Void)] = [
      ("cut", { $0.removeLast($0.count / 3) }), ("empty", { $0 = Data() }),
      ("text", { $0 = Data("not a database".utf8) }),
      ("page", { $0.replaceSubrange(8192..<12288, with: Data(repeating: 7, count: 4096)) }),
      ("other", { $0 = Data($0.reversed()) }),
      ("bits", { $0[Int.random(in: 0..<$0.count, using: &random)] ^= 0x10 }),
      ("head", { $0[18] = 9 }),
    ]
    for (number, (name, damage)) in damages.enumerated() {
      var other = revised
      other[try #require(other.row("E06000023", "2017/18")), "Value"] = "11.\(number)"
      let second = try real.publish(other)
      try alter(second.databasePath, damage)
      let third = try real.load(real.records([("figures.csv", Array(revised.text.utf8))]))
      let manifest = third.manifest
      #expect(manifest.run.previous == first.name, "\(name)")
      #expect(manifest.warnings.count == 1, "\(name)")
      #expect(
        manifest.warnings.first?.contains("local-health.db is not as it was published") == true)
      #expect(try !second.problems().isEmpty)
      try FileManager.default.removeItem(atPath: second.path)
      try first.makeCurrent()
    }
  }

  @Test func `D4 when no release is whole there is nothing to compare with`() throws {
    let first = try real.publish(table)
    try alter(first.databasePath) { $0.removeLast(10_000) }
    let release = try real.publish(revised)
    #expect(release.number == 2)
    #expect(try release.manifest()?.run.previous == nil)
    #expect(try release.manifest()?.warnings.count == 1)
    #expect(try revisions(of: release).isEmpty)
  }

  @Test(
    arguments: [
      "CREATE TRIGGER t BEFORE DELETE ON area BEGIN SELECT load_extension('x'); END;",
      "CREATE VIEW hostile AS SELECT load_extension('/tmp/x.so'), writefile('/tmp/x', 'x');",
      "CREATE VIRTUAL TABLE fts USING fts5(a); INSERT INTO fts_data VALUES (99, x'ffffffff');",
    ])
  func `D5 nothing that a release brings along is run`(sql: String) throws {
    let first = try real.publish(table)
    try execute(sql, on: first)
    let release = try real.publish(revised)
    #expect(try release.manifest()?.run.previous == first.name)
    #expect(try revisions(of: release).count == 1)
  }

  @Test(
    arguments: [
      "ALTER TABLE series RENAME TO s; CREATE VIEW series AS SELECT * FROM s;",
      "ALTER TABLE observation RENAME TO o; CREATE VIEW observation AS SELECT * FROM o;",
      "DROP TABLE snapshot; CREATE VIRTUAL TABLE snapshot USING fts5(sha256, name);",
    ])
  func `D5 a view in the place of a table is not read`(sql: String) throws {
    let first = try real.publish(table)
    try execute(sql, on: first)
    let release = try real.publish(revised)
    #expect(try release.manifest()?.run.previous == nil)
    #expect(try release.manifest()?.warnings.first?.contains("it has no table") == true)
  }

  @Test func `D5 pages that lead astray are noticed, whatever the checksums say`() throws {
    let first = try real.publish(table)
    let database = try Database(readOnly: first.databasePath)
    let root = try database.rootPage(of: "observation")
    let whole = try Data(contentsOf: URL(filePath: first.databasePath))
    var random = SeededNumbers(seed: 5)
    for _ in 0..<200 {
      var bytes = whole
      for _ in 0..<3 {
        let place = (root - 1) * 4096 + Int.random(in: 0..<600, using: &random)
        bytes[place] = UInt8.random(in: 0...255, using: &random)
      }
      let path = real.state + "/astray.db"
      try bytes.write(to: URL(filePath: path))
      // Either the row is read or an error is thrown; nothing else may happen.
      if let reader = try? ObservationReader(path, root: root) {
        for row in [1, 2, 40, 300, 659] { try? reader.read(row) }
      }
    }
  }

  @Test(arguments: ["-journal", "-wal"])
  func `D7 a release with a stray journal is not compared with`(suffix: String) throws {
    let first = try real.publish(table)
    let second = try real.publish(revised)
    try Data("x".utf8).write(to: URL(filePath: second.databasePath + suffix))
    var other = revised
    other[try #require(other.row("E06000023", "2017/18")), "Value"] = "11.1"
    let third = try real.publish(other)
    #expect(try third.manifest()?.run.previous == first.name)
    #expect(
      try third.manifest()?.warnings.first?.contains(
        "local-health.db\(suffix) lies beside the database") == true)
    #expect(try revisions(of: third).count == 2)
  }

  @Test func `P11 a link that leads nowhere is repaired`() throws {
    let first = try real.publish(table)
    try FileManager.default.removeItem(atPath: real.state + "/current")
    try FileManager.default.createSymbolicLink(
      atPath: real.state + "/current", withDestinationPath: "releases/99-gone")
    try Release.recover(in: real.state)
    let second = try real.publish(revised)
    #expect(try Release.current(in: real.state) == second)
    #expect(try second.manifest()?.run.previous == first.name)
  }

  @Test func `P17 a reader of the old release keeps it`() throws {
    let first = try real.publish(table)
    let database = try Database(readOnly: first.databasePath)
    try database.execute("BEGIN")
    let sql = "SELECT value FROM observations WHERE area_code = 'E06000018' AND period = '2017/18'"
    let before = try database.query(sql) { $0.real(0) }
    for value in ["10.02", "10.03", "10.04", "10.05"] {
      var next = table
      next[try #require(next.row("E06000018", "2017/18")), "Value"] = value
      try real.publish(next)
    }
    #expect(!FileManager.default.fileExists(atPath: first.path))
    #expect(try database.query(sql) { $0.real(0) } == before)
  }

  @Test func `a run cut off before the link was swapped is completed`() throws {
    let first = try real.publish(table)
    let second = try real.publish(revised)
    try first.makeCurrent()
    try FileManager.default.createDirectory(
      atPath: real.state + "/work/3-abc", withIntermediateDirectories: true)
    try Release.recover(in: real.state)
    #expect(try Release.current(in: real.state) == second)
    #expect(!FileManager.default.fileExists(atPath: real.state + "/work"))
  }

  @Test func `a release that was rolled back does not come back by itself`() throws {
    let first = try real.publish(table)
    let second = try real.publish(revised)
    #expect(try Release.rollBack(in: real.state) == first)
    try Release.recover(in: real.state)
    #expect(try Release.current(in: real.state) == first)
    let third = try real.publish(revised)
    #expect(third.number == 3)
    #expect(try third.manifest()?.run.previous == first.name)
    #expect(try Release.rollBack(in: real.state) == first)
    #expect(try Release.rollBack(to: "2", in: real.state) == second)
    #expect(throws: LoadError.self) { try Release.rollBack(to: "9", in: real.state) }
  }

  @Test func `the release that was compared with is kept, to be rolled back to`() throws {
    let first = try real.publish(table)
    for value in ["10.02", "10.03"] {
      var next = table
      next[try #require(next.row("E06000018", "2017/18")), "Value"] = value
      try real.publish(next)
    }
    #expect(try Release.rollBack(to: "1", in: real.state) == first)
    let fourth = try real.publish(revised)
    #expect(Release.all(in: real.state).map(\.number) == [1, 3, 4])
    #expect(try fourth.manifest()?.run.previous == first.name)
    #expect(try Release.rollBack(in: real.state) == first)
  }

  @Test func `a release that is not whole is not rolled back to`() throws {
    let first = try real.publish(table)
    let second = try real.publish(revised)
    try alter(first.databasePath) { $0[100] ^= 1 }
    let error = #expect(throws: LoadError.self) { try Release.rollBack(in: real.state) }
    #expect(error?.cause == .damaged("local-health.db is not as it was published"))
    #expect(try Release.current(in: real.state) == second)
    #expect(try first.verify() == ["local-health.db is not as it was published"])
  }

  @Test func `a file that was added or taken away is noticed`() throws {
    let release = try real.publish(table)
    try Data("x".utf8).write(to: URL(filePath: release.path + "/extra.txt"))
    #expect(try release.verify() == ["extra.txt was not published with it"])
    try FileManager.default.removeItem(atPath: release.path + "/extra.txt")
    #expect(try release.verify() == [])
    try FileManager.default.removeItem(atPath: release.manifestPath)
    #expect(try release.verify() == ["manifest.json is missing"])
  }

  @Test func `the checksums are those that sha256sum reads`() throws {
    let release = try real.publish(table)
    let run = try ProgramRun("sha256sum", ["--check", "SHA256SUMS"], in: release.path)
    #expect(run.status == 0)
    #expect(run.output == "local-health.db: OK\nmanifest.json: OK\n")
  }

  @Test func `the manifest says what was made of what and names no machine`() throws {
    let release = try real.publish(table)
    let manifest = try #require(try release.manifest())
    let text = try String(contentsOfFile: release.manifestPath, encoding: .utf8)
    #expect(!text.contains(real.state))
    let file = try #require(manifest.snapshots.first)
    #expect(file.rowsIn == file.loaded + file.duplicates + file.rejected)
    #expect(file.name == "figures.csv")
    #expect(manifest.run.id == release.run)
    #expect(manifest.files.map(\.path) == ["local-health.db"])
    let database = try Database(readOnly: release.databasePath)
    for table in manifest.tables {
      let rows = try database.query("SELECT count(*) FROM \"\(table.name)\"") { $0.integer(0) }
      #expect(rows == [table.rows], "\(table.name)")
      #expect(table.sha256.count == 64)
    }
    #expect(manifest.tables.count > 30)
    #expect(Set(manifest.gates.map(\.gate)) == Set(Gate.allCases))
  }
}
