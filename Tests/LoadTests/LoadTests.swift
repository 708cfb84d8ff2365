import Fetch
import Foundation
import Support
import Testing
import Transform

@testable import Load

/// Loads the bundled fixtures into a state folder of its own.
struct LoadTests {
  private let folder: TemporaryFolder
  private var state: String { folder.path + "/state" }

  init() {
    folder = TemporaryFolder()
  }

  private func records(_ files: [String]) throws -> Records {
    let store = try SnapshotStore(stateDirectory: folder.path)
    let snapshots = try files.map {
      try store.importFile(
        sourceID: "fingertips", path: SharedData.projectRoot.path + "/fixtures/fingertips/" + $0)
    }
    return try BuiltIn.records(snapshots)
  }

  private func published(_ files: [String]) throws -> (Records, Release) {
    let records = try records(files)
    return (records, try load(records, into: state, as: .test(records)).publish())
  }

  @Test func `every observation can be read back as it was transformed`() throws {
    let (records, release) = try published(["illustrative-indicators-1.csv"])
    let database = try Database(readOnly: release.databasePath)
    let rows = try database.query(
      """
      SELECT indicator_id, area_code, sex, age, period, value, lower_ci95, upper_ci95, count,
        denominator, value_note, source_line
      FROM observations ORDER BY area_code, indicator_id, source_line
      """
    ) { row in
      (
        [row.text(1), row.text(2), row.text(3), row.text(4), row.text(10)],
        [row.real(5), row.real(6), row.real(7), row.real(8), row.real(9)],
        [row.integer(0), row.integer(11)]
      )
    }
    let held = (0..<records.observations.count).map { records.observations.observation(at: $0) }
      .sorted {
        ($0.areaCode, $0.indicatorID, $0.sourceLine) < ($1.areaCode, $1.indicatorID, $1.sourceLine)
      }
    #expect(rows.count == held.count)
    #expect(rows.count > 600)
    for (row, observation) in zip(rows, held) {
      #expect(
        row.0 == [
          observation.areaCode, observation.stratum.sex, observation.stratum.age,
          observation.period.label, observation.valueNote,
        ])
      #expect(
        row.1 == [
          observation.value, observation.lowerCI95, observation.upperCI95, observation.count,
          observation.denominator,
        ])
      #expect(row.2 == [observation.indicatorID, observation.sourceLine])
    }
  }

  @Test func `the latest observation of a series is that of its last day`() throws {
    let (_, release) = try published([
      "illustrative-indicators-2.csv", "illustrative-indicators-9.csv",
    ])
    let database = try Database(readOnly: release.databasePath)
    let wrong = try database.query(
      """
      SELECT count(*) FROM series s
      JOIN observation o ON o.series_id = s.series_id
      JOIN time_period t USING (time_period_id)
      JOIN observation last ON last.observation_id = s.last_observation_id
      JOIN time_period lt ON lt.time_period_id = last.time_period_id
      WHERE t.last_day > lt.last_day
      """
    ) { $0.integer(0) }
    #expect(wrong == [0])
    let both = try database.query(
      "SELECT (SELECT count(*) FROM latest_observations), (SELECT count(*) FROM series)"
    ) { [$0.integer(0), $0.integer(1)] }
    #expect(both[0][0] == both[0][1])
  }

  @Test func `an area's profile and an indicator's areas are each found by an index`() throws {
    let (_, release) = try published(["illustrative-indicators-1.csv"])
    let database = try Database(readOnly: release.databasePath)
    for condition in ["area_code = 'E06000018'", "indicator_id = 848"] {
      let plan = try database.query(
        "EXPLAIN QUERY PLAN SELECT * FROM observations WHERE \(condition)"
      ) { $0.text(3) ?? "" }
      #expect(!plan.contains { $0.hasPrefix("SCAN") }, "\(plan)")
    }
  }

  @Test func `loading the same snapshots twice gives the same bytes`() throws {
    let records = try records(["illustrative-indicators-1.csv", "illustrative-indicators-4.csv"])
    let bytes = try ["one", "two"].map { name in
      let release = try load(records, into: "\(folder.path)/\(name)", as: .test(records)).publish()
      #expect(release.number == 1)
      return try Data(contentsOf: URL(filePath: release.databasePath))
    }
    #expect(bytes[0] == bytes[1])
  }

  @Test func `the data rules hold`() throws {
    let (_, release) = try published((1...12).map { "illustrative-indicators-\($0).csv" })
    let database = try Database(readOnly: release.databasePath)
    let rules = [
      "SELECT 1 FROM observation o JOIN series s USING (series_id)"
        + " WHERE o.observation_id NOT BETWEEN s.first_observation_id AND s.last_observation_id",
      "SELECT 1 FROM observation WHERE lower_ci95 > upper_ci95 OR count < 0",
      "SELECT 1 FROM snapshot WHERE rows_in <> rows_loaded + rows_duplicate + rows_rejected",
      "SELECT 1 FROM board LEFT JOIN area USING (area_code) WHERE area_name IS NULL",
      "SELECT area_code FROM area GROUP BY area_code HAVING count(*) > 1",
      "SELECT 1 FROM prison WHERE lower_tier_code IS NULL",
      "SELECT 1 FROM theme WHERE theme_id NOT IN (SELECT theme_id FROM theme_indicator)",
    ]
    for rule in rules {
      #expect(try database.query(rule) { _ in 1 }.isEmpty, "\(rule)")
    }
    #expect(try database.query("SELECT count(*) FROM board") { $0.integer(0) } == [153])
  }

  @Test func `a database of a newer program is refused`() throws {
    let path = folder.path + "/newer.db"
    let database = try Database(filling: path)
    try database.execute("CREATE TABLE t (a); PRAGMA user_version = \(Schema.version + 1)")
    withExtendedLifetime(database) {}
    let error = #expect(throws: LoadError.self) { try Database(readOnly: path) }
    #expect(error?.cause == .newerVersion(Schema.version + 1, known: Schema.version))
  }

  @Test func `a file that is no database is refused`() throws {
    let path = try folder.write("no.db", String(repeating: "not a database ", count: 100))
    #expect(throws: LoadError.self) { try Database(readOnly: path) }
  }
}
