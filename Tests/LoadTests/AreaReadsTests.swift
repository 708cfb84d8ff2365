import Support
import Testing

@testable import Load

/// The two reads that everything is made of: what they give, and that SQLite searches for it.
struct AreaReadsTests {
  private let real: RealTables
  private let database: Database
  private static let nottingham = Binding.text("E06000018")

  init() throws {
    real = try RealTables()
    let release = try real.publish(try FixtureTable.read())
    database = try Database(readOnly: release.databasePath)
  }

  private func plan(_ sql: String) throws -> [String] {
    try database.query("EXPLAIN QUERY PLAN \(sql)", [.null]) { $0.text(3) ?? "" }
  }

  @Test(arguments: [
    (AreaReads.profile, "SEARCH s USING COVERING INDEX series_by_area (area_id=?)"),
    (AreaReads.acrossAreas, "SEARCH s USING COVERING INDEX series_by_indicator (indicator_id=?)"),
  ])
  func `each read is a chain of index searches`(sql: String, first: String) throws {
    let plan = try plan(sql)
    #expect(plan.contains(first), "\(plan)")
    let others = plan.filter {
      !$0.hasPrefix("SEARCH ") && !$0.hasPrefix("CORRELATED SCALAR SUBQUERY ")
    }
    #expect(others.isEmpty, "\(others)")
    // Nothing is looked up twice: what is asked of a series is in the index.
    let series = plan.filter { $0.split(separator: " ").dropFirst().first?.hasSuffix("s") == true }
    #expect(series.allSatisfy { $0.contains("USING COVERING INDEX series_by_") }, "\(plan)")
  }

  @Test func `the profile has the newest figures with those of the same period`() throws {
    let found = try database.query(AreaReads.profile, [Self.nottingham]) { row in
      [row.integer(0), row.integer(1), row.integer(2)].map { $0 ?? 0 }
        + [row.real(4), row.real(7), row.real(8)].map { Int((($0 ?? -1) * 1000).rounded()) }
    }
    let newest = try database.query(Self.newest, [Self.nottingham]) { row in
      [row.integer(0), row.integer(1), row.integer(2)].map { $0 ?? 0 }
        + [row.real(3), row.real(4), row.real(5)].map { Int((($0 ?? -1) * 1000).rounded()) }
    }
    #expect(!found.isEmpty)
    #expect(found.sorted { $0.lexicographicallyPrecedes($1) } == newest)
    #expect(found.contains { $0[4] > 0 && $0[5] > 0 })
  }

  /// The same the long way round, from all observations of the area.
  private static let newest = """
    WITH mine AS (
      SELECT s.*, o.time_period_id, o.value,
        row_number() OVER (PARTITION BY s.series_id ORDER BY t.sortable DESC) AS place
      FROM area a JOIN series s USING (area_id) JOIN stratum st USING (stratum_id)
      JOIN observation o ON o.series_id = s.series_id JOIN time_period t USING (time_period_id)
      WHERE a.area_code = ? AND st.category_type IS NULL)
    SELECT m.indicator_id, m.stratum_id, m.time_period_id, m.value,
      \(comparator("'E92000001'")),
      \(comparator(region))
    FROM mine m WHERE place = 1 ORDER BY 1, 2, 3
    """

  private static let region = """
    (SELECT parent_code FROM area_parent WHERE area_code = 'E06000018' AND kind = 'region')
    """

  private static func comparator(_ code: String) -> String {
    """
    (SELECT o.value FROM area a JOIN series s USING (area_id)
      JOIN observation o ON o.series_id = s.series_id
      WHERE a.area_code = \(code) AND s.indicator_id = m.indicator_id
        AND s.stratum_id = m.stratum_id AND s.span_months = m.span_months
        AND o.time_period_id = m.time_period_id)
    """
  }

  @Test func `one indicator across areas has a figure of each area`() throws {
    let indicator = try #require(
      try database.query("SELECT min(indicator_id) FROM series") { $0.integer(0) }.first ?? nil)
    let found = try database.query(AreaReads.acrossAreas, [.integer(indicator)]) { row in
      row.text(0) ?? ""
    }
    let held = try database.query(
      """
      SELECT DISTINCT area_code FROM series JOIN area USING (area_id) JOIN stratum
      USING (stratum_id) WHERE indicator_id = ? AND category_type IS NULL
      """, [.integer(indicator)]
    ) { $0.text(0) ?? "" }
    #expect(Set(found) == Set(held))
    #expect(!held.isEmpty)
  }
}
