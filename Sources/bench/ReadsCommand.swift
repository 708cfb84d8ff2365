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
    let observations = try database.query("SELECT count(*) FROM observation") { $0.number(0) }
    print("observations: \(observations.first ?? 0)")
    try time(
      "profile of an area with England and its region", Self.areas, AreaReads.profile, database)
    try time("one indicator across all areas", Self.indicators, AreaReads.acrossAreas, database)
  }

  private func time(
    _ name: String, _ keys: String, _ sql: String, _ database: Database
  ) throws {
    let keys = try database.query(keys, [.integer(count)]) { $0.string(0) }
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
}
