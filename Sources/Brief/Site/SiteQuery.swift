import Load

/// The SQL of what is common to the site's pages; areas' own figures come from their briefings.
struct SiteQuery {
  let database: Database
  private var briefings: AreaBriefingQuery { AreaBriefingQuery(database: database) }

  init(_ database: Database) { self.database = database }

  /// The codes of every local authority that exists today, in the order of their names.
  func areaCodes() throws -> [String] {
    let types = [
      "county", "unitary_authority", "metropolitan_district", "london_borough", "district",
      "non_metropolitan_district",
    ]
    let sql = """
      SELECT area_code FROM area
      WHERE end_date IS NULL AND is_in_gazetteer = 1
        AND area_type IN (\(placeholders(types.count)))
      ORDER BY area_name, area_code
      """
    return try texts(sql, types.map(Binding.text))
  }

  private func texts(_ sql: String, _ bindings: [Binding] = []) throws -> [String] {
    try database.query(sql, bindings) { $0.text(0) }.compactMap(\.self)
  }

  /// England's own series of the whole population, each in the order of its periods.
  func england() throws -> [EnglandKey: [IndicatorTable.Point]] {
    let sql = """
      SELECT s.indicator_id, st.sex, st.age, t.label, t.last_day, t.span_months,
        o.value, o.lower_ci95, o.upper_ci95
      FROM area a
      JOIN series s USING (area_id)
      JOIN stratum st USING (stratum_id)
      JOIN observation o
        ON o.observation_id BETWEEN s.first_observation_id AND s.last_observation_id
      JOIN time_period t USING (time_period_id)
      WHERE a.area_code = ? AND coalesce(st.category_type, '') = ''
      ORDER BY s.series_id, t.last_day
      """
    let found = try database.query(sql, [.text(AreaBriefingQuery.englandCode)]) { row in
      let point = IndicatorTable.Point(
        period: row.string(3), lastDay: row.string(4), spanMonths: row.number(5),
        value: row.real(6), lower: row.real(7), upper: row.real(8))
      let key = EnglandKey(
        indicatorID: row.number(0), sex: row.string(1), age: row.string(2),
        spanMonths: point.spanMonths)
      return (key, point)
    }
    return Dictionary(grouping: found, by: \.0).mapValues { $0.map(\.1) }
  }

  func tiles() throws -> [Tile] {
    let sql = "SELECT area_code, label, tile_column, tile_row FROM map_tile ORDER BY 4, 3"
    return try database.query(sql) { row in
      Tile(
        areaCode: row.string(0), label: row.string(1), column: row.number(2),
        row: row.number(3))
    }
  }

  /// The whole guidance catalogue in its order.
  func documents() throws -> [CatalogueDocument] {
    let sql = """
      SELECT g.guidance_id, g.title, g.publisher, g.year, g.address, g.format, g.status, n.title,
        g.description, g.successor_id, g.section, g.audience,
        (SELECT group_concat(theme_id, ' ') FROM guidance_theme t
          WHERE t.guidance_id = g.guidance_id), g.position, l.state, l.checked_at
      FROM guidance g LEFT JOIN guidance n ON n.guidance_id = g.successor_id
      LEFT JOIN guidance_link l ON l.address = g.address
      ORDER BY g.position
      """
    return try database.query(sql) { row in
      CatalogueDocument(
        guidance: Guidance(
          id: row.string(0), position: row.number(13), title: row.string(1),
          publisher: row.string(2),
          year: row.text(3), address: row.text(4), format: row.text(5), status: row.string(6),
          successor: row.text(7), description: row.string(8), linkState: row.text(14),
          linkChecked: row.text(15).flatMap(CalendarDay.init)),
        successorID: row.text(9), section: row.text(10), audience: row.text(11),
        themeIDs: row.text(12)?.split(separator: " ").map(String.init) ?? [])
    }
  }

  /// Spellings of live authorities, and the codes and names of those they took the place of.
  func aliases() throws -> [AreaAlias] {
    let sql = """
      SELECT l.area_code, l.alias_key FROM area_alias l JOIN area a USING (area_code)
      WHERE a.end_date IS NULL AND l.kind IN ('abbreviation', 'misspelling', 'short', 'ons', 'other')
      UNION
      SELECT y.successor_code, lower(p.area_name || ' ' || p.area_code)
      FROM area_succession y JOIN area p ON p.area_code = y.predecessor_code
      ORDER BY 1, 2
      """
    return try database.query(sql) { AreaAlias(areaCode: $0.string(0), key: $0.string(1)) }
  }

  func switchedOff() throws -> [SwitchedOff] { try briefings.switchedOff() }
  func glossary() throws -> [GlossaryEntry] { try briefings.glossary() }
  func sources() throws -> [SourceEntry] { try briefings.sources() }
  func release() throws -> Int? { try briefings.release() }
  func lastRetrieval() throws -> CalendarDay? { try briefings.lastRetrieval() }
  func themes() throws -> [Theme] {
    let guidance = try briefings.guidance()
    return try briefings.themes().map { theme in
      var theme = theme
      theme.guidance = guidance[theme.id] ?? []
      return theme
    }
  }
}

/// A series of England's.
struct EnglandKey: Hashable {
  let indicatorID: Int
  let sex: String
  let age: String
  let spanMonths: Int
}

extension SiteQuery {
  /// What became different since the release before; nil where the release does not keep it.
  func revisions() throws -> Revisions? {
    let isKept = try texts("SELECT name FROM sqlite_schema WHERE name = 'revision'")
    guard !isKept.isEmpty else { return nil }
    let count = try database.query("SELECT count(*) FROM revision WHERE \(Self.isChange)") {
      $0.number(0)
    }
    let hasHistory = try !texts(
      "SELECT name FROM sqlite_schema WHERE name = 'release_history'"
    ).isEmpty
    let releases = hasHistory ? try texts("SELECT release_number FROM release_history") : []
    return Revisions(
      counts: try revisionCounts(), changes: try revisionChanges(), changeCount: count.first ?? 0,
      isFirst: hasHistory && releases.count < 2)
  }

  private static let isChange = "kind NOT IN ('new_period', 'added')"

  private func revisionCounts() throws -> [Revisions.Count] {
    let sql = """
      SELECT kind, indicator_id, count(*), min(period), max(period), count(DISTINCT period)
      FROM revision GROUP BY kind, indicator_id ORDER BY kind, indicator_id
      """
    return try database.query(sql) { row in
      let (first, last) = (row.string(3), row.string(4))
      let periods = first == last ? first : "\(first) to \(last)"
      return Revisions.Count(
        kind: row.string(0), indicatorID: row.number(1), number: row.number(2),
        periods: periods)
    }
  }

  private func revisionChanges() throws -> [Revisions.Change] {
    let sql = """
      SELECT r.kind, r.indicator_id, r.area_code, coalesce(a.area_name, r.area_code), r.sex, r.age,
        r.category, r.period, r.old_value, r.new_value
      FROM revision r LEFT JOIN area a ON a.area_code = r.area_code
      WHERE \(Self.isChange)
      ORDER BY r.indicator_id, 4, r.period_sortable DESC, r.sex, r.age, r.category
      LIMIT \(Revisions.mostShown)
      """
    return try database.query(sql) { row in
      let population = [row.text(4), row.text(5), row.text(6)].compactMap(\.self)
        .filter { !$0.isEmpty }.joined(separator: ", ")
      return Revisions.Change(
        kind: row.string(0), indicatorID: row.number(1), areaCode: row.string(2),
        areaName: row.string(3), population: population, period: row.string(7),
        old: row.real(8), new: row.real(9))
    }
  }
}
