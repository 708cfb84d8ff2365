/// One indicator for one sex and age, across the areas of England.
struct IndicatorTable: Sendable {
  /// What tells one table from another.
  struct Key: Hashable, Sendable {
    let indicatorID: Int
    let sex: String
    let age: String

    init(_ row: IndicatorRow) {
      (indicatorID, sex, age) = (row.indicator.id, row.sex, row.age)
    }
  }

  /// An area's row.
  struct Entry: Sendable {
    let area: SiteArea
    let row: IndicatorRow
  }

  /// A figure of England's own series.
  struct Point: Sendable, Equatable {
    let period: String
    let lastDay: String
    let spanMonths: Int
    let value: Double?
    let lower: Double?
    let upper: Double?
  }

  let key: Key
  /// Which direction is good.
  let polarity: Polarity?
  let indicator: Indicator
  let label: String
  /// The name of its page without ending: `93721`, or `93721-male-10-yrs` for a further table.
  let page: String
  let themeIDs: [String]
  let entries: [Entry]
  let england: [Point]

  func tier(_ tier: Tier) -> TierTable { TierTable(self, tier) }

  func entries(_ tier: Tier) -> [Entry] {
    entries.filter { tier == .upper ? $0.area.isUpperTier : $0.area.isLowerTier }
  }
}

/// Which authorities are set beside each other.
enum Tier: Sendable, CaseIterable {
  /// Counties, unitary authorities, metropolitan districts and London boroughs.
  case upper
  /// Districts, with all of those but the counties.
  case lower
}

/// The areas of one tier in the order of their figures, and those that cannot be ranked.
struct TierTable {
  /// A place in the order; areas with the same figure share it.
  struct Ranked {
    let rank: Int
    let entry: IndicatorTable.Entry
  }

  /// An area with a figure that cannot be ranked, and why.
  struct Unranked {
    let entry: IndicatorTable.Entry
    let reason: String
  }

  /// The period that most of the newest figures are about.
  let period: Period?
  let ranked: [Ranked]
  let unranked: [Unranked]
  /// Areas whose figure was not published, with the reason.
  let withheld: [IndicatorTable.Entry]

  /// Method: competition ranks, best first; lowest first where no direction is good. A larger
  /// area's figure given to each council in it, a count, and a figure of another period have no rank.
  init(_ table: IndicatorTable, _ tier: Tier) {
    let entries = table.entries(tier)
    let present = entries.filter { $0.row.area.value != nil }
    period = Self.commonest(present.map(\.row.period))
    withheld = entries.filter { $0.row.area.value == nil }
    let reasons = present.map { [period] in Self.reason($0, period) }
    unranked = zip(present, reasons).compactMap { entry, reason in
      reason.map { Unranked(entry: entry, reason: $0) }
    }
    let eligible = zip(present, reasons).filter { $0.1 == nil }.map(\.0)
    ranked = Self.ranked(eligible, highFirst: table.polarity == .high)
  }

  /// A row of the table's period, beside which England's figure of that period stands.
  var example: IndicatorRow? { shown.first { $0.row.period.label == period?.label }?.row }

  /// Every entry with a figure, the ranked ones first.
  var shown: [IndicatorTable.Entry] { ranked.map(\.entry) + unranked.map(\.entry) }

  private static func ranked(_ entries: [IndicatorTable.Entry], highFirst: Bool) -> [Ranked] {
    let ordered = entries.sorted { left, right in
      let (a, b) = (left.row.area.value ?? 0, right.row.area.value ?? 0)
      if a != b { return highFirst ? a > b : a < b }
      return left.area.name < right.area.name
    }
    var ranked: [Ranked] = []
    for (place, entry) in ordered.enumerated() {
      let before = ranked.last
      let isShared = before?.entry.row.area.value == entry.row.area.value
      ranked.append(Ranked(rank: isShared ? before?.rank ?? 1 : place + 1, entry: entry))
    }
    return ranked
  }

  private static func reason(_ entry: IndicatorTable.Entry, _ period: Period?) -> String? {
    if let reason = entry.row.standing.reason {
      let words = "not ranked: "
      return reason.hasPrefix(words) ? String(reason.dropFirst(words.count)) : reason
    }
    if entry.row.period.label != period?.label {
      return "the latest figure is about \(entry.row.period.label)"
    }
    return nil
  }

  private static func commonest(_ periods: [Period]) -> Period? {
    let groups = Dictionary(grouping: periods, by: \.label).values
    return groups.max { left, right in
      (left.count, left.first?.lastDay ?? "") < (right.count, right.first?.lastDay ?? "")
    }?.first
  }
}
