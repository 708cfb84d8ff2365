/// Every observation of a run, in the order in which the database keeps them: by area, indicator,
/// sex, age and category, length of period, and time.
///
/// The rows are compact; ``observation(at:)`` spells one out.
public struct ObservationTable: Sendable {
  /// Sorted by code.
  public internal(set) var areas: [Area] = []
  /// Sorted by id.
  public internal(set) var indicators: [Indicator] = []
  public internal(set) var strata: [Stratum] = []
  /// Sorted by length, then by first and last day.
  public internal(set) var periods: [TimePeriod] = []
  public internal(set) var valueNotes: [String] = []
  /// The publisher's words for trend and comparison.
  public internal(set) var publishedWords: [String] = []
  var rows: [ObservationRow] = []
  /// Rows that an observation of a later snapshot replaced, each with the number of that one.
  var earlierVersions: [(row: ObservationRow, replacedBy: Int)] = []

  public var count: Int { rows.count }

  public func observation(at index: Int) -> Observation {
    let row = rows[index]
    return Observation(
      indicatorID: indicators[Int(row.indicator)].id, areaCode: areas[Int(row.area)].code,
      stratum: strata[Int(row.stratum)], period: periods[Int(row.period)],
      value: row.value.published, lowerCI95: row.lowerCI95.published,
      upperCI95: row.upperCI95.published, lowerCI998: row.lowerCI998.published,
      upperCI998: row.upperCI998.published, count: row.count.published,
      denominator: row.denominator.published,
      valueNote: row.valueNote < 0 ? nil : valueNotes[Int(row.valueNote)],
      publishedTrend: word(row.publishedTrend),
      publishedComparisonEngland: word(row.publishedComparison),
      snapshot: Int(row.snapshot), sourceLine: Int(row.line))
  }

  private func word(_ number: Int16) -> String? {
    number < 0 ? nil : publishedWords[Int(number)]
  }
}
