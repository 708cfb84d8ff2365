public import Load

/// A document of the catalogue as a line of a list.
public struct ListedGuidance: Sendable, Equatable, Encodable {
  public let id: String
  public let title: String
  public let publisher: String?
  public let year: String?
  public let format: String?
  public let audience: String?
  /// live, superseded, withdrawn, unverified or registration.
  public let status: String
  /// The title of the document that replaced it.
  public let supersededBy: String?
  public let address: String?
  public let themes: [String]
  public let description: String
  /// What became of its address when it was last asked for, and the day; nil where it never was.
  public let link: String?
  /// The day of the fetched page of guidance that lists it; nil where none does.
  public let listedOn: String?

  enum CodingKeys: String, CodingKey {
    case id, title, publisher, year, format, audience, status, address, themes, description, link
    case supersededBy = "superseded_by"
    case listedOn = "listed_on"
  }
}

/// Lists the catalogue, or what a search of it finds, best first; endings of words do not matter.
///
/// - Parameters:
///   - words: what to look for; nil for the whole catalogue in its order.
///   - theme: only documents of this theme.
///   - status: only documents of this status.
///   - database: of the release.
/// - Returns: the documents.
/// - Throws: ``BriefError`` for an unknown theme, or `LoadError`.
public func listGuidance(
  _ words: String? = nil, theme: String? = nil, status: String? = nil, from database: Database
) throws -> [ListedGuidance] {
  let theme = try CatalogueThemes(database).id(of: theme)
  let all = try guidance(database)
  let found = try words.map { try search($0, among: [.guidance], atMost: 1_000, from: database) }
  let chosen = found.map { found in
    found.hits.compactMap { hit in all.first { $0.id == hit.id } }
  }
  return (chosen ?? all).filter { document in
    (theme.map(document.themes.contains) ?? true) && (status.map { $0 == document.status } ?? true)
  }
}

/// What fetched pages of guidance list that the catalogue lacks: titles with their addresses.
///
/// - Throws: `LoadError`.
public func guidanceOutsideCatalogue(_ database: Database) throws -> [String] {
  try database.query(
    """
    SELECT title || coalesce(' <' || address || '>', '') FROM guidance_listing
    WHERE guidance_id IS NULL ORDER BY snapshot_id, position
    """
  ) { $0.string(0) }
}

private func guidance(_ database: Database) throws -> [ListedGuidance] {
  let themes = try database.query(
    "SELECT guidance_id, theme_id FROM guidance_theme ORDER BY 1, 2"
  ) { ($0.string(0), $0.string(1)) }
  let byDocument = Dictionary(grouping: themes, by: \.0).mapValues { $0.map(\.1) }
  let sql = """
    SELECT guidance_id, title, publisher, year, format, audience, status,
      (SELECT n.title FROM guidance n WHERE n.guidance_id = g.successor_id), address, description,
      (SELECT k.state || ' on ' || substr(k.checked_at, 1, 10) FROM guidance_link k
        WHERE k.address = g.address),
      (SELECT max(substr(t.retrieved_at, 1, 10)) FROM guidance_listing l
        JOIN snapshot t USING (snapshot_id) WHERE l.guidance_id = g.guidance_id)
    FROM guidance g ORDER BY position
    """
  return try database.query(sql) { row in
    let id = row.string(0)
    return ListedGuidance(
      id: id, title: row.string(1), publisher: row.text(2), year: row.text(3),
      format: row.text(4), audience: row.text(5), status: row.string(6),
      supersededBy: row.text(7), address: row.text(8), themes: byDocument[id] ?? [],
      description: row.string(9), link: row.text(10), listedOn: row.text(11))
  }
}
