import Fetch
import Foundation
import Support
import Testing
import Transform

@testable import Load

/// Observations written past SQLite against those written by its own statements.
struct ObservationPagesTests {
  private let folder = TemporaryFolder()

  private func records() throws -> Records {
    let store = try SnapshotStore(stateDirectory: folder.path)
    let snapshots = try [1, 4, 7].map { number in
      try store.importFile(
        sourceID: "fingertips",
        path: SharedData.projectRoot.path
          + "/fixtures/fingertips/illustrative-indicators-\(number).csv")
    }
    return try BuiltIn.records(snapshots)
  }

  /// Every column of every observation, as SQL would write it.
  private func rows(_ path: String) throws -> [String] {
    let database = try Database(readOnly: path)
    #expect(try database.query("PRAGMA integrity_check") { $0.text(0) } == ["ok"])
    let columns = try database.query("SELECT name FROM pragma_table_info('observation')") {
      "quote(\($0.text(0) ?? ""))"
    }
    return try database.query(
      "SELECT \(columns.joined(separator: " || ' ' || ")) FROM observation ORDER BY observation_id"
    ) { $0.text(0) ?? "" }
  }

  private func byStatements(_ records: Records) throws -> String {
    let path = "\(folder.path)/statements.db"
    let database = try Database(filling: path)
    try database.execute(Schema.tables)
    try database.execute("BEGIN")
    try ObservationWriter.writeObservations(records.observations, into: database)
    try database.execute("COMMIT")
    return path
  }

  @Test func `pages hold what statements would have written, row for row`() throws {
    let records = try records()
    let release = try load(records, into: folder.path + "/state", as: .test(records)).release
    let pages = try rows(release.databasePath)
    #expect(pages.count == records.observations.count)
    #expect(pages.count > 1000)
    #expect(try pages == rows(byStatements(records)))
  }

  @Test(arguments: [1, 2, 3, 4, 5])
  func `figures of every kind are the same in pages and by statements`(seed: UInt64) throws {
    let text = RandomFile(seed: seed).text(rows: 400 * Int(seed))
    let path = try folder.write("random.csv", text)
    let records = try BuiltIn.records([Snapshot(localFile: path, sourceID: "fingertips")])
    #expect(records.rejects.isEmpty, "seed \(seed)")
    // Random figures keep no rule.
    let accepted = Gate.allCases.compactMap { Acceptance($0.rawValue, reason: "random") }
    let release = try load(
      records, into: folder.path + "/state", as: .test(records, accepting: accepted)
    ).release
    let pages = try rows(release.databasePath)
    #expect(pages.count > 100, "seed \(seed)")
    #expect(try pages == rows(byStatements(records)), "seed \(seed)")
  }

  @Test func `every reference of an observation leads somewhere`() throws {
    let records = try records()
    let release = try load(records, into: folder.path + "/state", as: .test(records)).release
    let database = try Database(readOnly: release.databasePath)
    #expect(try database.query("PRAGMA foreign_key_check") { $0.text(0) }.isEmpty)
  }

  @Test func `the same records give the same bytes`() throws {
    let records = try records()
    let releases = try ["one", "two"].map {
      try load(records, into: "\(folder.path)/\($0)", as: .test(records)).release
    }
    let hashes = try releases.map { try sha256Hex(ofFile: $0.databasePath).sha256 }
    #expect(hashes[0] == hashes[1])
  }
}
