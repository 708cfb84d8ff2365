public import Load

/// One thing that a search found.
public struct SearchHit: Sendable, Equatable, Encodable {
  public enum Kind: String, Sendable, CaseIterable, Encodable {
    case indicator, priority, guidance, glossary
  }

  public let kind: Kind
  /// An indicator's id, a priority's number, a document's id or a term.
  public let id: String
  public let title: String
  /// Whose it is, and other words for it: publisher, area, short name, abbreviation.
  public let names: [String]
  /// The part of the description with the words that were looked for, or its beginning.
  public let excerpt: String
  /// Of a priority: the area whose board set it.
  public let areaCode: String?

  private enum CodingKeys: String, CodingKey {
    case kind, id, title, names, excerpt
    case areaCode = "area_code"
  }
}

/// What a search found, best first.
public struct SearchResult: Sendable, Equatable {
  public let hits: [SearchHit]
  /// False when nothing has every word, and the hits have only some of them.
  public let haveEveryWord: Bool
}

/// Looks words up in the names and texts of a release. Endings do not matter: “prisons” finds
/// “prison”. “Words in quotation marks” must stand together, and `alcoh*` finds every word that
/// begins so.
///
/// - Throws: `LoadError` when the database cannot be read.
public func search(
  _ words: String, among kinds: [SearchHit.Kind] = SearchHit.Kind.allCases, atMost limit: Int = 20,
  from database: Database
) throws -> SearchResult {
  let terms = SearchTerms(words)
  for operation in ["AND", "OR"] {
    let hits = try hits(terms.joined(by: operation), kinds, limit, database)
    if !hits.isEmpty { return SearchResult(hits: hits, haveEveryWord: operation == "AND") }
  }
  return SearchResult(hits: [], haveEveryWord: false)
}

private func hits(
  _ expression: String, _ kinds: [SearchHit.Kind], _ limit: Int, _ database: Database
) throws -> [SearchHit] {
  if expression.isEmpty { return [] }
  let wanted = "," + kinds.map(\.rawValue).joined(separator: ",") + ","
  let sql = """
    SELECT kind, item_id, search.title, names, snippet(search, 4, '', '', '…', 24), s.area_code
    FROM search
    LEFT JOIN priority p ON kind = 'priority' AND p.priority_id = CAST(item_id AS INTEGER)
    LEFT JOIN strategy s USING (strategy_id)
    WHERE search MATCH ?1 AND instr(?2, ',' || kind || ',') > 0
    ORDER BY search.rank, kind, item_id LIMIT ?3
    """
  let bindings: [Binding] = [.text(expression), .text(wanted), .integer(limit)]
  return try database.query(sql, bindings) { row in
    SearchHit(
      kind: SearchHit.Kind(rawValue: row.string(0)) ?? .indicator, id: row.string(1),
      title: row.string(2),
      names: row.string(3).split(separator: "\n").map(String.init),
      excerpt: row.string(4).split(separator: "\n").joined(separator: " "),
      areaCode: row.text(5))
  }
}

/// The words of a search as terms of SQLite's full-text language, each quoted, so that nothing a
/// person types is taken for an operator.
struct SearchTerms: Equatable {
  let terms: [String]

  init(_ words: String) {
    let straight = String(words.map { "“”„".contains($0) ? "\"" : $0 })
    let parts = straight.split(separator: "\"", omittingEmptySubsequences: false).map(String.init)
    terms = parts.enumerated()
      .flatMap { index, part in index % 2 == 1 ? [part] : Self.words(of: part) }
      .filter(Self.hasLetters)
      .map(Self.quoted)
  }

  private static func words(of text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map(String.init)
  }

  private static func hasLetters(_ term: String) -> Bool {
    term.contains { $0.isLetter || $0.isNumber }
  }

  private static func quoted(_ term: String) -> String {
    term.hasSuffix("*") ? "\"\(term.dropLast())\" *" : "\"\(term)\""
  }

  func joined(by operation: String) -> String {
    terms.joined(separator: " \(operation) ")
  }
}
