import Support
import Testing
import Transform

@testable import Fetch
@testable import Load

/// A release without the files that have grown too old, after one that held them.
struct WithheldTests {
  private let real: RealTables
  /// One table of the publisher's parted by area into two files, most of it in the second.
  private let files: [(name: String, bytes: [UInt8])]
  private let old: WithheldSnapshot

  init() throws {
    real = try RealTables()
    var (few, many) = (try FixtureTable.read(), try FixtureTable.read())
    few.keep { $0[$1, "Area Code"].hasPrefix("E10") || $0[$1, "Area Code"].hasPrefix("E92") }
    many.keep { !($0[$1, "Area Code"].hasPrefix("E10") || $0[$1, "Area Code"].hasPrefix("E92")) }
    files = [
      ("indicator-848-502.csv", Array(few.text.utf8)),
      ("indicator-848-501.csv", Array(many.text.utf8)),
    ]
    let both = try real.records(files)
    _ = try real.load(both).publish()
    old = WithheldSnapshot(
      snapshot: both.files[1].snapshot, confirmedAt: "2025-01-05T06:07:08Z", ageDays: 600,
      maximumAgeDays: 400)
  }

  private func loadWithout() throws -> Draft {
    try real.load(real.records([files[0]], withheld: [old]))
  }

  @Test func `a file that is merely gone blocks, and one that is withheld does not`() throws {
    #expect(throws: LoadError.self) { try real.load(real.records([files[0]])) }
    let release = try loadWithout().publish()
    let manifest = try #require(try release.manifest())
    #expect(manifest.run.sequence == 2)
    #expect(manifest.withheld?.map(\.name) == ["indicator-848-501.csv"])
    #expect(manifest.withheld?.map(\.ageDays) == [600])
    #expect(manifest.snapshots.map(\.name) == ["indicator-848-502.csv"])
  }

  @Test func `what went with it is told, and is no revision of the publisher's`() throws {
    let draft = try loadWithout()
    let told = draft.manifest.gates.filter { $0.scope == "withheld" }
    #expect(told.map(\.gate) == [.vanished])
    #expect(told.map(\.outcome) == [.warned])
    #expect(told.first?.measured.hasSuffix(" are gone with the files that are withheld") == true)
    #expect(told.first?.rows == [old.sentence])
    let release = try draft.publish()
    #expect(try revisions(of: release) == [])
    let database = try Database(readOnly: release.databasePath)
    let named = try database.query(
      "SELECT source_id, file_name, last_confirmed, max_age_days FROM withheld_file"
    ) { row in (0..<4).map { row.string($0) } }
    #expect(named == [["fingertips", "indicator-848-501.csv", "2025-01-05", "400"]])
  }

  @Test func `nothing of it is left that a trend or a rank could be made from`() throws {
    let release = try loadWithout().publish()
    let kinds = try Database(readOnly: release.databasePath).query(
      "SELECT DISTINCT substr(area_code, 1, 3) FROM observations ORDER BY 1"
    ) { $0.string(0) }
    #expect(kinds == ["E10", "E92"])
  }

  @Test func `it comes back although it is more than all the rest`() throws {
    _ = try loadWithout().publish()
    let release = try real.load(real.records(files)).publish()
    let manifest = try #require(try release.manifest())
    #expect(manifest.withheld == nil)
    #expect(manifest.gates.allSatisfy { $0.outcome != .blocked })
    #expect((manifest.revisions["added"] ?? 0) > 0)
  }

  @Test func `rows that are lost besides still block`() throws {
    var fewer = CSVTable(String(decoding: files[0].bytes, as: UTF8.self))
    fewer.keep { $0[$1, "Area Code"] == "E92000001" }
    #expect(throws: LoadError.self) {
      try real.load(
        real.records([(files[0].name, Array(fewer.text.utf8))], withheld: [old]))
    }
  }
}
