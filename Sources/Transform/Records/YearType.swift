/// The kind of year an indicator is published for, which some labels do not show.
public enum YearType: String, Hashable, Sendable, CaseIterable {
  case calendar, financial, academic
  case calendarRollingQuarterly = "calendar_rolling_quarterly"
  case financialRollingQuarterly = "financial_rolling_quarterly"
  case calendarRollingMonthly = "calendar_rolling_monthly"
  case financialCumulativeQuarter = "financial_cumulative_quarter"
  case financialMultiYearCumulativeQuarter = "financial_multi_year_cumulative_quarter"
  case augustJuly = "august_july"
  case marchFebruary = "march_february"

  /// The year type for the words of the publisher's metadata; nil when they are not known.
  public init?(published words: String) {
    let letters = String(words.lowercased().filter(\.isLetter))
    switch letters {
    case "calendar": self = .calendar
    case "financial": self = .financial
    case "academic": self = .academic
    case "calendarrollingyearquarterly": self = .calendarRollingQuarterly
    case "financialrollingyearquarterly": self = .financialRollingQuarterly
    case "calendarrollingyearmonthly": self = .calendarRollingMonthly
    case "financialsingleyearcumulativequarter": self = .financialCumulativeQuarter
    case "financialmultiyearcumulativequarter": self = .financialMultiYearCumulativeQuarter
    case "augustjuly", "augusttojuly", "augjul": self = .augustJuly
    case "marchfebruary", "marchtofebruary", "marfeb": self = .marchFebruary
    default: return nil
    }
  }

  /// Whether labels of single years read “2018/19”.
  var spansTwoCalendarYears: Bool { self == .financial || self == .academic }

  /// The month its years begin in, where labels give years or quarters.
  var firstMonth: Int {
    switch self {
    case .calendar, .calendarRollingQuarterly, .calendarRollingMonthly: 1
    case .academic: 9
    case .augustJuly: 8
    case .marchFebruary: 3
    case .financial, .financialRollingQuarterly, .financialCumulativeQuarter,
      .financialMultiYearCumulativeQuarter:
      4
    }
  }
}
