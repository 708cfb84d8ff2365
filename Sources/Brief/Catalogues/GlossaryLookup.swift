public import Load

/// What the glossaries say of a term.
public struct ExplainedTerm: Sendable, Equatable, Encodable {
  public let term: String
  public let abbreviation: String?
  public let definition: String
  public let seeAlso: [String]
  /// Whose definition it is: nil for our own, else the sentence that must stand beside it.
  public let attribution: String?

  enum CodingKeys: String, CodingKey {
    case term, abbreviation, definition, attribution
    case seeAlso = "see_also"
  }
}

/// Looks a term up by its name or abbreviation, whatever its case: our own definition first, then
/// those of fetched glossaries. Where no term is called so, the terms that have the words.
///
/// - Throws: `LoadError`.
public func explain(_ words: String, from database: Database) throws -> [ExplainedTerm] {
  let all = try terms(database)
  let key = plain(words)
  let exact = all.filter { plain($0.term) == key || $0.abbreviation.map(plain) == key }
  if !exact.isEmpty { return exact }
  return all.filter { plain($0.term).contains(key) && !key.isEmpty }
}

private func plain(_ text: String) -> String {
  text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
}

private func terms(_ database: Database) throws -> [ExplainedTerm] {
  let sql = """
    SELECT term, abbreviation, definition, see_also, NULL FROM glossary_term
    UNION ALL
    SELECT p.term, p.abbreviation, p.definition, p.see_also,
      s.attribution || ' Retrieved ' || substr(n.retrieved_at, 1, 10) || '.'
    FROM published_term p JOIN snapshot n USING (snapshot_id) JOIN source s USING (source_id)
    """
  return try database.query(sql) { row in
    ExplainedTerm(
      term: row.string(0), abbreviation: row.text(1), definition: row.string(2),
      seeAlso: row.string(3).split(separator: "|").map(String.init),
      attribution: row.text(4))
  }
}
