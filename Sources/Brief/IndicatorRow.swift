/// The area's latest figure of one indicator, with England's and the region's of the same period.
public struct IndicatorRow: Sendable, Equatable {
  /// Its line in the proof table; the same series has the same number wherever it is shown.
  public internal(set) var number = 0
  public internal(set) var seriesID: Int
  public let indicator: Indicator
  public let sex: String
  public let age: String
  public let period: Period
  public let area: Figure
  public let england: Figure?
  public let region: Figure?
  /// The figure of the area that the briefing was asked to compare with.
  public let compared: Figure?
  public let significance: Significance
  public let trend: Trend
  /// The median of the area's statistical neighbours and the comparison with it.
  public let neighbours: Comparator
  /// The comparison with the region.
  public let regionComparison: Comparator
  public let standing: Standing
  /// Every period held, oldest first, those of former codes before the area's own.
  public internal(set) var history: [HistoryPoint] = []
  /// What must be read with the figure: value notes, cautions, former codes.
  public let notes: [String]
  public let formerCode: FormerCode?
  /// Which direction is good, as the release judged it.
  public let polarity: Polarity?
  /// What is held of the parts of the area's population and of its small areas.
  public internal(set) var differences: [Difference] = []
  /// The sex and age where they are not everybody and the name does not say them.
  public let population: String?

  /// The name with sex and age where they narrow it: "Suicide rate, men, 10+ yrs".
  public var label: String {
    ([indicator.displayName] + [population]).compactMap(\.self).joined(separator: ", ")
  }

}

/// What is measured, as published and as the configuration calls it.
public struct Indicator: Sendable, Equatable {
  public let id: Int
  public let name: String
  public let shortName: String?
  public let polarity: Polarity?
  public let unit: String?
  public let valueType: String?
  public let caution: String?

  public var displayName: String { shortName ?? name }
}

/// Whether a high or a low value is good; nil where nobody has said.
public enum Polarity: String, Sendable { case high, low, none }

/// The time a figure is about, as published.
public struct Period: Sendable, Equatable {
  public let label: String
  public let lastDay: String
  public let spanMonths: Int
  /// How many periods of the series are held.
  public let held: Int

  public var isPooled: Bool { spanMonths > 12 }
}

/// One published figure and where it stands in its file.
public struct Figure: Sendable, Equatable {
  public let areaCode: String
  public let value: Double?
  public let lower: Double?
  public let upper: Double?
  public let count: Double?
  public let note: String?
  public let snapshotID: Int
  public let line: Int
}

/// The value of a comparator and what the comparison with it found.
public struct Comparator: Sendable, Equatable {
  public let value: Double?
  public let finding: Significance.Finding
}

/// The area's place among the authorities of its tier, or why it has none.
public struct Standing: Sendable, Equatable {
  /// 1 is best, or lowest where no direction is good.
  public let rank: Int?
  public let rankedAreas: Int
  /// 1 holds the best fifth, or the lowest where no direction is good.
  public let quintile: Int?
  public let reason: String?
  public let spread: Spread?
}

/// Lowest value, quartiles and highest value of the areas that are ranked together.
public struct Spread: Sendable, Equatable {
  public let lowest: Double
  public let lowerQuartile: Double
  public let upperQuartile: Double
  public let highest: Double
}

/// One period of a series.
public struct HistoryPoint: Sendable, Equatable {
  /// The code it was published under; several, with bars between, where it is their sum.
  public let areaCode: String
  public let period: String
  public let lastDay: String
  public let value: Double?
  public let lower: Double?
  public let upper: Double?
  /// How an earlier code's figure stands for the area; nil for the series' own.
  public let basis: String?
  /// The file and its line; nil for a sum.
  public let snapshotID: Int?
  public let line: Int?
}
