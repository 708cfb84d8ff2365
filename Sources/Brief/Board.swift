/// The health and wellbeing board that serves the area.
public struct Board: Sendable, Equatable {
  public let name: String
  public let areaName: String
  public let status: String
  public let note: String?
}

/// A published strategy of the board and the priorities it names.
public struct Strategy: Sendable, Equatable {
  public let id: Int
  public let title: String
  public let firstYear: Int?
  public let lastYear: Int?
  public let status: String
  public let address: String?
  public let confirmed: CalendarDay?
  public let provenance: String
  public internal(set) var priorities: [Priority] = []

  /// Whether its years were over on the day.
  public func hasEnded(by day: CalendarDay) -> Bool { covered.haveEnded(by: day) }

  /// The years it covers, as published.
  public var years: String { covered.words }

  /// The years, for a line that begins with the title; nothing where the title ends with them.
  var yearsBesideTitle: String? {
    guard let firstYear, let lastYear else { return years }
    let endings = ["\(lastYear)", "\(lastYear % 100)"].flatMap { end in
      ["\(firstYear)-\(end)", "\(firstYear) to \(end)"]
    }
    let plain = title.replacing("–", with: "-")
    return endings.contains { plain.contains($0) } ? nil : years
  }

  private var covered: StrategyYears { StrategyYears(first: firstYear, last: lastYear) }
}

/// The years that a strategy covers.
struct StrategyYears {
  let first: Int?
  let last: Int?

  func haveEnded(by day: CalendarDay) -> Bool { last.map { $0 < day.year } ?? false }

  var words: String {
    switch (first, last) {
    case (let first?, let last?): first == last ? "\(first)" : "\(first) to \(last)"
    case (let first?, nil): "from \(first); end not published"
    case (nil, let last?): "to \(last); start not published"
    case (nil, nil): "years not published"
    }
  }
}

/// A priority in the board's own words.
public struct Priority: Sendable, Equatable {
  public let id: Int
  public let text: String
  public let needsChecking: Bool
  public internal(set) var themeIDs: [String] = []
}

/// A priority set beside the theme that its wording touches.
public struct ThemePriority: Sendable, Equatable {
  public let text: String
  public let strategyTitle: String
  public let years: String
  public let hasEnded: Bool
  public let address: String?
  public let confirmed: CalendarDay?
  /// The wording that led to the theme.
  public let wording: String
  public let needsChecking: Bool
}
