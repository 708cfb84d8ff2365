internal import Fetch

/// A figure taken from the publisher’s own download, to be held against every release.
public struct Anchor: Sendable, Equatable {
  public let indicatorID: Int
  public let areaCode: String
  public let sex: String
  public let age: String
  public let period: String
  public let value: Double
}

extension Anchor {
  /// Reads `anchors.csv`.
  static func all(_ folder: ConfigurationFolder) throws -> [Anchor] {
    let table = try ConfigurationTable(
      "anchors.csv", in: folder,
      columns: ["indicator_id", "area_code", "sex", "age", "period", "value", "origin"])
    return try table.map { row in
      Anchor(
        indicatorID: try row.integer("indicator_id") ?? 0, areaCode: try row.text("area_code"),
        sex: try row.text("sex"), age: try row.text("age"), period: try row.text("period"),
        value: try row.number("value") ?? .nan)
    }
  }
}
