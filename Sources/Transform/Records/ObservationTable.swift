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
  /// In the compact form; for those who read millions.
  public internal(set) var rows: ObservationRows
  /// The first row of each series.
  var seriesStarts: [UInt32] = []
  /// Rows that an observation of a later snapshot replaced, each with the number of that one.
  var earlierVersions: [(row: ObservationRow, replacedBy: Int)] = []

  public var count: Int { rows.count }

  public func observation(at index: Int) -> Observation { observation(rows[index]) }

  private func observation(_ row: ObservationRow) -> Observation {
    Observation(
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

  public var earlierVersionIndices: Range<Int> { earlierVersions.indices }

  /// An observation that a later snapshot replaced, and the index of the one that did.
  public func earlierVersion(at index: Int) -> (Observation, replacedBy: Int) {
    let (row, replacedBy) = earlierVersions[index]
    return (observation(row), replacedBy)
  }

  private func word(_ number: Int16) -> String? {
    number < 0 ? nil : publishedWords[Int(number)]
  }
}

// MARK: - Series

extension ObservationTable {
  /// How many series there are: rows that differ in their time period alone, and not in its length.
  public var seriesCount: Int { seriesStarts.count }

  /// The rows of a series, oldest first; series are counted from 0 in the order of the rows.
  public func series(at index: Int) -> Range<Int> {
    let isLast = index + 1 == seriesStarts.count
    return Int(seriesStarts[index])..<(isLast ? count : Int(seriesStarts[index + 1]))
  }

  /// Whether two rows differ in their time period alone, and in its length not even there.
  public func isSameSeries(_ left: Int, _ right: Int) -> Bool {
    let (left, right) = (rows[left], rows[right])
    return left.area == right.area && left.indicator == right.indicator
      && left.stratum == right.stratum
      && periods[Int(left.period)].spanMonths == periods[Int(right.period)].spanMonths
  }
}
