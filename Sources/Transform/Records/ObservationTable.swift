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

// MARK: - For those who write millions

extension ObservationTable {
  /// The dictionary entries of a row, counted from 0; -1 where there is none.
  public struct Numbers {
    public let area, indicator, stratum, period: Int
    public let valueNote, publishedTrend, publishedComparison: Int
    public let snapshot, line: Int
  }

  public func numbers(at index: Int) -> Numbers {
    let row = rows[index]
    return Numbers(
      area: Int(row.area), indicator: Int(row.indicator), stratum: Int(row.stratum),
      period: Int(row.period), valueNote: Int(row.valueNote),
      publishedTrend: Int(row.publishedTrend), publishedComparison: Int(row.publishedComparison),
      snapshot: Int(row.snapshot), line: Int(row.line))
  }

  /// Value, the four limits, count and denominator, with not-a-number for what was not published.
  public func withFigures(at index: Int, _ body: (Double) -> Void) {
    let row = rows[index]
    body(row.value)
    body(row.lowerCI95)
    body(row.upperCI95)
    body(row.lowerCI998)
    body(row.upperCI998)
    body(row.count)
    body(row.denominator)
  }

  /// Whether two rows differ in their time period alone, and in its length not even there.
  public func isSameSeries(_ left: Int, _ right: Int) -> Bool {
    let (left, right) = (rows[left], rows[right])
    return left.area == right.area && left.indicator == right.indicator
      && left.stratum == right.stratum
      && periods[Int(left.period)].spanMonths == periods[Int(right.period)].spanMonths
  }
}
