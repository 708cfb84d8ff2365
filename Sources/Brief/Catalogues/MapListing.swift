public import Load

/// What a map of boards' priorities says of an area.
public struct ListedMapArea: Sendable, Equatable, Encodable {
  public struct Theme: Sendable, Equatable, Encodable {
    /// As the map calls it.
    public let name: String
    /// The configured theme whose wording it holds; nil where it is none of them.
    public let theme: String?
  }

  public struct Link: Sendable, Equatable, Encodable {
    /// strategy, lginform, plus or profile.
    public let kind: String
    public let title: String?
    public let address: String
  }

  public let areaCode: String
  public let areaName: String
  /// The code and name that the map gives the area.
  public let publishedCode: String
  public let publishedName: String
  public let region: String?
  public let summary: String?
  public let themes: [Theme]
  public let links: [Link]
  /// The day on which the map was received, and the sentence that must stand beside its words.
  public let readOn: String
  public let attribution: String

  enum CodingKeys: String, CodingKey {
    case region, summary, themes, links, attribution
    case areaCode = "area_code"
    case areaName = "area_name"
    case publishedCode = "published_code"
    case publishedName = "published_name"
    case readOn = "read_on"
  }
}

/// Lists what a map of boards' priorities says, by the names of areas.
///
/// - Parameters:
///   - theme: only areas that the map has under a theme coded to this one.
///   - areaCodes: only these areas, in this order; nil for all.
///   - database: of the release.
/// - Returns: the areas; none where no map was loaded.
/// - Throws: ``BriefError`` for an unknown theme, or `LoadError`.
public func listMap(
  theme: String? = nil, of areaCodes: [String]? = nil, from database: Database
) throws -> [ListedMapArea] {
  let wanted = try CatalogueThemes(database).id(of: theme)
  let all = try mapAreas(database).filter { area in
    wanted.map { id in area.themes.contains { $0.theme == id } } ?? true
  }
  guard let areaCodes else { return all }
  return areaCodes.flatMap { code in all.filter { $0.areaCode == code } }
}

private func mapAreas(_ database: Database) throws -> [ListedMapArea] {
  let themes = try database.query(
    "SELECT area_code, name, theme_id FROM mapped_area_theme ORDER BY area_code, position"
  ) { (area: $0.string(0), ListedMapArea.Theme(name: $0.string(1), theme: $0.text(2))) }
  let links = try database.query(
    "SELECT area_code, kind, title, address FROM mapped_area_link ORDER BY area_code, position"
  ) { row in
    (
      area: row.string(0),
      ListedMapArea.Link(
        kind: row.string(1), title: row.text(2), address: row.string(3))
    )
  }
  let themesOf = Dictionary(grouping: themes, by: \.area)
  let linksOf = Dictionary(grouping: links, by: \.area)
  let sql = """
    SELECT m.area_code, a.area_name, m.published_code, m.published_name, m.region, m.summary,
      substr(n.retrieved_at, 1, 10), s.attribution
    FROM mapped_area m JOIN area a USING (area_code) JOIN snapshot n USING (snapshot_id)
      JOIN source s USING (source_id)
    ORDER BY a.area_name, m.area_code
    """
  return try database.query(sql) { row in
    let code = row.string(0)
    return ListedMapArea(
      areaCode: code, areaName: row.string(1), publishedCode: row.string(2),
      publishedName: row.string(3), region: row.text(4), summary: row.text(5),
      themes: themesOf[code, default: []].map(\.1), links: linksOf[code, default: []].map(\.1),
      readOn: row.string(6), attribution: row.string(7))
  }
}
