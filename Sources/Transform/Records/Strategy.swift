internal import Fetch

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

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
  public let origin: Origin
}

/// Why a priority was coded to a theme: the wording of the configuration that it holds.
public struct ThemeMatch: Sendable, Equatable {
  public let themeID: String
  public let wording: String
  /// The id of the rule: the theme and its wording, so that a coding can be challenged.
  public var ruleID: String { "\(themeID)/\(wording)" }
}

extension Strategy {
  /// Reads `priorities.csv`: neighbouring rows of one area, title and start are one strategy.
  static func all(
    _ folder: ConfigurationFolder, coding: PriorityCoding
  ) throws -> [Strategy] {
    let table = try ConfigurationTable(
      "priorities.csv", in: folder,
      columns: [
        "area_code", "strategy_title", "period_start", "period_end", "status", "number",
        "priority", "address", "confirmed_on", "provenance", "verify",
      ])
    var strategies: [Strategy] = []
    for (strategy, priority) in try table.map({ try read($0, coding) }) {
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

  private static func read(_ row: ConfigurationRow, _ coding: PriorityCoding) throws -> (
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
      themes: coding.themes(of: text),
      origin: Origin(configuration: "priorities.csv", line: row.line))
    return (strategy, priority)
  }
}

/// Codes priorities to themes by the words of the configuration.
struct PriorityCoding {
  /// Names the rules as a whole: another wording anywhere makes another version.
  let version: String
  private let wordings: [(themeID: String, wordings: [(text: String, key: [CChar])])]

  init(_ themes: [Theme]) {
    let rules = themes.flatMap { theme in theme.priorityWordings.map { "\(theme.id)/\($0)" } }
    let sum = (try? sha256Hex(of: rules.joined(separator: "\n").utf8)) ?? ""
    version = "coding-\(sum.prefix(8))"
    wordings = themes.map { theme in
      (theme.id, theme.priorityWordings.map { ($0, Self.key($0)) })
    }
  }

  /// A blank before the wording and, unless any ending will do, one after it.
  private static func key(_ wording: String) -> [CChar] {
    Array((" " + AreaName.key(wording) + (wording.hasSuffix("*") ? "" : " ")).utf8CString)
  }

  /// Every theme one of whose wordings stands in the text as whole words, with that wording.
  func themes(of text: String) -> [ThemeMatch] {
    let words = Array((" " + AreaName.key(text) + " ").utf8CString)
    return wordings.compactMap { themeID, wordings in
      wordings.first { strstr(words, $0.key) != nil }.map {
        ThemeMatch(themeID: themeID, wording: $0.text)
      }
    }
  }
}
