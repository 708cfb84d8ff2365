/// Where one figure of a release comes from: the row, the file, the address and the day.
public struct Trace: Sendable, Equatable {
  public let observationID: Int
  public let indicatorID: Int
  public let indicatorName: String
  public let areaCode: String
  public let areaName: String
  public let sex: String
  public let age: String
  public let category: String?
  public let period: String
  public let value: Double?
  public let lowerCI95: Double?
  public let upperCI95: Double?
  public let count: Double?
  public let denominator: Double?
  public let valueNote: String?
  public let sourceID: String
  public let sourceName: String
  public let publisher: String
  public let licence: String
  public let snapshotName: String
  public let address: String
  public let sha256: String
  public let byteCount: Int
  public let retrievedAt: String
  public let line: Int
}

extension Trace {
  /// The figures of an indicator in an area: those of one period, or the newest of each series.
  ///
  /// Figures of a category, such as a tenth of deprivation, come only where `categories` are asked
  /// for.
  ///
  /// - Throws: ``LoadError`` when the database cannot be read.
  public static func find(
    indicator: Int, area: String, period: String? = nil, categories: Bool = false,
    in database: Database
  ) throws -> [Trace] {
    let bindings: [Binding] =
      [.text(area), .integer(indicator)] + (period.map { [.text($0)] } ?? [])
    return try database.query(sql(period: period != nil, categories: categories), bindings) { row in
      Trace(
        observationID: row.number(0), indicatorID: indicator,
        indicatorName: row.string(1), areaCode: area, areaName: row.string(2),
        sex: row.string(3), age: row.string(4), category: row.text(5),
        period: row.string(6), value: row.real(7), lowerCI95: row.real(8),
        upperCI95: row.real(9), count: row.real(10), denominator: row.real(11),
        valueNote: row.text(12), sourceID: row.string(13), sourceName: row.string(14),
        publisher: row.string(15), licence: row.string(16),
        snapshotName: row.string(17), address: row.string(18), sha256: row.string(19),
        byteCount: row.number(20), retrievedAt: row.string(21),
        line: row.number(22))
    }
  }

  private static func sql(period: Bool, categories: Bool) -> String {
    let range =
      period
      ? "o.observation_id BETWEEN s.first_observation_id AND s.last_observation_id"
      : "o.observation_id = s.last_observation_id"
    return """
      SELECT o.observation_id, i.indicator_name, a.area_name, st.sex, st.age, st.category, t.label,
        o.value, o.lower_ci95, o.upper_ci95, o.count, o.denominator, n.text, sn.source_id, so.name,
        so.publisher, so.licence, sn.name, sn.address, sn.sha256, sn.byte_count, sn.retrieved_at,
        o.source_line
      FROM area a
      JOIN series s ON s.area_id = a.area_id
      JOIN indicator i USING (indicator_id)
      JOIN stratum st USING (stratum_id)
      JOIN observation o ON \(range)
      JOIN time_period t USING (time_period_id)
      JOIN snapshot sn USING (snapshot_id)
      JOIN source so USING (source_id)
      LEFT JOIN value_note n USING (value_note_id)
      WHERE a.area_code = ?1 AND s.indicator_id = ?2 \(period ? "AND t.label = ?3" : "")
        \(categories ? "" : "AND st.category_type IS NULL")
      ORDER BY t.last_day DESC, s.series_id
      """
  }

  /// What is known of an indicator by a part of its name, for those who do not know its number.
  ///
  /// - Throws: ``LoadError`` when the database cannot be read.
  public static func indicators(
    like text: String, in database: Database
  ) throws -> [(id: Int, name: String)] {
    try database.query(
      """
      SELECT indicator_id, indicator_name FROM indicator
      WHERE instr(lower(indicator_name), lower(?1)) > 0
        OR instr(lower(coalesce(short_name, '')), lower(?1)) > 0
      ORDER BY indicator_id LIMIT 20
      """, [.text(text)]
    ) { ($0.number(0), $0.string(1)) }
  }
}
