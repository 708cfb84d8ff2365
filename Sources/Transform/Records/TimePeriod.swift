/// A stretch of time that a value is published for.
///
/// Pooled periods of one series overlap, so the start alone does not tell which is the latest
/// across indicators; `lastDay` does.
public struct TimePeriod: Hashable, Sendable {
  /// The label as published, such as “2016/17 - 18/19”.
  public let label: String

  /// The publisher's sorting key, yyyyQQMM of the start; 20190300 is the third quarter of 2019.
  ///
  /// Financial quarters and months count from April, and cumulative quarters give the last
  /// quarter, as the publisher's do. Without a published key it is worked out from the label.
  public let sortable: Int

  /// The first day, as “2019-04-01”.
  public let firstDay: String

  /// The last day, as “2020-03-31”.
  public let lastDay: String

  /// How many months it spans; 0 for a mid-year count, which is of one day.
  public let spanMonths: Int

  /// How many years it spans as the publisher counts: whole years, and 1 for anything shorter.
  public let spanYears: Int

  /// Whether several years are pooled into one value.
  public var isPooled: Bool { spanYears > 1 }

  /// Reads a published label.
  ///
  /// Grammar: `2019`, `2017 - 19`, `1999 - 01`, `2018/19`, `2016/17 - 18/19`, `2019 Q1`,
  /// `2019 Q2 - 2020 Q1`, `2019/20 Q1`, `2018/19 Q2 - 2019/20 Q1`, `2019/20 Q1-Q3`, `Jan 2019`,
  /// `January 2019`, `Jul 2016 - Jun 2017`, `Mid-2019`, `2019 mid-year`.
  /// Years such as 2018/19 run April to March, for academic indicators September to August.
  ///
  /// Gives nil when the label is not of the grammar, or when the published key or range
  /// contradicts it.
  ///
  /// - Parameters:
  ///   - label: The label as published.
  ///   - yearType: The indicator's kind of year, where it is known; it decides the sorting key of
  ///     labels that look alike.
  ///   - published: The published sorting key. It is kept as it is.
  ///   - range: The published range, such as `3y`.
  public init?(
    parsing label: String, yearType: YearType? = nil, sortable published: Int? = nil,
    range: String? = nil
  ) {
    guard let form = TimePeriodForm(label, yearType: yearType) else { return nil }
    let key = form.sortable(yearType)
    if let published, !form.agrees(published, with: key) { return nil }
    let spanYears = max(1, (form.spanMonths + 11) / 12)
    if let range, !form.agrees(range: range, spanYears: spanYears) { return nil }
    self.label = label
    self.sortable = published ?? key
    self.spanMonths = form.spanMonths
    self.spanYears = spanYears
    firstDay = form.firstDay
    lastDay = form.lastDay
  }

  /// Hashes the two parts that tell periods apart.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(label)
    hasher.combine(sortable)
  }
}
