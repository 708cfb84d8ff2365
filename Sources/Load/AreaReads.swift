/// The two reads that briefings and maps are made of. Each is a chain of index searches whose length
/// does not depend on how much else the database holds; a test reads their query plans.
public enum AreaReads {
  /// The newest figure of every series of everybody of an area, with England's and the region's of
  /// the same period.
  ///
  /// The parameter is the code of the area. Columns: indicator, stratum, period and note by their
  /// ids; the value with its 95% limits in the indicator's unit; England's value; the region's.
  public static let profile = """
    SELECT s.indicator_id, s.stratum_id, o.time_period_id, o.value_note_id, o.value, o.lower_ci95,
      o.upper_ci95, \(value(in: "es")) AS england_value, \(value(in: "rs")) AS region_value
    FROM area a
    LEFT JOIN area_parent p ON p.area_code = a.area_code AND p.kind = 'region'
    LEFT JOIN area ra ON ra.area_code = p.parent_code
    CROSS JOIN area ea ON ea.area_code = 'E92000001'
    CROSS JOIN series s ON s.area_id = a.area_id
    CROSS JOIN stratum st ON st.stratum_id = s.stratum_id AND st.category_type IS NULL
    CROSS JOIN observation o ON o.observation_id = s.last_observation_id
    LEFT JOIN series es ON es.area_id = ea.area_id AND es.indicator_id = s.indicator_id
      AND es.stratum_id = s.stratum_id AND es.span_months = s.span_months
    LEFT JOIN series rs ON rs.area_id = ra.area_id AND rs.indicator_id = s.indicator_id
      AND rs.stratum_id = s.stratum_id AND rs.span_months = s.span_months
    WHERE a.area_code = ?
    """

  /// The newest figure of every area, of everybody.
  ///
  /// The parameter is the id of the indicator. Columns: area code, sex, age, the id of the period,
  /// the value with its 95% limits in the indicator's unit.
  public static let acrossAreas = """
    SELECT a.area_code, st.sex, st.age, o.time_period_id, o.value, o.lower_ci95, o.upper_ci95
    FROM series s
    CROSS JOIN stratum st ON st.stratum_id = s.stratum_id AND st.category_type IS NULL
    CROSS JOIN area a ON a.area_id = s.area_id
    CROSS JOIN observation o ON o.observation_id = s.last_observation_id
    WHERE s.indicator_id = ?
    """

  /// The value of a series in the period of `o`: its rows follow one another, and it is nearly always
  /// in the last of them, so that the search begins there.
  private static func value(in series: String) -> String {
    """
    (SELECT c.value FROM observation c
      WHERE c.observation_id
          BETWEEN \(series).first_observation_id AND \(series).last_observation_id
        AND +c.time_period_id = o.time_period_id
      ORDER BY c.observation_id DESC LIMIT 1)
    """
  }
}
