import Load

/// The themes of a release, for options that name one.
struct CatalogueThemes {
  let ids: [String]

  init(_ database: Database) throws {
    ids = try database.query("SELECT theme_id FROM theme ORDER BY position") { $0.string(0) }
  }

  /// The theme of that id, or the only one whose id has these words: “offending” is enough.
  ///
  /// - Throws: ``BriefError`` when there is no such theme.
  func id(of theme: String?) throws -> String? {
    guard let theme, !ids.contains(theme) else { return theme }
    let words = Self.words(theme)
    let matches = ids.filter { id in
      !words.isEmpty && words.allSatisfy(Self.words(id).contains)
    }
    guard matches.count == 1 else { throw BriefError.noSuchTheme(theme, known: ids) }
    return matches[0]
  }

  private static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter }.map(String.init)
  }
}
