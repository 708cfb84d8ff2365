/// The parts a publisher makes a time period's label from.
public struct TimePeriodParts: Hashable, Sendable {
  let yearType: YearType
  let year: Int
  let yearRange: Int
  let quarter: Int?
  let month: Int?

  /// The parts of a period: a quarter or a month of `year`, or `yearRange` years from it.
  public init(
    yearType: YearType, year: Int, yearRange: Int = 1, quarter: Int? = nil, month: Int? = nil
  ) {
    self.yearType = yearType
    self.year = year
    self.yearRange = yearRange
    self.quarter = quarter
    self.month = month
  }

  /// The key that periods sort by: yyyyQQMM of the start, quarter and month 00 when there is none.
  public var sortable: Int { year * 10_000 + (quarter ?? 0) * 100 + (month ?? 0) }

  /// The label, such as “2016/17 - 18/19”.
  public var label: String {
    if let quarter { return quarterLabel(quarter) }
    if let month { return monthLabel(month) }
    return yearLabel
  }

  private var yearLabel: String {
    switch yearType {
    case .augustJuly: "Aug \(year) - Jul \(year + yearRange)"
    case .marchFebruary: "Mar \(year) - Feb \(year + yearRange)"
    case .financial, .academic: splitYearLabel
    default: yearRange == 1 ? "\(year)" : "\(year) - \(Self.twoDigits(year + yearRange - 1))"
    }
  }

  private var splitYearLabel: String {
    let last = year + yearRange - 1
    let first = "\(year)/\(Self.twoDigits(year + 1))"
    return yearRange == 1
      ? first : "\(first) - \(Self.twoDigits(last))/\(Self.twoDigits(last + 1))"
  }

  private func quarterLabel(_ quarter: Int) -> String {
    let start = name(ofQuarter: quarter)
    switch yearType {
    case .calendarRollingQuarterly, .financialRollingQuarterly:
      return "\(start) - \(name(ofQuarter: quarter + yearRange * 4 - 1))"
    case .financialCumulativeQuarter:
      return name(ofQuarter: 1) + (quarter > 1 ? "-Q\(quarter)" : "")
    case .financialMultiYearCumulativeQuarter:
      return name(ofQuarter: 1) + (quarter > 1 ? " - \(start)" : "")
    default: return start
    }
  }

  /// The name of a quarter counted from the start of `year`; the fifth is in the next year.
  private func name(ofQuarter quarter: Int) -> String {
    let inYear = year + (quarter - 1) / 4
    let suffix = " Q\((quarter - 1) % 4 + 1)"
    let isCalendar = yearType.firstMonth == 1
    return isCalendar ? "\(inYear)\(suffix)" : "\(inYear)/\(Self.twoDigits(inYear + 1))\(suffix)"
  }

  private func monthLabel(_ month: Int) -> String {
    let isFromApril = yearType.spansTwoCalendarYears
    let start = Month(year: year, month: month) + (isFromApril ? 3 : 0)
    guard yearType == .calendarRollingMonthly else { return Self.name(of: start) }
    return "\(Self.name(of: start)) - \(Self.name(of: start + (yearRange * 12 - 1)))"
  }

  private static func name(of month: Month) -> String {
    "\(Month.shortNames[month.month - 1]) \(month.year)"
  }

  private static func twoDigits(_ year: Int) -> String {
    let digits = year % 100
    return digits < 10 ? "0\(digits)" : "\(digits)"
  }
}
