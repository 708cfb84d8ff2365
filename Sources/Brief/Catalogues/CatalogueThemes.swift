import Load

/// The themes of a release, for options that name one.
struct CatalogueThemes {
  let ids: [String]

  init(_ database: Database) throws {
    ids = try database.query("SELECT theme_id FROM theme ORDER BY position") { $0.text(0) ?? "" }
  }

  /// - Throws: ``BriefError`` when there is no such theme.
  func check(_ theme: String?) throws {
    guard let theme, !ids.contains(theme) else { return }
    throw BriefError.noSuchTheme(theme, known: ids)
  }
}
