/// Judges the newest observation of every series of every local authority.
///
/// Method: significance by the 95% interval against the benchmark of the same sex, age and period;
/// trend by ``RecentTrend``; rank and fifth among the authorities of the same tier that have a
/// figure for the same period. See docs/methods.md.
///
/// - Parameter records: a run's records.
/// - Returns: one assessment for each series, in the order of the observations, and how the publisher
///   judges what.
public func assess(_ records: Records) -> Assessments {
  let series = records.observations.authoritySeries
  let judge = Judge(records, rows: series.map(\.newest))
  let leagues = Leagues(records, series, polarities: judge.polarities, notes: judge.notes)
  let continuations = Continuations(records)
  let all = onTwoThreads(series.count) { index in
    records.observations.rows.letGo(at: index)
    return judge.assessment(
      series[index], place: leagues.places[index],
      earlier: continuations.earlier(thanSeries: series[index].number))
  }
  return Assessments(all: all, groupings: judge.polarities.groupings.all)
}

/// One series: its number among all, and its rows, oldest first.
struct NumberedSeries {
  let number: Int
  let rows: Range<Int>

  var newest: Int { rows.upperBound - 1 }
}

extension ObservationTable {
  var allSeries: [NumberedSeries] {
    (0..<seriesCount).map { NumberedSeries(number: $0, rows: series(at: $0)) }
  }

  var authoritySeries: [NumberedSeries] {
    let isAuthority = areas.map(\.areaType.isLocalAuthority)
    return allSeries.filter { series in
      rows.letGo(at: series.number)
      return isAuthority[Int(rows[series.rows.lowerBound].area)]
    }
  }

  /// The series of an area, which stand side by side.
  func series(ofArea area: Int32) -> Range<Int> {
    let first = firstSeries { $0.area >= area }
    return first..<max(first, firstSeries { $0.area > area })
  }

  /// The number of the first series whose rows have come so far in the order of the table.
  func firstSeries(where hasCome: (ObservationRow) -> Bool) -> Int {
    var (low, high) = (0, seriesCount)
    while low < high {
      let middle = (low + high) / 2
      if hasCome(rows[series(at: middle).lowerBound]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// Everything that a judgement needs to know besides the series itself.
struct Judge {
  let polarities: Polarities
  let notes: [NoteMeaning]
  private let table: ObservationTable
  private let benchmarks: Benchmarks
  private let valueTypes: [RecentTrend.ValueType]
  private let words: [PublishedComparison?]

  /// - Parameters:
  ///   - records: a run's records.
  ///   - rows: those whose printed words show how the publisher judges.
  init(_ records: Records, rows: some Sequence<Int>) {
    table = records.observations
    benchmarks = Benchmarks(table)
    polarities = Polarities(records, rows: rows, benchmarks)
    notes = table.valueNotes.map(NoteMeaning.init)
    valueTypes = records.valueTypes
    words = table.publishedWords.map { PublishedComparison(rawValue: $0) }
  }

  func assessment(
    _ series: NumberedSeries, place: Leagues.Place, earlier: [EarlierObservation]
  ) -> Assessment {
    let row = table.rows[series.newest]
    let polarity = isCount(row) ? .notApplicable : polarities.forJudging(row)
    let england = judgement(row, benchmarks.value(for: row, of: England.code), polarity)
    let own = trend(series)
    let chained = earlier.filter { $0.basis == .sameExtent }
    return Assessment(
      series: series.number, observation: series.newest, polarity: polarity, england: england,
      region: region(row, polarity), neighbours: neighbourJudgement(row, place, polarity),
      trend: chained.isEmpty ? own : trend(series, after: chained.map(\.point)),
      trendJoinedOn: chained.last?.joinedOn, standing: standing(row, place),
      agrees: agreement(row, england, own), earlier: earlier)
  }

  /// The 95% interval of a row against a benchmark.
  func judgement(_ row: ObservationRow, _ benchmark: Double?, _ polarity: Polarity) -> Judgement {
    func without(_ reason: Judgement.Reason) -> Judgement {
      Judgement(benchmark: benchmark, significance: .notCompared, reason: reason)
    }
    if row.value.isNaN { return without(isSuppressed(row) ? .suppressed : .notPublished) }
    guard let benchmark else { return without(.noBenchmark) }
    if polarity == .notApplicable { return without(.notComparable) }
    if row.lowerCI95.isNaN || row.upperCI95.isNaN { return without(.confidenceLimitsMissing) }
    let significance = Comparison.interval95(row.estimate, benchmark: benchmark, polarity: polarity)
    return Judgement(benchmark: benchmark, significance: significance, reason: nil)
  }

  /// The row's figure compared with England's, if that is held.
  func england(_ row: ObservationRow, _ polarity: Polarity) -> Judgement {
    judgement(row, benchmarks.value(for: row, of: England.code), polarity)
  }

  private func region(_ row: ObservationRow, _ polarity: Polarity) -> Judgement {
    guard let code = table.areas[Int(row.area)].regionCode else {
      return Judgement(benchmark: nil, significance: .notCompared, reason: .noRegion)
    }
    return judgement(row, benchmarks.value(for: row, of: code), polarity)
  }

  private func neighbourJudgement(
    _ row: ObservationRow, _ place: Leagues.Place, _ polarity: Polarity
  ) -> Judgement {
    func without(_ reason: Judgement.Reason) -> Judgement {
      Judgement(benchmark: nil, significance: .notCompared, reason: reason)
    }
    if row.value.isNaN { return without(isSuppressed(row) ? .suppressed : .notPublished) }
    if meaning(row) == .ofLargerArea { return without(.valueOfLargerArea) }
    guard let median = place.neighbourMedian else { return without(.fewerThanFiveNeighbours) }
    return judgement(row, median, polarity)
  }

  private func standing(_ row: ObservationRow, _ place: Leagues.Place) -> Standing {
    func without(_ reason: Standing.Reason) -> Standing {
      Standing(rank: nil, rankedAreas: 0, quintile: nil, reason: reason)
    }
    if row.value.isNaN { return without(isSuppressed(row) ? .suppressed : .notPublished) }
    if meaning(row) == .ofLargerArea { return without(.valueOfLargerArea) }
    if isCount(row) { return without(.countOfPeopleOrEvents) }
    return place.standing ?? without(.areaReplaced)
  }

  /// The recent trend of a series, oldest row first.
  ///
  /// - Parameters:
  ///   - series: whose rows are tested.
  ///   - earlier: points that come before them, of the same area under another code.
  /// - Returns: the test, or why there is none.
  func trend(
    _ series: NumberedSeries, after earlier: [RecentTrend.Point] = []
  ) -> RecentTrend.Outcome {
    let row = table.rows[series.newest]
    let span = table.periods[Int(row.period)].spanYears
    if span > 1 { return .notTested(.pooledPeriods) }
    return RecentTrend.test(
      earlier + series.rows.map { table.rows[$0].point },
      valueType: valueTypes[Int(row.indicator)], yearRange: span)
  }

  /// Whether what the publisher printed for comparison and trend is what was found here.
  private func agreement(_ row: ObservationRow, _ england: Judgement, _ trend: RecentTrend.Outcome)
    -> Bool?
  {
    let comparison = publishedComparison(row).map { word in
      word.saysTheSameSide(
        england.significance, isAbove: row.value > (england.benchmark ?? .infinity))
    }
    let marker = publishedMarker(row).flatMap { trend.agrees(with: $0) }
    let said = [comparison, marker].compactMap(\.self)
    return said.isEmpty ? nil : said.allSatisfy(\.self)
  }

  func publishedComparison(_ row: ObservationRow) -> PublishedComparison? {
    row.publishedComparison < 0 ? nil : words[Int(row.publishedComparison)]
  }

  func publishedMarker(_ row: ObservationRow) -> TrendMarker? {
    row.publishedTrend < 0
      ? nil : TrendLabel.marker(for: table.publishedWords[Int(row.publishedTrend)])
  }

  private func meaning(_ row: ObservationRow) -> NoteMeaning {
    row.valueNote < 0 ? .other : notes[Int(row.valueNote)]
  }

  /// A number of people or events, which is larger where more people live: nothing to be compared.
  private func isCount(_ row: ObservationRow) -> Bool {
    valueTypes[Int(row.indicator)] == .count
  }

  private func isSuppressed(_ row: ObservationRow) -> Bool { meaning(row) == .suppressed }
}

extension Records {
  /// What each indicator is, by its metadata or configuration; a proportion where neither says, for
  /// the points themselves then decide whether a test can be made.
  var valueTypes: [RecentTrend.ValueType] {
    let configured = Dictionary(
      themes.flatMap(\.indicators).map { ($0.id, $0.valueType) }
    ) { first, _ in first }
    let said = Dictionary(metadata.map { ($0.id, $0.valueType) }) { _, last in last }
    return observations.indicators.map { indicator in
      let words = (said[indicator.id] ?? nil) ?? (configured[indicator.id] ?? nil)
      return words.map(RecentTrend.ValueType.init(published:)) ?? .proportion
    }
  }
}

/// What a value note says of the figure beside it, as far as judging it goes.
enum NoteMeaning: Equatable {
  case suppressed, ofLargerArea, other

  init(_ note: String) {
    let note = note.lowercased()
    if note.contains("suppress") || note.contains("too small") || note.contains("withheld") {
      self = .suppressed
    } else if note.contains("police force area") || note.contains("applied to") {
      self = .ofLargerArea
    } else {
      self = .other
    }
  }
}

extension ObservationRow {
  var estimate: Estimate {
    Estimate(
      value: value.published, lower95: lowerCI95.published, upper95: upperCI95.published,
      lower998: lowerCI998.published, upper998: upperCI998.published)
  }

  var point: RecentTrend.Point {
    RecentTrend.Point(
      value: value.published, lower95: lowerCI95.published, upper95: upperCI95.published,
      count: count.published, denominator: denominator.published)
  }
}
