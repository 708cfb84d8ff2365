public import Load

/// A board's page with the evidence for what was read from it.
public struct ReviewedPage: Sendable, Equatable {
  public let areaCode: String
  public let areaName: String
  /// What the page turned out to be, and what became of it.
  public let outcome: String
  public let decision: String
  public let score: Double
  public let runnerUpScore: Double?
  public let form: String?
  public let rulesVersion: String
  /// One line for each list of the page, best first.
  public let evidence: [String]
  public let strategyTitle: String?
  public let priorities: [String]
  public let address: String
  public let sha256: String
  /// The day on which the page was received.
  public let day: String
  /// When the priorities in use were last confirmed.
  public let confirmedOn: String?
  /// Whether any strategy of the board is recorded.
  public let hasStrategy: Bool
}

/// The boards' pages of a release: those that a person should look at first.
///
/// - Throws: `LoadError`.
public func reviewedPages(_ database: Database) throws -> [ReviewedPage] {
  let rows = try database.query(
    "SELECT area_code, strategy_title, text FROM board_page_priority ORDER BY area_code, position"
  ) { ($0.string(0), $0.string(1), $0.string(2)) }
  let lists = Dictionary(grouping: rows, by: \.0)
  let sql = """
    SELECT b.area_code, a.area_name, b.outcome, b.decision, b.score, b.runner_up_score, b.form,
      b.rules_version, b.evidence, n.address, n.sha256, substr(n.retrieved_at, 1, 10),
      (SELECT max(confirmed_on) FROM strategy s WHERE s.area_code = b.area_code),
      EXISTS (SELECT 1 FROM strategy s WHERE s.area_code = b.area_code)
    FROM board_page b JOIN area a USING (area_code) JOIN snapshot n USING (snapshot_id)
    ORDER BY b.decision <> 'review', b.decision <> 'unusable', a.area_name
    """
  return try database.query(sql) { row in
    let list = lists[row.string(0)] ?? []
    return ReviewedPage(
      areaCode: row.string(0), areaName: row.string(1), outcome: row.string(2),
      decision: row.string(3), score: row.real(4) ?? 0, runnerUpScore: row.real(5),
      form: row.text(6), rulesVersion: row.string(7),
      evidence: row.string(8).split(separator: "\n").map(String.init),
      strategyTitle: list.first?.1, priorities: list.map(\.2), address: row.string(9),
      sha256: row.string(10), day: row.string(11), confirmedOn: row.text(12),
      hasStrategy: row.integer(13) == 1)
  }
}
