public import Fetch

/// A theme of the reader's world: the indicators, guidance and priorities that belong together.
public struct Theme: Sendable, Equatable {
  public let id: String
  public let title: String
  public let summary: String
  public let guidanceSections: [String]
  /// Words that code a board's priority to this theme; a trailing `*` matches any ending.
  public let priorityWordings: [String]
  public let indicators: [ConfiguredIndicator]
}

extension Theme {
  /// Reads `themes.yaml`.
  static func all(_ folder: ConfigurationFolder) throws -> [Theme] {
    let root = try folder.yaml("themes.yaml")
    try root.allow(["themes"])
    let nodes = try root.list("themes")
    let themes = try nodes.map(Theme.init)
    try refuseRepeats(zip(themes.map(\.id), nodes))
    return themes
  }

  private init(_ node: ConfigurationNode) throws {
    try node.allow([
      "id", "title", "summary", "guidance_sections", "priority_wordings", "indicators",
    ])
    id = try node.text("id")
    title = try node.text("title")
    summary = try node.text("summary")
    guidanceSections = try node.texts("guidance_sections")
    priorityWordings = try node.texts("priority_wordings")
    let nodes = try node.list("indicators")
    indicators = try nodes.map(ConfiguredIndicator.init)
    try refuseRepeats(zip(indicators.map { "\($0.id)" }, nodes))
  }
}

extension ConfiguredIndicator {
  fileprivate init(_ node: ConfigurationNode) throws {
    try node.allow([
      "id", "name", "short_name", "polarity", "unit", "value_type", "sex", "age", "caution",
      "verified",
    ])
    id = try node.integer("id")
    name = try node.text("name")
    shortName = try node.optionalText("short_name")
    polarity = try node.choice("polarity")
    unit = try node.optionalText("unit")
    valueType = try node.optionalText("value_type")
    sex = try node.optionalText("sex")
    age = try node.optionalText("age")
    caution = try node.optionalText("caution")
    isVerified = try node.flag("verified", default: false)
  }
}

/// - Throws: `ConfigurationError` at the second use of an id.
func refuseRepeats(_ ids: Zip2Sequence<[String], [ConfigurationNode]>) throws {
  var seen: Set<String> = []
  for (id, node) in ids where !seen.insert(id).inserted {
    throw node.error(.duplicateID(id))
  }
}

/// Every configured indicator once, in the order of the themes.
///
/// - Throws: `ConfigurationError`.
public func configuredIndicators(_ folder: ConfigurationFolder) throws -> [ConfiguredIndicator] {
  var seen: Set<Int> = []
  return try Theme.all(folder).flatMap(\.indicators).filter { seen.insert($0.id).inserted }
}

/// The ids of the configured indicators that were verified against the publisher's own names.
///
/// - Throws: `ConfigurationError`.
public func configuredIndicatorIDs(_ folder: ConfigurationFolder) throws -> [Int] {
  let indicators = try Theme.all(folder).flatMap(\.indicators).filter(\.isVerified)
  return Set(indicators.map(\.id)).sorted()
}
