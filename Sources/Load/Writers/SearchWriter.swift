/// Fills the table `search` from the tables that it finds rows of.
///
/// `kind` and `item_id` name the row: an indicator's id, a priority's number, a document's id or a
/// term. `names` are other words for it, and of whom it is.
enum SearchWriter {
  /// - Parameters:
  ///   - definitions: what the publisher says of indicators, by id.
  ///   - database: one whose other tables are filled.
  /// - Throws: ``LoadError`` when the disk fails.
  static func write(definitions: [Int: String], into database: Database) throws {
    try writeIndicators(definitions, into: database)
    try database.execute(priorities + guidance + glossary)
    try database.execute("INSERT INTO search (search) VALUES ('optimize')")
  }

  private static func writeIndicators(
    _ definitions: [Int: String], into database: Database
  ) throws {
    let found = try database.query(indicators) { row in
      (row.number(0), (1...3).map { row.text($0) })
    }
    let statement = try database.prepare("INSERT INTO search VALUES ('indicator', ?, ?, ?, ?)")
    for (id, texts) in found {
      let body = [definitions[id], texts[2]].compactMap(\.self).joined(separator: "\n")
      try statement.insert(.text("\(id)"), Binding(texts[0]), Binding(texts[1]), .text(body))
    }
  }

  private static let indicators = """
    SELECT indicator_id, indicator_name, names, caution FROM (
      SELECT *, trim(
        coalesce(short_name, '') || char(10) || coalesce(nullif(configured_name, indicator_name), ''),
        char(10)) AS names
      FROM indicator
    ) ORDER BY indicator_id
    """

  private static let priorities = """
    INSERT INTO search
    SELECT 'priority', p.priority_id, p.text, a.area_name, s.title
    FROM priority p JOIN strategy s USING (strategy_id) JOIN area a USING (area_code)
    ORDER BY p.priority_id;
    """

  private static let guidance = """
    INSERT INTO search
    SELECT 'guidance', guidance_id, title,
      trim(coalesce(publisher, '') || char(10) || coalesce(section, ''), char(10)),
      description || coalesce(char(10) || audience, '')
    FROM guidance ORDER BY position;
    """

  private static let glossary = """
    INSERT INTO search
    SELECT 'glossary', term, term, coalesce(abbreviation, ''), definition
    FROM glossary_term ORDER BY term;
    """
}
