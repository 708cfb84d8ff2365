/// Judges the newest observation of every series of every local authority.
///
/// Method: significance by the 95% interval against the benchmark of the same sex, age and period;
/// trend by ``RecentTrend``; rank and fifth among the authorities of the same tier that have a
/// figure for the same period. See docs/methods.md.
///
/// - Parameter records: a run's records.
/// - Returns: one assessment for each series, in the order of the observations.
public func assess(_ records: Records) -> [Assessment] {
  let series = records.observations.authoritySeries
  let judge = Judge(records, newest: series.map { $0.rows.upperBound - 1 })
  return series.map { judge.assessment($0.rows, number: $0.number) }
}

extension ObservationTable {
  /// The rows of each series, oldest first.
  var allSeries: [Range<Int>] {
    var series: [Range<Int>] = []
    var first = 0
    while first < rows.count {
      var end = first + 1
      while end < rows.count, isSameSeries(first, end) { end += 1 }
      series.append(first..<end)
      first = end
    }
    return series
  }

  /// The series of local authorities, with their numbers among all.
  var authoritySeries: [(number: Int, rows: Range<Int>)] {
    let isAuthority = areas.map(\.areaType.isLocalAuthority)
    return allSeries.enumerated().map { ($0, $1) }
      .filter { isAuthority[Int(rows[$0.1.lowerBound].area)] }
  }
}

/// Everything that a judgement needs to know besides the series itself.
struct Judge {
  private let table: ObservationTable
  private let benchmarks: Benchmarks
  private let polarities: Polarities
  private let leagues: Leagues
  private let neighbours: [[Int32]]
  private let valueTypes: [RecentTrend.ValueType]
  private let notes: [NoteMeaning]
  private let words: [PublishedComparison?]

  init(_ records: Records, newest: [Int]) {
    table = records.observations
    benchmarks = Benchmarks(table)
    let polarities = Polarities(records)
    self.polarities = polarities
    notes = table.valueNotes.map(NoteMeaning.init)
    leagues = Leagues(
      table, newest: newest, isShared: notes.map { $0 == .ofLargerArea },
      polarity: polarities.forJudging)
    neighbours = Self.neighbours(records)
    valueTypes = Self.valueTypes(records)
    words = table.publishedWords.map { PublishedComparison(rawValue: $0) }
  }

  func assessment(_ series: Range<Int>, number: Int) -> Assessment {
    let newest = series.upperBound - 1
    let row = table.rows[newest]
    let area = table.areas[Int(row.area)]
    let polarity = polarities.forJudging(row.indicator)
    let england = judgement(row, benchmarks.value(for: row, of: England.code), polarity)
    let trend = trend(series)
    return Assessment(
      series: number, observation: newest, polarity: polarity, england: england,
      region: region(row, area, polarity), neighbours: neighbourJudgement(row, polarity),
      trend: trend, standing: standing(row), agrees: agreement(row, england, trend))
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

  private func region(_ row: ObservationRow, _ area: Area, _ polarity: Polarity) -> Judgement {
    guard let code = area.regionCode else {
      return Judgement(benchmark: nil, significance: .notCompared, reason: .noRegion)
    }
    return judgement(row, benchmarks.value(for: row, of: code), polarity)
  }

  private func neighbourJudgement(_ row: ObservationRow, _ polarity: Polarity) -> Judgement {
    if meaning(row) == .ofLargerArea {
      return Judgement(benchmark: nil, significance: .notCompared, reason: .valueOfLargerArea)
    }
    let values = leagues.values(of: neighbours[Int(row.area)], beside: row)
    guard values.count >= 5 else {
      return Judgement(benchmark: nil, significance: .notCompared, reason: .fewerThanFiveNeighbours)
    }
    return judgement(row, Quantile.percentile(0.5, of: values), polarity)
  }

  private func standing(_ row: ObservationRow) -> Standing {
    func without(_ reason: Standing.Reason) -> Standing {
      Standing(rank: nil, rankedAreas: 0, quintile: nil, reason: reason)
    }
    if row.value.isNaN { return without(isSuppressed(row) ? .suppressed : .notPublished) }
    if meaning(row) == .ofLargerArea { return without(.valueOfLargerArea) }
    return leagues.standing(row) ?? without(.notPublished)
  }

  /// The recent trend of a series, oldest row first.
  func trend(_ series: Range<Int>) -> RecentTrend.Outcome {
    let row = table.rows[series.upperBound - 1]
    let span = table.periods[Int(row.period)].spanYears
    if span > 1 { return .notTested(.pooledPeriods) }
    return RecentTrend.test(
      series.map { table.rows[$0].point }, valueType: valueTypes[Int(row.indicator)],
      yearRange: span)
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

  private func isSuppressed(_ row: ObservationRow) -> Bool { meaning(row) == .suppressed }
}

extension Judge {
  /// By area: its fifteen nearest by the model for all councils, else those for children's services.
  private static func neighbours(_ records: Records) -> [[Int32]] {
    let numbers = Dictionary(
      records.observations.areas.enumerated().map { ($1.code, Int32($0)) }
    ) { first, _ in first }
    let byArea = Dictionary(grouping: records.facts.neighbours, by: \.areaCode)
    return records.observations.areas.map { area in
      let all = byArea[records.gazetteer.current(area).code] ?? byArea[area.code] ?? []
      let general = all.filter { $0.model == "ons_global" }
      return (general.isEmpty ? all : general).compactMap { numbers[$0.neighbourCode] }
    }
  }

  /// What the indicator is, by its metadata or configuration; a proportion where neither says, for
  /// the points themselves then decide whether a test can be made.
  private static func valueTypes(_ records: Records) -> [RecentTrend.ValueType] {
    let configured = Dictionary(
      records.themes.flatMap(\.indicators).map { ($0.id, $0.valueType) }
    ) { first, _ in first }
    let metadata = Dictionary(records.metadata.map { ($0.id, $0.valueType) }) { _, last in last }
    return records.observations.indicators.map { indicator in
      let words = (metadata[indicator.id] ?? nil) ?? (configured[indicator.id] ?? nil)
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
