/// How the data of each indicator is asked for: one file for each kind of area that has it.
///
/// Kinds of area are the publisher's numbers. Each reorganisation of councils brings new ones, and
/// an ended series answers only under its old one; to ask for two vintages would count it twice.
public struct IndicatorFiles: Sendable, Equatable {
  /// A kind of area with its numbers, newest first; the first that has data is asked for.
  public struct AreaType: Sendable, Equatable {
    public let name: String
    public let ids: [Int]
  }

  /// The indicators; those of the themes when empty.
  public let indicatorIDs: [Int]
  public let areaTypes: [AreaType]
  /// Asked for when an indicator has none of the others, such as England alone.
  public let areaTypeOtherwise: Int?
  public let parentAreaTypeID: Int
  /// The profile whose comparisons and polarity are wanted; nil for any.
  public let profileID: Int?
  /// Profiles of single indicators, by indicator.
  public let profileOfIndicator: [Int: Int]
}

extension IndicatorFiles {
  init(_ node: ConfigurationNode) throws {
    try node.allow([
      "indicators", "area_types", "area_type_otherwise", "parent_area_type", "profile_id",
      "profiles",
    ])
    indicatorIDs = try node.integers("indicators")
    areaTypes = try node.list("area_types").map(AreaType.init)
    areaTypeOtherwise = try node.optionalInteger("area_type_otherwise")
    parentAreaTypeID = try node.integer("parent_area_type")
    profileID = try node.optionalInteger("profile_id")
    var profiles: [Int: Int] = [:]
    for profile in try node.list("profiles") {
      try profile.allow(["id", "indicators"])
      for indicator in try profile.integers("indicators") {
        profiles[indicator] = try profile.integer("id")
      }
    }
    profileOfIndicator = profiles
  }

  /// The kinds of area to ask for, among those that have data.
  func chosen(from offered: Set<Int>) -> [Int] {
    let first = areaTypes.compactMap { type in type.ids.first(where: offered.contains) }
    if let otherwise = areaTypeOtherwise, first.isEmpty, offered.contains(otherwise) {
      return [otherwise]
    }
    return first
  }

  /// The address of the data of an indicator, relative to the service's.
  func address(indicator: Int, areaType: Int) -> String {
    var address =
      "all_data/csv/by_indicator_id?indicator_ids=\(indicator)&child_area_type_id=\(areaType)"
      + "&parent_area_type_id=\(parentAreaTypeID)"
    if let profile = profileOfIndicator[indicator] ?? profileID {
      address += "&profile_id=\(profile)"
    }
    return address
  }
}

extension IndicatorFiles.AreaType {
  init(_ node: ConfigurationNode) throws {
    try node.allow(["name", "ids"])
    name = try node.text("name")
    ids = try node.integers("ids")
  }
}

extension ConfigurationNode {
  /// A list of whole numbers.
  fileprivate func integers(_ key: String) throws -> [Int] {
    try texts(key).map { text in
      guard let number = Int(text) else {
        throw error(.wrongType(key: key, expected: "a list of whole numbers"))
      }
      return number
    }
  }
}
