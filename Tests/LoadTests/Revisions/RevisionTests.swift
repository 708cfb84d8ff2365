import Fetch
import Foundation
import Support
import Testing
import Transform

@testable import Load

/// What changed between releases, cell by cell.
struct RevisionTests {
  private let real: RealTables
  private let table: CSVTable

  init() throws {
    real = try RealTables()
    table = try FixtureTable.read()
  }

  /// The table with some rows altered by area and period.
  private func table(
    _ column: String, _ values: [(area: String, period: String, value: String)]
  ) throws -> CSVTable {
    var changed = table
    for (area, period, value) in values {
      changed[try #require(changed.row(area, period)), column] = value
    }
    return changed
  }

  @Test func `a first release has no revisions`() throws {
    #expect(try revisions(of: real.publish(table)).isEmpty)
  }

  @Test func `each kind of change is told apart`() throws {
    try real.publish(table)
    var changed = try table("Value", [("E06000018", "2017/18", "10.02")])
    changed[try #require(changed.row("E06000023", "2017/18")), "Value"] = ""
    changed[try #require(changed.row("E06000015", "2017/18")), "Count"] = "21562"
    changed.rows.remove(at: try #require(changed.row("E08000003", "2017/18")))
    var added = changed.rows[try #require(changed.row("E92000001", "2018/19"))]
    added[changed.place("Time period")] = "2031/32"
    added[changed.place("Time period Sortable")] = "20310000"
    changed.rows.append(added)
    var gap = changed.rows[try #require(changed.row("E12000001", "2018/19"))]
    gap[changed.place("Time period")] = "2003/04"
    gap[changed.place("Time period Sortable")] = "20030000"
    changed.rows.append(gap)
    let accepted = try #require(Acceptance("closed-periods", reason: "a test"))
    let release = try real.load(changed, accepting: [accepted]).publish()
    let found = Set(try revisions(of: release))
    #expect(
      found == [
        "2 revised 848 E06000018 2017/18 10.0131814515336 10.02 value",
        "2 newly_suppressed 848 E06000023 2017/18 - - value",
        "2 revised 848 E06000015 2017/18 10.5959711622101 10.5959711622101 count",
        "2 withdrawn 848 E08000003 2017/18 - - ",
        "2 new_period 848 E92000001 2031/32 - 10.6893378970889 ",
        "2 added 848 E12000001 2003/04 - 11.29057421886 ",
      ])
    #expect(
      try release.manifest()?.revisions == [
        "revised": 2, "newly_suppressed": 1, "withdrawn": 1, "new_period": 1, "added": 1,
      ])
    #expect(try release.verify().isEmpty)
  }

  @Test func `revisions are kept across releases and name the files`() throws {
    let first = try real.publish(table)
    let second = try real.publish(table("Value", [("E06000018", "2017/18", "10.02")]))
    let third = try real.publish(table("Value", [("E06000018", "2017/18", "10.03")]))
    #expect(
      try revisions(of: third) == [
        "2 revised 848 E06000018 2017/18 10.0131814515336 10.02 value",
        "3 revised 848 E06000018 2017/18 10.02 10.03 value",
      ])
    let files = try [first, second, third].map { release in
      try Database(readOnly: release.databasePath).query(
        "SELECT sha256 FROM snapshot WHERE name = 'figures.csv'"
      ) { $0.text(0) ?? "" }[0]
    }
    let named = try Database(readOnly: third.databasePath).query(
      "SELECT old_snapshot_sha256, new_snapshot_sha256 FROM revision ORDER BY revision_id"
    ) { [$0.text(0) ?? "", $0.text(1) ?? ""] }
    #expect(named == [[files[0], files[1]], [files[1], files[2]]])
    let history = try PastRelease.all(in: Database(readOnly: third.databasePath))
    #expect(history.map(\.number) == [1, 2, 3])
    #expect(history.map { $0.publishedAt == nil } == [false, false, true])
  }

  @Test func `a value suppressed later is in no file of the new release`() throws {
    try real.publish(table("Value", [("E06000018", "2017/18", "10.0123456789")]))
    let revised = try real.publish(table("Value", [("E06000018", "2017/18", "10.0222222229")]))
    #expect(try holds(10.0123456789, "10.0123456789", in: revised))
    var withheld = try table("Value", [("E06000018", "2017/18", "")])
    let row = try #require(withheld.row("E06000018", "2017/18"))
    withheld[row, "Value note"] = "Value suppressed for disclosure control due to small count"
    let release = try real.publish(withheld)
    #expect(
      try revisions(of: release) == [
        "2 revised 848 E06000018 2017/18 - - value",
        "3 newly_suppressed 848 E06000018 2017/18 - - value",
      ])
    for value in [10.0123456789, 10.0222222229] {
      #expect(try !holds(value, "\(value)", in: release), "\(value)")
    }
  }

  @Test func `an earlier file does not keep what a later one withholds`() throws {
    var later = table
    let row = try #require(later.row("E06000018", "2017/18"))
    for column in ["Value", "Count"] { later[row, column] = "" }
    let earlier = try table("Value", [("E06000018", "2017/18", "10.0123456789")])
    let release = try real.publish(earlier, later)
    let kept = try Database(readOnly: release.databasePath).query(
      "SELECT value, count, denominator FROM earlier_version"
    ) { [$0.real(0), $0.real(1), $0.real(2)] }
    #expect(kept == [[nil, nil, nil]])
    #expect(try !holds(10.0123456789, "10.0123456789", in: release))
  }

  /// Whether any file of a release holds a number, as SQLite stores it or as text.
  private func holds(_ value: Double, _ text: String, in release: Release) throws -> Bool {
    let stored = withUnsafeBytes(of: value.bitPattern.bigEndian) { Data($0) }
    return try Disk.contents(of: release.path).contains { name in
      let path = "\(release.path)/\(name)"
      if Draft.isFolder(path) { return false }
      let bytes = try Data(contentsOf: URL(filePath: path))
      return bytes.range(of: stored) != nil || bytes.range(of: Data(text.utf8)) != nil
    }
  }

  @Test func `what is gone altogether can still be named`() throws {
    try real.publish(table)
    var changed = table
    changed.keep { $0[$1, "Time period"] != "2017/18" && $0[$1, "Area Code"] != "E12000009" }
    let accepted = try ["closed-periods", "vanished", "row-count"].map {
      try #require(Acceptance($0, reason: "a test"))
    }
    let second = try real.load(changed, accepting: accepted).publish()
    let withdrawn = try revisions(of: second)
    #expect(withdrawn.count > 20)
    #expect(withdrawn.allSatisfy { $0.hasPrefix("2 withdrawn ") })
    let third = try real.load(
      changed, accepting: [try #require(Acceptance("schema", reason: "a test"))]
    ).publish()
    #expect(try revisions(of: third) == withdrawn)
    #expect(try third.verify().isEmpty)
  }

  @Test func `changes can be asked for by area, indicator and release`() throws {
    try real.publish(table)
    try real.publish(table("Value", [("E06000018", "2017/18", "10.02")]))
    let last = try real.publish(
      table("Value", [("E06000018", "2017/18", "10.02"), ("E06000023", "2017/18", "11.1")]))
    let database = try Database(readOnly: last.databasePath)
    func areas(_ query: ChangeQuery) throws -> [String] {
      try query.changes(in: database).map(\.areaCode)
    }
    #expect(try areas(ChangeQuery()) == ["E06000018", "E06000023"])
    #expect(try areas(ChangeQuery(areaCode: "E06000018")) == ["E06000018"])
    #expect(try areas(ChangeQuery(afterRelease: 2)) == ["E06000023"])
    #expect(try areas(ChangeQuery(indicatorID: 1)) == [])
  }

  @Test(arguments: 1...5)
  func `pages read row by row give what statements give`(number: Int) throws {
    let release = try real.publish(FixtureTable.read(number))
    let database = try Database(readOnly: release.databasePath)
    let reader = try ObservationReader(
      release.databasePath, root: database.rootPage(of: "observation"))
    let rows = try database.query("SELECT * FROM observation ORDER BY observation_id") { row in
      (0..<ObservationReader.columns).map { row.real($0) }
    }
    var order = Array(rows.indices)
    var random = SeededNumbers(seed: UInt64(number))
    for _ in 0..<2 {
      for index in order {
        try reader.read(index + 1)
        let found = (1..<ObservationReader.columns).map { reader.numbers[$0] }
        #expect(found.map { $0.isNaN ? nil : $0 } == Array(rows[index].dropFirst()))
      }
      order.shuffle(using: &random)
    }
    #expect(throws: LoadError.self) { try reader.read(rows.count + 1) }
  }
}
