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
  let publishedTrend: String?
  let publishedComparison: String?
}

extension AreaBriefingQuery {
  static let englandCode = "E92000001"

  /// The latest figures of the codes with England's and the region's of the same period.
  ///
  /// Only whole-population series: a series of a category, such as a deprivation tenth, is left out.
  func series(of codes: [String], region: String?) throws -> [HeldSeries] {
    let bindings =
      [.text(Self.englandCode), region.map(Binding.text) ?? .null]
      + codes.map(Binding.text)
    return try database.query(Self.figures(codes.count), bindings) { row in
      let code = row.text(1) ?? ""
      return HeldSeries(
        id: row.integer(0) ?? 0, areaCode: code, indicatorID: row.integer(2) ?? 0,
        sex: row.text(3) ?? "", age: row.text(4) ?? "", period: Self.period(row),
        area: Self.figure(row, at: 11, code) ?? Self.nothing(code),
        england: Self.figure(row, at: 19, Self.englandCode),
        region: Self.figure(row, at: 27, region ?? ""),
        publishedTrend: row.text(9), publishedComparison: row.text(10))
    }
  }

  private static func period(_ row: borrowing Row) -> Period {
    Period(
      label: row.text(5) ?? "", lastDay: row.text(6) ?? "", spanMonths: row.integer(7) ?? 0,
      held: row.integer(8) ?? 0)
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

  private static func comparator(_ o: String, _ parameter: String) -> String {
    """
    LEFT JOIN series s\(o)
      ON s\(o).area_id = (SELECT area_id FROM area WHERE area_code = \(parameter))
      AND s\(o).indicator_id = s.indicator_id AND s\(o).stratum_id = s.stratum_id
      AND s\(o).span_months = s.span_months
    LEFT JOIN observation \(o)
      ON \(o).observation_id BETWEEN s\(o).first_observation_id AND s\(o).last_observation_id
      AND +\(o).time_period_id = o.time_period_id
    """
  }

  private static func figures(_ codeCount: Int) -> String {
    """
    SELECT s.series_id, a.area_code, s.indicator_id, st.sex, st.age, t.label, t.last_day,
      t.span_months, s.last_observation_id - s.first_observation_id + 1,
      (SELECT text FROM published_word w WHERE w.published_word_id = o.published_trend_id),
      (SELECT text FROM published_word w
        WHERE w.published_word_id = o.published_comparison_england_id),
      \(columns("o")), \(columns("e")), \(columns("r"))
    FROM area a
    CROSS JOIN series s ON s.area_id = a.area_id
    JOIN stratum st ON st.stratum_id = s.stratum_id
    JOIN observation o ON o.observation_id = s.last_observation_id
    JOIN time_period t ON t.time_period_id = o.time_period_id
    \(comparator("e", "?1"))
    \(comparator("r", "?2"))
    WHERE a.area_code IN (\(placeholders(codeCount))) AND coalesce(st.category_type, '') = ''
    ORDER BY s.indicator_id, st.sex DESC, st.age, t.last_day DESC, t.span_months
    """
  }
}
