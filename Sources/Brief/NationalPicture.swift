public import Load

/// What the boards of the country promise, where it is worse and worsening, and what nobody
/// measures: the data of a page about all areas.
public struct NationalPicture: Sendable, Equatable {
  /// A priority of a board on a theme.
  public struct Promise: Sendable, Equatable {
    public let themeID: String
    public let area: NamedArea
    public let text: String
    public let strategy: String
    public let years: String
    public let hasEnded: Bool
    public let address: String?
    public let confirmed: CalendarDay?
  }

  /// An indicator that is worse than England and getting worse in an area.
  public struct Need: Sendable, Equatable {
    public let themeIDs: [String]
    public let indicator: String
    public let indicatorID: Int
    public let population: String?
    public let area: NamedArea
    public let period: String
    public let value: Double
    public let england: Double
  }

  /// An indicator of a theme for which no local authority has a figure.
  public struct Unmeasured: Sendable, Equatable {
    public let themeID: String
    public let indicatorID: Int
    public let indicator: String
  }

  /// A theme by its id and title, in order.
  public struct ThemeTitle: Sendable, Equatable {
    public let id: String
    public let title: String
  }

  public let themes: [ThemeTitle]
  public let promises: [Promise]
  /// Boards that are listed and of which no strategy is held.
  public let boardsWithoutStrategy: [NamedArea]
  public let needs: [Need]
  public let unmeasured: [Unmeasured]

  /// Themes that no local figure speaks to at all.
  public var themesWithoutMeasure: [ThemeTitle] {
    themes.filter { !measuredThemes.contains($0.id) }
  }
  let measuredThemes: Set<String>
}

/// Reads the national picture from a release's database.
///
/// - Parameters:
///   - database: The release's database, with its assessments.
///   - day: The day it speaks of; the last day a source was fetched when nil.
/// - Returns: What the national page says.
/// - Throws: `LoadError` when the database cannot be read.
public func nationalPicture(from database: Database, asOf day: CalendarDay? = nil) throws
  -> NationalPicture
{
  let query = AreaBriefingQuery(database: database)
  let today = try day ?? query.lastRetrieval() ?? .unknown
  let unmeasured = try query.unmeasured()
  let asked = try query.requests()
  let missing = Set(unmeasured.map(\.indicatorID))
  return NationalPicture(
    themes: try query.themes().map { NationalPicture.ThemeTitle(id: $0.id, title: $0.title) },
    promises: try query.promises(on: today),
    boardsWithoutStrategy: try query.boardsWithoutStrategy(), needs: try query.needs(asked),
    unmeasured: unmeasured,
    measuredThemes: Set(asked.filter { !missing.contains($0.indicatorID) }.map(\.themeID)))
}

extension AreaBriefingQuery {
  fileprivate func promises(on day: CalendarDay) throws -> [NationalPicture.Promise] {
    let sql = """
      SELECT t.theme_id, a.area_code, a.area_name, p.text, s.title, s.period_start, s.period_end,
        s.address, s.confirmed_on
      FROM priority_theme t
      JOIN theme h USING (theme_id)
      JOIN priority p USING (priority_id)
      JOIN strategy s USING (strategy_id)
      JOIN area a USING (area_code)
      ORDER BY h.position, a.area_name, s.period_start DESC, p.number
      """
    return try database.query(sql) { row in
      let years = StrategyYears(first: row.integer(5), last: row.integer(6))
      return NationalPicture.Promise(
        themeID: row.string(0),
        area: NamedArea(code: row.string(1), name: row.string(2)),
        text: row.string(3), strategy: row.string(4), years: years.words,
        hasEnded: years.haveEnded(by: day), address: row.text(7),
        confirmed: row.text(8).flatMap(CalendarDay.init))
    }
  }

  fileprivate func boardsWithoutStrategy() throws -> [NamedArea] {
    try database.query(
      """
      SELECT a.area_code, a.area_name FROM board b JOIN area a USING (area_code)
      WHERE NOT EXISTS (SELECT 1 FROM strategy s WHERE s.area_code = b.area_code)
      ORDER BY a.area_name
      """, [], named)
  }

  /// Worse by the release's own test and going the wrong way by its own test, whole population.
  fileprivate func needs(_ asked: [ThemeRequest]) throws -> [NationalPicture.Need] {
    let themes = Dictionary(grouping: asked, by: \.indicatorID).mapValues { $0.map(\.themeID) }
    let sql = """
      WITH word (id, text) AS (SELECT judgement_word_id, text FROM judgement_word)
      SELECT i.indicator_id, coalesce(i.short_name, i.indicator_name), st.sex, st.age, a.area_code,
        a.area_name, t.label, o.value, x.england_value
      FROM assessment x
      JOIN series s USING (series_id)
      JOIN area a USING (area_id)
      JOIN indicator i USING (indicator_id)
      JOIN stratum st USING (stratum_id)
      JOIN observation o ON o.observation_id = s.last_observation_id
      JOIN time_period t USING (time_period_id)
      WHERE x.england_comparison_id IN (SELECT id FROM word WHERE text IN ('worse', 'worst'))
        AND ((x.trend_id = (SELECT id FROM word WHERE text = 'increasing')
            AND x.polarity_id = (SELECT id FROM word WHERE text = 'low'))
          OR (x.trend_id = (SELECT id FROM word WHERE text = 'decreasing')
            AND x.polarity_id = (SELECT id FROM word WHERE text = 'high')))
        AND coalesce(st.category_type, '') = '' AND a.end_date IS NULL
        AND i.indicator_id IN (SELECT indicator_id FROM theme_indicator)
      ORDER BY i.indicator_id, a.area_name, st.sex DESC, st.age
      """
    return try database.query(sql) { row in
      let id = row.number(0)
      let name = row.string(1)
      return NationalPicture.Need(
        themeIDs: themes[id] ?? [], indicator: name, indicatorID: id,
        population: Population(sex: row.string(2), age: row.string(3)).words(beside: name),
        area: NamedArea(code: row.string(4), name: row.string(5)),
        period: row.string(6), value: row.real(7) ?? .nan, england: row.real(8) ?? .nan)
    }
  }

  fileprivate func unmeasured() throws -> [NationalPicture.Unmeasured] {
    let sql = """
      SELECT r.theme_id, i.indicator_id, coalesce(i.short_name, i.indicator_name)
      FROM theme_indicator r JOIN theme h USING (theme_id) JOIN indicator i USING (indicator_id)
      WHERE NOT EXISTS (
        SELECT 1 FROM series s JOIN area a USING (area_id)
        WHERE s.indicator_id = i.indicator_id AND a.area_type IN
          ('county', 'district', 'unitary_authority', 'metropolitan_district', 'london_borough'))
      ORDER BY h.position, r.position
      """
    return try database.query(sql) { row in
      NationalPicture.Unmeasured(
        themeID: row.string(0), indicatorID: row.number(1), indicator: row.string(2))
    }
  }
}
