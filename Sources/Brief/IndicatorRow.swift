/// The area's latest figure of one indicator, with England's and the region's of the same period.
public struct IndicatorRow: Sendable, Equatable {
  /// Its line in the proof table; the same series has the same number wherever it is shown.
  public internal(set) var number = 0
  public let seriesID: Int
  public let indicator: Indicator
  public let sex: String
  public let age: String
  public let period: Period
  public let area: Figure
  public let england: Figure?
  public let region: Figure?
  public let significance: Significance
  public let trend: Trend
  /// What must be read with the figure: value notes, cautions, former codes.
  public let notes: [String]
  public let formerCode: FormerCode?

  /// The name with sex and age where they narrow it: "Suicide rate, men, 10+ yrs".
  public var label: String {
    ([indicator.displayName] + [population]).compactMap(\.self).joined(separator: ", ")
  }

  /// The sex and age where they are not everybody.
  public var population: String? {
    let parts = [sexWord, age == "All ages" || age.isEmpty ? nil : age].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  private var sexWord: String? {
    switch sex {
    case "Persons", "Not applicable", "": nil
    case "Male": "males"
    case "Female": "females"
    default: sex
    }
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
