internal import Fetch

/// A health and wellbeing strategy with the priorities that it names, as published.
public struct Strategy: Sendable, Equatable {
  public enum Status: String, Sendable, CaseIterable {
    case current, expired, draft, consultation
  }

  public let areaCode: String
  public let title: String
  public let periodStart: Int?
  public let periodEnd: Int?
  public let status: Status
  public let address: String?
  /// The day on which the priorities were last seen on a page; nil where not recorded.
  public let confirmedOn: String?
  public let provenance: String
  public internal(set) var priorities: [Priority]
}

/// One priority of a strategy.
public struct Priority: Sendable, Equatable {
  public let number: Int
  public let text: String
  /// Whether the list that it stands in may be incomplete.
  public let needsChecking: Bool
  public let themes: [ThemeMatch]
}

/// Why a priority was coded to a theme: the wording of the configuration that it holds.
public struct ThemeMatch: Sendable, Equatable {
  public let themeID: String
  public let wording: String
}

extension Strategy {
  /// Reads `priorities.csv`: neighbouring rows of one area, title and start are one strategy.
  static func all(_ folder: ConfigurationFolder, themes: [Theme]) throws -> [Strategy] {
    let table = try ConfigurationTable(
      "priorities.csv", in: folder,
      columns: [
        "area_code", "strategy_title", "period_start", "period_end", "status", "number",
        "priority", "address", "confirmed_on", "provenance", "verify",
      ])
    var strategies: [Strategy] = []
    for (strategy, priority) in try table.map({ try read($0, themes) }) {
      if let last = strategies.last, last.isSame(as: strategy) {
        strategies[strategies.count - 1].priorities.append(priority)
      } else {
        strategies.append(strategy)
        strategies[strategies.count - 1].priorities = [priority]
      }
    }
    return strategies
  }

  private func isSame(as other: Strategy) -> Bool {
    areaCode == other.areaCode && title == other.title && periodStart == other.periodStart
  }

  private static func read(_ row: ConfigurationRow, _ themes: [Theme]) throws -> (
    Strategy, Priority
  ) {
    let strategy = Strategy(
      areaCode: try row.text("area_code"), title: try row.text("strategy_title"),
      periodStart: try row.integer("period_start"), periodEnd: try row.integer("period_end"),
      status: try row.choice("status"), address: row["address"], confirmedOn: row["confirmed_on"],
      provenance: row["provenance"] ?? "", priorities: [])
    let text = try row.text("priority")
    let priority = Priority(
      number: try row.integer("number") ?? 0, text: text, needsChecking: row["verify"] == "yes",
      themes: PriorityCoding.themes(of: text, among: themes))
    return (strategy, priority)
  }
}

/// Codes priorities to themes by the words of the configuration.
enum PriorityCoding {
  /// Every theme one of whose wordings stands in the text as whole words, with that wording.
  static func themes(of text: String, among themes: [Theme]) -> [ThemeMatch] {
    let words = " " + AreaName.key(text) + " "
    return themes.compactMap { theme in
      theme.priorityWordings.first { stands($0, in: words) }.map {
        ThemeMatch(themeID: theme.id, wording: $0)
      }
    }
  }

  private static func stands(_ wording: String, in words: String) -> Bool {
    if wording.hasSuffix("*") { return words.contains(" " + AreaName.key(wording)) }
    return words.contains(" " + AreaName.key(wording) + " ")
  }
}
