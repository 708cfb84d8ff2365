import Load

/// The latest observation of one series of the area, before anything is said about it.
struct HeldSeries {
  let id: Int
  let areaCode: String
  let indicatorID: Int
  let sex: String
  let age: String
  let period: Period
  let area: Figure
  let england: Figure?
  let region: Figure?
  let compared: Figure?
  let publishedTrend: String?
  let publishedComparison: String?
  let assessed: Assessed?
  /// The newest period of England's, where it is later than the area's.
  let newerOfEngland: String?
}

/// What the release's own assessment says of the latest observation of a series.
struct Assessed {
  let polarity: Polarity?
  let england: Significance.Finding
  let region: Comparator
  let neighbours: Comparator
  let trend: AssessedTrend
  let standing: Standing
}

extension AreaBriefingQuery {
  static let englandCode = "E92000001"

  /// The latest figures of the codes with England's and the region's of the same period.
  ///
  /// Only whole-population series: a series of a category, such as a deprivation tenth, is left out.
  func series(of codes: [String], region: String?, compared: String?) throws -> [HeldSeries] {
    let bindings =
      [.text(Self.englandCode), region.map(Binding.text) ?? .null]
      + [compared.map(Binding.text) ?? .null] + codes.map(Binding.text)
    return try database.query(Self.figures(codes.count), bindings) { row in
      let code = row.string(1)
      return HeldSeries(
        id: row.number(0), areaCode: code, indicatorID: row.number(2),
        sex: row.string(3), age: row.string(4), period: Self.period(row),
        area: Self.figure(row, at: 11, code) ?? Self.nothing(code),
        england: Self.figure(row, at: 19, Self.englandCode),
        region: Self.figure(row, at: 27, region ?? ""),
        compared: Self.figure(row, at: 35, compared ?? ""),
        publishedTrend: row.text(9), publishedComparison: row.text(10),
        assessed: Self.assessed(row, at: 43), newerOfEngland: row.text(63))
    }
  }

  private static func assessed(_ row: borrowing Row, at column: Int) -> Assessed? {
    guard let england = row.text(column + 1), let marker = row.text(column + 9) else { return nil }
    func comparator(_ column: Int) -> Comparator {
      Comparator(
        value: row.real(column),
        finding: .init(assessed: row.text(column + 1) ?? "", reason: row.text(column + 2)))
    }
    return Assessed(
      polarity: row.text(column).flatMap(Polarity.init),
      england: .init(assessed: england, reason: row.text(column + 2)),
      region: comparator(column + 3), neighbours: comparator(column + 6),
      trend: AssessedTrend(
        marker: marker, reason: row.text(column + 10),
        joinedOn: row.text(column + 19).flatMap(CalendarDay.init)),
      standing: standing(row, at: column + 11))
  }

  private static func standing(_ row: borrowing Row, at column: Int) -> Standing {
    var spread: Spread?
    if let lowest = row.real(column + 4), let lower = row.real(column + 5),
      let upper = row.real(column + 6), let highest = row.real(column + 7)
    {
      spread = Spread(lowest: lowest, lowerQuartile: lower, upperQuartile: upper, highest: highest)
    }
    return Standing(
      rank: row.integer(column), rankedAreas: row.integer(column + 1) ?? 0,
      quintile: row.integer(column + 2), reason: Reasons.rank(row.text(column + 3)),
      spread: spread)
  }

  private static func period(_ row: borrowing Row) -> Period {
    Period(
      label: row.string(5), lastDay: row.string(6), spanMonths: row.number(7),
      held: row.number(8))
  }

  private static func figure(_ row: borrowing Row, at column: Int, _ code: String) -> Figure? {
    guard let snapshot = row.integer(column), let line = row.integer(column + 1) else {
      return nil
    }
    return Figure(
      areaCode: code, value: row.real(column + 2), lower: row.real(column + 3),
      upper: row.real(column + 4), count: row.real(column + 5), note: row.text(column + 7),
      snapshotID: snapshot, line: line)
  }

  private static func nothing(_ code: String) -> Figure {
    Figure(
      areaCode: code, value: nil, lower: nil, upper: nil, count: nil, note: nil,
      snapshotID: 0, line: 0)
  }

  private static func columns(_ o: String) -> String {
    """
    \(o).snapshot_id, \(o).source_line, \(o).value, \(o).lower_ci95, \(o).upper_ci95, \(o).count,
    \(o).denominator, (SELECT text FROM value_note n WHERE n.value_note_id = \(o).value_note_id)
    """
  }

  private static func word(_ id: String) -> String {
    "(SELECT text FROM judgement_word w WHERE w.judgement_word_id = \(id))"
  }

  /// The comparator's figure of the same period, looked for from its newest backwards.
  private static func comparator(_ o: String, _ parameter: String) -> String {
    """
    LEFT JOIN series s\(o)
      ON s\(o).area_id = (SELECT area_id FROM area WHERE area_code = \(parameter))
      AND s\(o).indicator_id = s.indicator_id AND s\(o).stratum_id = s.stratum_id
      AND s\(o).span_months = s.span_months
    LEFT JOIN observation \(o) ON \(o).observation_id = (
      SELECT m.observation_id FROM observation m
      WHERE m.observation_id BETWEEN s\(o).first_observation_id AND s\(o).last_observation_id
        AND +m.time_period_id = o.time_period_id
      ORDER BY m.observation_id DESC LIMIT 1)
    """
  }

  private static func figures(_ codeCount: Int) -> String {
    """
    SELECT s.series_id, a.area_code, s.indicator_id, st.sex, st.age, t.label, t.last_day,
      t.span_months, s.last_observation_id - s.first_observation_id + 1,
      (SELECT text FROM published_word w WHERE w.published_word_id = o.published_trend_id),
      (SELECT text FROM published_word w
        WHERE w.published_word_id = o.published_comparison_england_id),
      \(columns("o")), \(columns("e")), \(columns("r")), \(columns("c")),
      \(word("x.polarity_id")),
      \(word("x.england_comparison_id")), \(word("x.england_reason_id")),
      x.region_value, \(word("x.region_comparison_id")), \(word("x.region_reason_id")),
      x.neighbour_median, \(word("x.neighbour_comparison_id")), \(word("x.neighbour_reason_id")),
      \(word("x.trend_id")), \(word("x.trend_reason_id")),
      x.rank, x.ranked_areas, x.quintile, \(word("x.rank_reason_id")),
      x.lowest_value, x.lower_quartile, x.upper_quartile, x.highest_value,
      x.trend_joined_on,
      (SELECT n.label FROM observation m JOIN time_period n USING (time_period_id)
        WHERE m.observation_id = se.last_observation_id AND n.last_day > t.last_day
          AND m.value IS NOT NULL)
    FROM area a
    CROSS JOIN series s ON s.area_id = a.area_id
    JOIN stratum st ON st.stratum_id = s.stratum_id
    JOIN observation o ON o.observation_id = s.last_observation_id
    JOIN time_period t ON t.time_period_id = o.time_period_id
    \(comparator("e", "?1"))
    \(comparator("r", "?2"))
    \(comparator("c", "?3"))
    LEFT JOIN assessment x ON x.series_id = s.series_id
    WHERE a.area_code IN (\(placeholders(codeCount))) AND coalesce(st.category_type, '') = ''
    ORDER BY s.indicator_id, st.sex DESC, st.age, t.last_day DESC, t.span_months
    """
  }

  /// Every period of some series, oldest first; before them what was published before the area had
  /// its code; `areaCodes` has the series by their numbers, each with the code it is published under.
  func histories(of areaCodes: [Int: String]) throws -> [Int: [HistoryPoint]] {
    let ids = areaCodes.keys.sorted()
    let periods = try periods()
    let marks = placeholders(ids.count)
    let sql = """
      SELECT s.series_id, o.time_period_id, o.value, o.lower_ci95, o.upper_ci95, o.snapshot_id,
        o.source_line
      FROM series s JOIN observation o
        ON o.observation_id BETWEEN s.first_observation_id AND s.last_observation_id
      WHERE s.series_id IN (\(marks))
      ORDER BY s.series_id, o.observation_id
      """
    var histories = try earlierPoints(ids, periods)
    let own = try database.query(sql, ids.map(Binding.integer)) { row in
      let id = row.number(0)
      let period = periods[row.number(1)]
      let point = HistoryPoint(
        areaCode: areaCodes[id] ?? "", period: period?.label ?? "", lastDay: period?.lastDay ?? "",
        value: row.real(2), lower: row.real(3), upper: row.real(4), basis: nil,
        snapshotID: row.integer(5), line: row.integer(6))
      return (id, point)
    }
    for (id, point) in own { histories[id, default: []].append(point) }
    return histories
  }

  private func earlierPoints(_ ids: [Int], _ periods: [Int: PeriodName]) throws
    -> [Int: [HistoryPoint]]
  {
    let sql = """
      SELECT c.series_id, c.area_codes, c.time_period_id, c.value, c.lower_ci95, c.upper_ci95,
        o.snapshot_id, o.source_line, c.basis
      FROM chained_observation c LEFT JOIN observation o USING (observation_id)
      WHERE c.series_id IN (\(placeholders(ids.count)))
      """
    let found = try database.query(sql, ids.map(Binding.integer)) { row in
      let period = periods[row.number(2)]
      let point = HistoryPoint(
        areaCode: row.string(1), period: period?.label ?? "", lastDay: period?.lastDay ?? "",
        value: row.real(3), lower: row.real(4), upper: row.real(5), basis: row.text(8),
        snapshotID: row.integer(6), line: row.integer(7))
      return (row.number(0), point)
    }
    return Dictionary(grouping: found, by: \.0).mapValues { points in
      points.map(\.1).sorted { $0.lastDay < $1.lastDay }
    }
  }

  /// The label and the last day of each period by its number.
  private func periods() throws -> [Int: PeriodName] {
    try memory.once {
      let found = try database.query("SELECT time_period_id, label, last_day FROM time_period") {
        ($0.number(0), PeriodName(label: $0.string(1), lastDay: $0.string(2)))
      }
      return Dictionary(found) { first, _ in first }
    }
  }

}

private struct PeriodName {
  let label: String
  let lastDay: String
}
