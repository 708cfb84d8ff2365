/// Figures and promises that do not meet: needs without a priority, priorities without a figure.
public struct PriorityMirror: Sendable, Equatable {
  /// A theme with figures worse than England or getting worse that no priority in force names.
  public struct Need: Sendable, Equatable {
    public let theme: String
    public let figures: [String]
  }

  /// A priority in force that no figure of this briefing speaks to.
  public struct Unmeasured: Sendable, Equatable {
    public let text: String
    public let strategy: String
  }

  public let needs: [Need]
  public let unmeasured: [Unmeasured]
  /// Whether a strategy in force is held; without one the lists would say nothing.
  public let hasStrategy: Bool
  /// Whether any figure is worse than England or getting worse.
  public let hasNeeds: Bool

  init(_ themes: [Theme], _ strategies: [Strategy], on day: CalendarDay) {
    let inForce = strategies.filter { !$0.hasEnded(by: day) && !$0.priorities.isEmpty }
    hasStrategy = !inForce.isEmpty
    let named = Set(inForce.flatMap(\.priorities).flatMap(\.themeIDs))
    let measured = Set(themes.filter { !$0.rows.isEmpty }.map(\.id))
    hasNeeds = themes.contains { Self.need($0) != nil }
    needs = themes.filter { !named.contains($0.id) }.compactMap(Self.need)
    unmeasured = inForce.flatMap { strategy in
      strategy.priorities.filter { measured.isDisjoint(with: $0.themeIDs) }
        .map { Unmeasured(text: $0.text, strategy: strategy.title) }
    }
  }

  private static func need(_ theme: Theme) -> Need? {
    let poor = theme.rows.filter {
      $0.area.value != nil && ($0.significance.finding == .worse || $0.trend.isWorsening)
    }
    return poor.isEmpty ? nil : Need(theme: theme.title, figures: poor.map(\.label))
  }
}
