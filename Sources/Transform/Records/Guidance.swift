public import Fetch

/// A document of the guidance catalogue.
public struct Guidance: Sendable, Equatable {
  public enum Status: String, Sendable, CaseIterable {
    case live, superseded, withdrawn, unverified, registration
  }

  public let id: String
  public let title: String
  /// nil where not known.
  public let publisher: String?
  public let year: String?
  public let address: String?
  public let format: String?
  public let status: Status
  public let successorID: String?
  public let themes: [String]
  /// The section of the Clinks page it comes from.
  public let section: String?
  public let isSeed: Bool
  public let audience: String?
  public let description: String
  public let origin: Origin
}

extension Guidance {
  /// Reads `guidance.yaml`; themes and successors must exist.
  static func all(_ folder: ConfigurationFolder, themes: [Theme]) throws -> [Guidance] {
    let root = try folder.yaml("guidance.yaml")
    try root.allow(["guidance"])
    let nodes = try root.list("guidance")
    let documents = try nodes.map(Guidance.init)
    try refuseRepeats(zip(documents.map(\.id), nodes))
    let (ids, themeIDs) = (Set(documents.map(\.id)), Set(themes.map(\.id)))
    for (document, node) in zip(documents, nodes) {
      if let successor = document.successorID, !ids.contains(successor) {
        throw node.error(.unknownReference(key: "successor", value: successor))
      }
      if let theme = document.themes.first(where: { !themeIDs.contains($0) }) {
        throw node.error(.unknownReference(key: "themes", value: theme))
      }
    }
    return documents
  }

  private init(_ node: ConfigurationNode) throws {
    try node.allow([
      "id", "title", "publisher", "year", "address", "format", "status", "successor", "themes",
      "section", "seed", "audience", "description",
    ])
    id = try node.text("id")
    title = try node.text("title")
    publisher = try node.optionalText("publisher")
    year = try node.optionalText("year")
    address = try node.optionalText("address")
    format = try node.optionalText("format")
    status = try node.choice("status")
    successorID = try node.optionalText("successor")
    themes = try node.texts("themes")
    section = try node.optionalText("section")
    isSeed = try node.flag("seed", default: false)
    audience = try node.optionalText("audience")
    description = try node.text("description")
    origin = Origin(configuration: "guidance.yaml", line: node.line ?? 0)
  }
}

/// The addresses of the configured guidance.
///
/// - Throws: `ConfigurationError`.
public func configuredGuidanceAddresses(_ folder: ConfigurationFolder) throws -> [String] {
  try Guidance.all(folder, themes: Theme.all(folder)).compactMap(\.address)
}

/// A word of the field with our own short definition.
public struct GlossaryTerm: Sendable, Equatable {
  public let term: String
  public let abbreviation: String?
  public let definition: String
  public let seeAlso: [String]
  public let origin: Origin
}

extension GlossaryTerm {
  /// Reads `glossary.yaml`.
  static func all(_ folder: ConfigurationFolder) throws -> [GlossaryTerm] {
    let root = try folder.yaml("glossary.yaml")
    try root.allow(["terms"])
    let nodes = try root.list("terms")
    let terms = try nodes.map(GlossaryTerm.init)
    try refuseRepeats(zip(terms.map { $0.term.lowercased() }, nodes))
    return terms
  }

  private init(_ node: ConfigurationNode) throws {
    try node.allow(["term", "abbreviation", "definition", "see_also"])
    term = try node.text("term")
    abbreviation = try node.optionalText("abbreviation")
    definition = try node.text("definition")
    seeAlso = try node.texts("see_also")
    origin = Origin(configuration: "glossary.yaml", line: node.line ?? 0)
  }
}
