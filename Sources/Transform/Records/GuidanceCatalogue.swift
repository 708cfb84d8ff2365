/// One publication on a page of guidance.
public struct GuidanceItem: Sendable, Hashable, Codable {
  public let title: String
  /// Whether the page prints the title in quotation marks.
  public let isTitleInQuotes: Bool
  /// The resolved address; nil when the page has none that can be followed.
  public let address: String?
  /// The whole text of the block.
  public let text: String
  /// Further addresses in the same block, as written.
  public let otherLinks: [String]
}

/// A headed section of a page of guidance.
public struct GuidanceSection: Sendable, Hashable, Codable {
  public let heading: String
  public let items: [GuidanceItem]
}

/// A page of guidance as its publisher arranged it.
public struct GuidanceCatalogue: Sendable, Hashable, Codable {
  public let heading: String
  /// The glossary that the page points to.
  public let glossaryTitle: String?
  public let glossaryAddress: String?
  public let sections: [GuidanceSection]
}
