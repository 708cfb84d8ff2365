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

/// A map with its areas as the gazetteer has them and its themes coded to the configured ones.
public struct CodedMap: Sendable {
  public struct Theme: Sendable, Hashable {
    /// The map's own name for it.
    public let name: String
    /// The configured theme whose wording it holds; nil where it is none of them.
    public let themeID: String?
  }

  /// In the order of their codes; those whose code no gazetteer of England knows are left out.
  public let areas: [(code: String, area: MappedArea, themes: [Theme])]

  init(_ map: PrioritiesMap, _ gazetteer: Gazetteer, _ coding: PriorityCoding) {
    areas = map.areas.compactMap { area in
      guard let known = try? gazetteer.resolve(area.code) else { return nil }
      let themes = area.themes.map {
        Theme(name: $0, themeID: coding.themes(of: $0).first?.themeID)
      }
      return (gazetteer.current(known).code, area, themes)
    }.sorted { $0.code < $1.code }
  }
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
