/// The shape of a time period's label, with the months it covers.
struct TimePeriodForm {
  private enum Shape {
    case years(first: Int)
    case quarters(first: Int, quarter: Int, count: Int)
    case cumulativeQuarters(first: Int, count: Int)
    case month
    case months
    case midYear
  }

  private let shape: Shape
  private let start: Month
  let spanMonths: Int

  var firstDay: String { isMidYear ? start.day(30) : start.firstDay }
  var lastDay: String { isMidYear ? start.day(30) : (start + (spanMonths - 1)).lastDay }

  private var isMidYear: Bool { if case .midYear = shape { true } else { false } }

  private init(_ shape: Shape, start: Month, spanMonths: Int) {
    self.shape = shape
    self.start = start
    self.spanMonths = spanMonths
  }

  init?(_ label: String, yearType: YearType?) {
    var reader = LabelReader(label)
    let form =
      reader.nextIsDigit
      ? Self.fromYear(&reader, yearType: yearType) : Self.fromMonth(&reader)
    guard let form, reader.isAtEnd else { return nil }
    self = form
  }

  // MARK: The sorting key

  func sortable(_ yearType: YearType?) -> Int {
    switch shape {
    case .years(let first): return first * 10_000
    case .midYear: return start.year * 10_000
    case .cumulativeQuarters(let first, let count): return first * 10_000 + count * 100
    case .quarters(let first, let quarter, let count):
      let isCumulative = Self.isCumulative(quarter: quarter, count: count, yearType)
      return first * 10_000 + (isCumulative ? count : quarter) * 100
    case .month:
      let isFromApril = yearType?.spansTwoCalendarYears ?? false
      return Self.key(of: isFromApril ? start + -3 : start)
    case .months:
      let isYearly = yearType == .augustJuly || yearType == .marchFebruary
      return isYearly ? start.year * 10_000 : Self.key(of: start)
    }
  }

  private static func key(of month: Month) -> Int { month.year * 10_000 + month.month }

  /// Whether quarters run on from the first of a year, rather than by whole years.
  private static func isCumulative(quarter: Int, count: Int, _ yearType: YearType?) -> Bool {
    if yearType == .financialMultiYearCumulativeQuarter { return true }
    return quarter == 1 && count > 1 && count % 4 != 0
  }

  // MARK: Agreement with what is published beside the label

  /// A published key must name the year of the label; the year before will do for a month, whose
  /// financial year may have begun then.
  func agrees(_ published: Int, with key: Int) -> Bool {
    let difference = key / 10_000 - published / 10_000
    if case .month = shape { return difference == 0 || (difference == 1 && start.month < 4) }
    return difference == 0
  }

  /// A published range in years must be that of a label in years or months; quarters may be
  /// running totals of a longer plan. A range in another unit says nothing here.
  func agrees(range: String, spanYears: Int) -> Bool {
    guard range.utf8.last == UInt8(ascii: "y"), let years = Int(range.dropLast()) else {
      return true
    }
    switch shape {
    case .quarters, .cumulativeQuarters: return true
    default: return years == spanYears
    }
  }

  // MARK: Labels that begin with a year

  private static func fromYear(
    _ reader: inout LabelReader, yearType: YearType?
  ) -> TimePeriodForm? {
    guard let year = reader.year() else { return nil }
    if reader.isAtEnd { return years(year, through: year, firstMonth: 1) }
    if reader.take("/") { return fromSplitYear(year, &reader, yearType: yearType) }
    if reader.take(" mid-year") { return midYear(year) }
    if reader.take(" Q") {
      guard let quarter = reader.quarter() else { return nil }
      return quarters(year, quarter, &reader, firstMonth: 1)
    }
    guard reader.take(" - "), let last = reader.twoDigitYear(after: year) else { return nil }
    return years(year, through: last, firstMonth: 1)
  }

  private static func fromSplitYear(
    _ year: Int, _ reader: inout LabelReader, yearType: YearType?
  ) -> TimePeriodForm? {
    guard reader.twoDigitYear(after: year) == year + 1 else { return nil }
    let firstMonth = yearType == .academic ? 9 : 4
    if reader.isAtEnd { return years(year, through: year, firstMonth: firstMonth) }
    if reader.take(" Q") {
      guard let quarter = reader.quarter() else { return nil }
      return quarters(year, quarter, &reader, firstMonth: firstMonth)
    }
    guard reader.take(" - "), let last = reader.twoDigitYear(after: year), reader.take("/"),
      reader.twoDigitYear(after: last) == last + 1
    else { return nil }
    return years(year, through: last, firstMonth: firstMonth)
  }

  private static func years(_ first: Int, through last: Int, firstMonth: Int) -> TimePeriodForm {
    TimePeriodForm(
      .years(first: first), start: Month(year: first, month: firstMonth),
      spanMonths: (last - first + 1) * 12)
  }

  private static func midYear(_ year: Int) -> TimePeriodForm {
    TimePeriodForm(.midYear, start: Month(year: year, month: 6), spanMonths: 0)
  }

  // MARK: Quarters

  private static func quarters(
    _ year: Int, _ quarter: Int, _ reader: inout LabelReader, firstMonth: Int
  ) -> TimePeriodForm? {
    let start = Month(year: year, month: firstMonth) + (quarter - 1) * 3
    if reader.take("-Q") {
      guard quarter == 1, firstMonth != 1, let last = reader.quarter(), last > 1
      else { return nil }
      return TimePeriodForm(
        .cumulativeQuarters(first: year, count: last), start: start, spanMonths: last * 3)
    }
    var count = 1
    if reader.take(" - ") {
      guard let end = reader.quarterOfYear(isSplit: firstMonth != 1) else { return nil }
      count = (end.year - year) * 4 + end.quarter - quarter + 1
    }
    guard count > 0 else { return nil }
    return TimePeriodForm(
      .quarters(first: year, quarter: quarter, count: count), start: start, spanMonths: count * 3)
  }

  // MARK: Labels that begin with a word

  private static func fromMonth(_ reader: inout LabelReader) -> TimePeriodForm? {
    if reader.take("Mid-") || reader.take("Mid ") { return reader.year().map(midYear) }
    guard let start = reader.monthOfYear() else { return nil }
    if reader.isAtEnd { return TimePeriodForm(.month, start: start, spanMonths: 1) }
    guard reader.take(" - "), let end = reader.monthOfYear(), end > start else { return nil }
    return TimePeriodForm(.months, start: start, spanMonths: end - start + 1)
  }
}

/// Takes the pieces of a label off its front, byte by byte.
private struct LabelReader {
  private var rest: Substring.UTF8View

  init(_ text: String) {
    rest = Substring(text).utf8
  }

  var isAtEnd: Bool { rest.isEmpty }

  var nextIsDigit: Bool { rest.first.map { (48...57).contains($0) } ?? false }

  mutating func take(_ text: StaticString) -> Bool {
    let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    guard rest.starts(with: wanted) else { return false }
    rest = rest.dropFirst(wanted.count)
    return true
  }

  /// Takes exactly so many digits.
  private mutating func number(digits: Int) -> Int? {
    var number = 0
    for _ in 0..<digits {
      guard let byte = rest.first, (48...57).contains(byte) else { return nil }
      number = number * 10 + Int(byte) - 48
      rest.removeFirst()
    }
    return nextIsDigit ? nil : number
  }

  mutating func year() -> Int? {
    guard let year = number(digits: 4), (1800...2199).contains(year) else { return nil }
    return year
  }

  /// Takes the last two digits of a year and finds the next such year; at most 50 years on.
  mutating func twoDigitYear(after year: Int) -> Int? {
    guard let digits = number(digits: 2) else { return nil }
    let distance = (digits - year % 100 + 100) % 100
    return (1...50).contains(distance) ? year + distance : nil
  }

  mutating func quarter() -> Int? {
    guard let quarter = number(digits: 1), (1...4).contains(quarter) else { return nil }
    return quarter
  }

  mutating func quarterOfYear(isSplit: Bool) -> (year: Int, quarter: Int)? {
    guard let year = year() else { return nil }
    if isSplit {
      guard take("/"), twoDigitYear(after: year) == year + 1 else { return nil }
    }
    guard take(" Q"), let quarter = quarter() else { return nil }
    return (year, quarter)
  }

  mutating func monthOfYear() -> Month? {
    guard let month = month(), take(" "), let year = year() else { return nil }
    return Month(year: year, month: month)
  }

  private mutating func month() -> Int? {
    let word = rest.prefix { $0 > 64 }
    let found = Self.monthNames.firstIndex { name in
      word.elementsEqual(name) || (word.count == 3 && name.starts(with: word))
    }
    guard let found else { return nil }
    rest = rest[word.endIndex...]
    return found + 1
  }

  private static let monthNames: [[UInt8]] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ].map { Array($0.utf8) }
}
