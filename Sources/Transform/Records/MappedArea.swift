/// One area of a map of boards’ priorities.
public struct MappedArea: Sendable, Hashable, Codable {
  public struct Strategy: Sendable, Hashable, Codable {
    public let title: String?
    public let address: String
  }

  public struct Report: Sendable, Hashable, Codable {
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
      case lgInform = "lginform"
      case lgInformPlus = "plus"
      case healthProfile = "profile"
    }

    public let kind: Kind
    public let address: String
  }

  /// The GSS code of the area.
  public let code: String
  public internal(set) var name: String
  /// Nil where the page does not show it.
  public internal(set) var region: String?
  public internal(set) var summary: String?
  /// Names of themes in the page’s order.
  public internal(set) var themes: [String] = []
  public internal(set) var strategies: [Strategy] = []
  public internal(set) var reports: [Report] = []
}

/// A map page: themes with their areas, and areas with summary and links.
public struct PrioritiesMap: Sendable, Hashable, Codable {
  public struct Theme: Sendable, Hashable, Codable {
    public let name: String
    /// GSS codes.
    public let areas: [String]
  }

  public let themes: [Theme]
  public let areas: [MappedArea]
}
