import Transform

/// The areas of a made-up file in the publisher's order: England, the regions, then authorities.
struct GeneratedPlaces {
  /// Each area as the columns from parent code to area type stand in a row.
  let england: [[UInt8]]
  let regions: [[UInt8]]
  let upperTier: [[UInt8]]
  let lowerTier: [[UInt8]]
  /// Every authority of either tier once.
  let all: [[UInt8]]

  init(_ gazetteer: Gazetteer) {
    let live = gazetteer.areas.filter(\.isLive).sorted { $0.code < $1.code }
    func columns(_ label: String, _ isWanted: (Area) -> Bool) -> [[UInt8]] {
      live.filter(isWanted).map { Self.columns($0, label, parent: Self.parent($0, gazetteer)) }
    }
    england = columns("England") { $0.code == Self.englandCode }
    regions = columns("Regions (statistical)") { $0.areaType == .region }
    upperTier = columns("Counties & UAs (from Apr 2023)") {
      $0.areaType.isLocalAuthority && $0.areaType != .district
    }
    lowerTier = columns("Districts & UAs (from Apr 2023)") {
      $0.areaType.isLocalAuthority && $0.areaType != .county
    }
    all = columns("Counties, districts & UAs") { $0.areaType.isLocalAuthority }
  }

  private static let englandCode = "E92000001"

  private static func parent(_ area: Area, _ gazetteer: Gazetteer) -> Area? {
    switch area.areaType {
    case .country: nil
    case .region: gazetteer.area(code: englandCode)
    default: area.regionCode.flatMap { gazetteer.area(code: $0) }
    }
  }

  private static func columns(_ area: Area, _ label: String, parent: Area?) -> [UInt8] {
    let texts = [parent?.code ?? "", parent?.name ?? "", area.code, area.name, label]
    return Array(texts.map(quoted).joined(separator: ",").utf8)
  }

  /// A text as a field: in quotation marks where it holds a comma or one of them.
  static func quoted(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") })
    else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}
