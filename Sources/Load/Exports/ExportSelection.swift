/// Which rows are exported; everything unless narrowed.
public struct ExportSelection: Sendable {
  /// Codes of the areas wanted; every area when empty.
  public var areas: [String]
  /// Ids of the indicators wanted; every indicator when empty.
  public var indicators: [Int]
  /// Of each series of observations the newest alone.
  public var latestOnly: Bool

  public init(areas: [String] = [], indicators: [Int] = [], latestOnly: Bool = false) {
    self.areas = areas
    self.indicators = indicators
    self.latestOnly = latestOnly
  }

  /// The tables that areas and indicators narrow; areas, indicators and the others stay whole.
  private static let narrowed: Set<String> = [
    "observations", "assessments", "revisions", "priorities",
  ]

  /// The query of a table, narrowed, with its values.
  func query(_ table: ExportTable) -> (sql: String, values: [Binding]) {
    var (conditions, values): ([String], [Binding]) = ([], [])
    func narrow(_ column: String, _ wanted: [Binding]) {
      guard Self.narrowed.contains(table.name), table.has(column), !wanted.isEmpty else { return }
      conditions.append("\(column) IN (\(wanted.map { _ in "?" }.joined(separator: ", ")))")
      values += wanted
    }
    narrow("area_code", areas.map(Binding.text))
    narrow("indicator_id", indicators.map(Binding.integer))
    let sql = latestOnly && table.name == "observations" ? Self.latest : table.sql
    if conditions.isEmpty { return (sql, []) }
    return ("SELECT * FROM (\(sql)) WHERE \(conditions.joined(separator: " AND "))", values)
  }

  private static let latest = "SELECT * FROM latest_observations"
}
