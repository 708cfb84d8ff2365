internal import Fetch

/// What a kind of public body does for the reader's themes, in our own words, with its sources.
public struct Responsibility: Sendable, Equatable {
  /// How the body of an area is found.
  public enum LocalBody: String, Sendable, CaseIterable {
    case upperTierCouncil = "upper_tier_council"
    case housingCouncil = "housing_council"
    case integratedCareBoard = "integrated_care_board"
    case policeForce = "police_force"
    case probation, prisons, england
    case safetyPartnership = "safety_partnership"
    case healthAndWellbeingBoard = "health_and_wellbeing_board"
    /// Its area is chosen locally, so that nobody but the council can name it.
    case chosenLocally = "chosen_locally"
  }

  /// A law or document that says so.
  public struct Source: Sendable, Equatable {
    public let title: String
    public let address: String
  }

  /// Another body in the place of the usual one, in an area or police force area.
  public struct Exception: Sendable, Equatable {
    public let areaCode: String
    public let body: String
  }

  public let id: String
  public let body: String
  public let does: String
  public let localBody: LocalBody
  public let themes: [String]
  public let sources: [Source]
  public let exceptions: [Exception]
}

extension Responsibility {
  /// Reads `responsibilities.yaml`; its themes must exist.
  static func all(_ folder: ConfigurationFolder, themes: [Theme]) throws -> [Responsibility] {
    let root = try folder.yaml("responsibilities.yaml")
    try root.allow(["responsibilities"])
    let nodes = try root.list("responsibilities")
    let all = try nodes.map(Responsibility.init)
    try refuseRepeats(zip(all.map(\.id), nodes))
    let themeIDs = Set(themes.map(\.id))
    for (item, node) in zip(all, nodes) {
      if let theme = item.themes.first(where: { !themeIDs.contains($0) }) {
        throw node.error(.unknownReference(key: "themes", value: theme))
      }
    }
    return all
  }

  private init(_ node: ConfigurationNode) throws {
    try node.allow(["id", "body", "does", "local_body", "themes", "sources", "exceptions"])
    id = try node.text("id")
    body = try node.text("body")
    does = try node.text("does")
    localBody = try node.choice("local_body")
    themes = try node.texts("themes")
    sources = try node.list("sources").map { source in
      try source.allow(["title", "address"])
      return Source(title: try source.text("title"), address: try source.text("address"))
    }
    exceptions = try node.list("exceptions").map { exception in
      try exception.allow(["area_code", "body"])
      return Exception(areaCode: try exception.text("area_code"), body: try exception.text("body"))
    }
  }
}
