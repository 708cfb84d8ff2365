public import Load

/// A priority of a board with its strategy, as a line of a list.
public struct ListedPriority: Sendable, Equatable, Encodable {
  public let areaCode: String
  public let areaName: String
  public let strategy: String
  public let years: String
  public let status: String
  public let text: String
  public let themes: [String]
  /// The rules that coded it to those themes, and their version.
  public let rules: [String]
  public let rulesVersion: String?
  /// The day on which it was last seen on a page; nil where that was not recorded.
  public let confirmedOn: String?
  public let address: String?
  public let provenance: String

  enum CodingKeys: String, CodingKey {
    case strategy, years, status, text, themes, rules, address, provenance
    case areaCode = "area_code"
    case areaName = "area_name"
    case rulesVersion = "rules_version"
    case confirmedOn = "confirmed_on"
  }
}

/// What the boards promise, and whether any of them names people in contact with the justice system.
public struct PriorityListing: Sendable, Equatable, Encodable {
  public let priorities: [ListedPriority]
  /// The id of the theme that was asked for.
  public let theme: String?
  /// How many of the boards looked at have priorities that are recorded.
  public let boardCount: Int
  /// One sentence on offending, prison and probation in the priorities of the areas looked at.
  public let justice: String
}

/// Lists the priorities that are recorded, those of strategies in force first.
///
/// - Parameters:
///   - theme: only those coded to this theme.
///   - areaCodes: only these areas, in this order; nil for all, by name.
///   - database: of the release.
/// - Returns: the list.
/// - Throws: ``BriefError`` for an unknown theme, or `LoadError`.
public func listPriorities(
  theme: String? = nil, of areaCodes: [String]? = nil, from database: Database
) throws -> PriorityListing {
  let theme = try CatalogueThemes(database).id(of: theme)
  let all = try PriorityQuery(database: database).priorities()
  let chosen = areaCodes.map { codes in codes.flatMap { code in all.filter { $0.areaCode == code } }
  }
  let considered = chosen ?? all
  return PriorityListing(
    priorities: considered.filter { theme.map($0.themes.contains) ?? true }, theme: theme,
    boardCount: Set(considered.map(\.areaCode)).count,
    justice: JusticeWords.sentence(on: considered))
}

/// The areas whose circumstances are most like an area's, nearest first.
///
/// - Throws: `LoadError`.
public func statisticalNeighbours(of areaCode: String, from database: Database) throws -> [String] {
  try database.query(
    """
    SELECT neighbour_code FROM neighbour
    WHERE area_code = ?1
      AND model = (SELECT model FROM neighbour WHERE area_code = ?1 ORDER BY model LIMIT 1)
    ORDER BY rank, neighbour_code
    """, [.text(areaCode)]
  ) { $0.string(0) }
}

private struct PriorityQuery {
  let database: Database

  func priorities() throws -> [ListedPriority] {
    let coding = try coding()
    let sql = """
      SELECT a.area_code, a.area_name, s.title, s.period_start, s.period_end, s.status, p.text,
        p.priority_id, s.confirmed_on, s.address, s.provenance
      FROM priority p JOIN strategy s USING (strategy_id) JOIN area a USING (area_code)
      ORDER BY a.area_name, s.status <> 'current', s.period_start DESC, s.strategy_id, p.number,
        p.priority_id
      """
    return try database.query(sql) { row in
      let codes = coding[row.number(7)] ?? []
      return ListedPriority(
        areaCode: row.string(0), areaName: row.string(1), strategy: row.string(2),
        years: Self.years(row.integer(3), row.integer(4)), status: row.string(5),
        text: row.string(6), themes: codes.map(\.theme), rules: codes.map(\.rule),
        rulesVersion: codes.first?.version, confirmedOn: row.text(8), address: row.text(9),
        provenance: row.string(10))
    }
  }

  private func coding() throws -> [Int: [(theme: String, rule: String, version: String)]] {
    let rows = try database.query(
      "SELECT priority_id, theme_id, rule_id, rules_version FROM priority_theme ORDER BY 1, 2"
    ) { ($0.number(0), ($0.string(1), $0.string(2), $0.string(3))) }
    return Dictionary(grouping: rows, by: \.0).mapValues { $0.map(\.1) }
  }

  private static func years(_ start: Int?, _ end: Int?) -> String {
    switch (start, end) {
    case (let start?, let end?): start == end ? "\(start)" : "\(start) to \(end)"
    case (let start?, nil): "from \(start)"
    case (nil, let end?): "to \(end)"
    case (nil, nil): ""
    }
  }
}

/// Words that name people in contact with the justice system outright.
enum JusticeWords {
  private static let words = [
    "offen", "reoffen", "prison", "probation", "criminal justice", "justice system", "custody",
    "ex offender", "detain", "inmate",
  ]

  /// Whether a wording has one of them at the beginning of a word.
  static func named(in text: String) -> Bool {
    let plain = " " + text.lowercased().split { !$0.isLetter }.joined(separator: " ")
    return words.contains { plain.contains(" " + $0) }
  }

  /// Plainly, whether the boards name offending, prison or probation.
  static func sentence(on priorities: [ListedPriority]) -> String {
    let boards = Set(priorities.map(\.areaCode))
    let naming = priorities.filter { named(in: $0.text) }
    let names = Set(naming.map(\.areaName)).sorted()
    if boards.isEmpty { return "No priorities of these boards are recorded." }
    if names.isEmpty {
      return boards.count == 1
        ? "This board does not name offending, prison or probation in any priority."
        : "None of these \(boards.count) boards names offending, prison or probation in a priority."
    }
    return "\(names.count) of \(boards.count) boards \(names.count == 1 ? "names" : "name")"
      + " offending, prison or probation in a priority: \(names.joined(separator: ", "))."
  }
}
