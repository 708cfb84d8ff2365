import ArgumentParser
import Load

/// `bench reads`: how long the two reads take that every briefing and every map is made of.
struct ReadsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reads",
    abstract: "Time the profile of an area, and one indicator across all areas.",
    discussion: "Medians of warm reads over many areas and indicators, in milliseconds.")

  @Argument(help: "The database of a release.")
  var database: String

  @Option(help: "How many areas and indicators.")
  var count = 60

  func run() throws {
    let database = try Database(readOnly: self.database)
    let observations = try database.query("SELECT count(*) FROM observation") { $0.integer(0) ?? 0 }
    print("observations: \(observations.first ?? 0)")
    try time("profile of an area with England and its region", Self.areas, Self.profile, database)
    try time("one indicator across all areas", Self.indicators, Self.acrossAreas, database)
  }

  private func time(
    _ name: String, _ keys: String, _ sql: String, _ database: Database
  ) throws {
    let keys = try database.query(keys, [.integer(count)]) { $0.text(0) ?? "" }
    var (milliseconds, rows): ([Double], [Int]) = ([], [])
    for _ in 0..<2 {
      milliseconds = []
      for key in keys {
        let clock = ContinuousClock()
        let start = clock.now
        rows.append(try database.query(sql, [.text(key)]) { $0.real(4) }.count)
        let took = clock.now - start
        milliseconds.append(Double(took.components.attoseconds) / 1e15)
      }
    }
    let sorted = milliseconds.sorted()
    guard let worst = sorted.last else { return }
    print(
      "\(name): median \(rounded(sorted[sorted.count / 2])) ms, slowest \(rounded(worst)) ms,"
        + " up to \(rows.max() ?? 0) rows")
  }

  private func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }

  private static let areas = """
    SELECT area_code FROM area JOIN area_parent USING (area_code)
    WHERE kind = 'region' AND area_id IN (SELECT area_id FROM series) ORDER BY area_id LIMIT ?
    """

  private static let indicators = """
    SELECT DISTINCT indicator_id FROM series ORDER BY indicator_id LIMIT ?
    """

  /// The newest figure of every series of everybody, with England's and the region's of the period.
  private static let profile = """
    SELECT s.indicator_id, s.stratum_id, o.time_period_id, o.value_note_id, o.value, o.lower_ci95,
      o.upper_ci95, e.value, r.value
    FROM area a
    LEFT JOIN area_parent p ON p.area_code = a.area_code AND p.kind = 'region'
    LEFT JOIN area ra ON ra.area_code = p.parent_code
    JOIN area ea ON ea.area_code = 'E92000001'
    CROSS JOIN series s ON s.area_id = a.area_id
    JOIN stratum st ON st.stratum_id = s.stratum_id AND st.category_type IS NULL
    JOIN observation o ON o.observation_id = s.last_observation_id
    LEFT JOIN series es ON es.area_id = ea.area_id AND es.indicator_id = s.indicator_id
      AND es.stratum_id = s.stratum_id AND es.span_months = s.span_months
    LEFT JOIN observation e ON e.observation_id
        BETWEEN es.first_observation_id AND es.last_observation_id
      AND +e.time_period_id = o.time_period_id
    LEFT JOIN series rs ON rs.area_id = ra.area_id AND rs.indicator_id = s.indicator_id
      AND rs.stratum_id = s.stratum_id AND rs.span_months = s.span_months
    LEFT JOIN observation r ON r.observation_id
        BETWEEN rs.first_observation_id AND rs.last_observation_id
      AND +r.time_period_id = o.time_period_id
    WHERE a.area_code = ?
    """

  /// The newest figure of every area, of everybody.
  private static let acrossAreas = """
    SELECT a.area_code, st.sex, st.age, o.time_period_id, o.value, o.lower_ci95, o.upper_ci95
    FROM series s
    JOIN stratum st ON st.stratum_id = s.stratum_id AND st.category_type IS NULL
    JOIN area a USING (area_id)
    JOIN observation o ON o.observation_id = s.last_observation_id
    WHERE s.indicator_id = ?
    """
}
