/// One term of a glossary as its publisher explains it.
///
/// The definition belongs to its publisher: it stays on the user’s machine and is not shipped.
public struct PublishedTerm: Sendable, Hashable, Codable {
  public let term: String
  /// From round brackets after the headword, as in “Deprivation of Liberty Safeguards (DoLS)”.
  public let abbreviation: String?
  /// From square brackets after the headword, as in “Carer [unpaid]”.
  public let qualifier: String?
  public let definition: String
  /// Other headwords that the entry points to, in full.
  public let seeAlso: [String]
}

/// A glossary page.
public struct PublishedGlossary: Sendable, Hashable, Codable {
  public let heading: String
  public let terms: [PublishedTerm]
}
