import Load

/// The figures of the parts of an area, for one indicator and period.
public struct Difference: Sendable, Equatable {
  public enum Kind: String, Sendable { case sex, deprivation, smallAreas = "small_areas" }

  public let kind: Kind
  /// Two groups; for small areas all of them, from the lowest value to the highest.
  public let figures: [GroupFigure]

  /// Nil unless at least two groups have a value.
  init?(_ kind: Kind, _ figures: [GroupFigure]) {
    var held = figures.filter { $0.value != nil }
    if kind == .deprivation {
      held = ["Most", "Least"].compactMap { side in held.first { $0.name.hasPrefix(side) } }
    }
    guard held.count > 1, kind == .smallAreas || held.count == 2 else { return nil }
    self.kind = kind
    self.figures =
      kind == .smallAreas
      ? held.sorted { ($0.value ?? 0, $0.name) < ($1.value ?? 0, $1.name) } : held
  }

  /// Whether the intervals of the two groups, or of the two ends, lie apart.
  public var isApart: Bool {
    guard let first = figures.first, let last = figures.last, let firstUpper = first.upper,
      let lastLower = last.lower, let firstLower = first.lower, let lastUpper = last.upper
    else { return false }
    return firstUpper < lastLower || lastUpper < firstLower
  }
}

/// One part of the area's population, or one of its small areas.
public struct GroupFigure: Sendable, Equatable {
  public let kind: Difference.Kind
  public let name: String
  let indicatorID: Int
  let sex: String
  let age: String
  let period: String
  public let value: Double?
  public let lower: Double?
  public let upper: Double?
  /// The publisher's word for the comparison with England.
  public let publishedComparison: String?
  public let snapshotID: Int
  public let line: Int
}

extension GroupFigure {
  /// A sex of a series.
  init(_ series: HeldSeries) {
    self.init(
      kind: .sex, name: series.sex == "Male" ? "males" : "females",
      indicatorID: series.indicatorID, sex: series.sex, age: series.age,
      period: series.period.label, value: series.area.value, lower: series.area.lower,
      upper: series.area.upper, publishedComparison: series.publishedComparison,
      snapshotID: series.area.snapshotID, line: series.area.line)
  }
}

extension AreaBriefingQuery {
  /// The most and the least deprived parts of the area, where the publisher gives them.
  func deprivationGroups(of codes: [String]) throws -> [GroupFigure] {
    let condition = """
      a.area_code IN (\(placeholders(codes.count))) AND st.category_type LIKE '%eprivation%'
        AND (st.category LIKE 'Most deprived%' OR st.category LIKE 'Least deprived%')
      """
    return try groups(.deprivation, name: "st.category", where: condition, codes)
  }

  /// The middle-layer areas of local authorities, which are named after them: Nottingham 001.
  func smallAreas(of authorities: [String]) throws -> [GroupFigure] {
    let condition = """
      a.area_code BETWEEN 'E02' AND 'E03' AND coalesce(st.category_type, '') = ''
        AND substr(a.area_name, 1, length(a.area_name) - 4) IN (\(placeholders(authorities.count)))
      """
    return try groups(.smallAreas, name: "a.area_name", where: condition, authorities)
  }

  private func groups(
    _ kind: Difference.Kind, name: String, where condition: String, _ texts: [String]
  ) throws -> [GroupFigure] {
    let sql = """
      SELECT \(name), s.indicator_id, st.sex, st.age, t.label, o.value, o.lower_ci95, o.upper_ci95,
        (SELECT text FROM published_word w
          WHERE w.published_word_id = o.published_comparison_england_id),
        o.snapshot_id, o.source_line
      FROM area a
      CROSS JOIN series s ON s.area_id = a.area_id
      JOIN stratum st ON st.stratum_id = s.stratum_id
      JOIN observation o ON o.observation_id = s.last_observation_id
      JOIN time_period t ON t.time_period_id = o.time_period_id
      WHERE \(condition)
      ORDER BY s.indicator_id, st.category_type DESC, st.category DESC, a.area_code
      """
    return try database.query(sql, texts.map(Binding.text)) { row in
      GroupFigure(
        kind: kind, name: row.string(0), indicatorID: row.number(1),
        sex: row.string(2), age: row.string(3), period: row.string(4),
        value: row.real(5), lower: row.real(6), upper: row.real(7),
        publishedComparison: row.text(8), snapshotID: row.number(9),
        line: row.number(10))
    }
  }
}
