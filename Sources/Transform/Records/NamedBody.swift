internal import Fetch

/// What readers name although it is no area with a code of the Government Statistical Service: a
/// prison, a probation delivery unit, a community safety partnership, or a name that covers several
/// councils, such as “Hackney and City of London”.
public struct NamedBody: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    case compositeArea = "composite_area"
    case prison
    case probationDeliveryUnit = "probation_delivery_unit"
    case communitySafetyPartnership = "community_safety_partnership"
  }

  public let kind: Kind
  public let name: String
  /// Of its own scheme; nil where it has none.
  public let code: String?
  /// The councils that it covers or lies in, lower tier where there are two.
  public let areaCodes: [String]
}

extension NamedBody {
  /// What it is found by: its name, and for a prison its name without the letters of its kind.
  var keys: Set<String> {
    let key = AreaName.key(name)
    guard kind == .prison else { return [key] }
    let place = key.split(separator: " ").drop { $0 == "hmp" || $0 == "yoi" || $0 == "hmyoi" }
    return [key, "hmp " + place.joined(separator: " ")]
  }

  /// - Throws: `ConfigurationError` naming file and line.
  static func all(_ folder: ConfigurationFolder) throws -> [NamedBody] {
    let prisons = try AreaFacts.readPrisons(folder).map { prison in
      NamedBody(
        kind: .prison, name: prison.name, code: prison.id,
        areaCodes: [prison.lowerTierCode ?? prison.upperTierCode].compactMap(\.self))
    }
    return try composites(folder) + prisons
      + grouped(.probationDeliveryUnit, AreaFacts.readProbationDeliveryUnits(folder))
      + grouped(.communitySafetyPartnership, AreaFacts.readSafetyPartnerships(folder))
  }

  private static func composites(_ folder: ConfigurationFolder) throws -> [NamedBody] {
    let columns = ["name", "member_codes", "basis"]
    return try ConfigurationTable("areas/composite_areas.csv", in: folder, columns: columns).map {
      row in
      NamedBody(
        kind: .compositeArea, name: try row.text("name"), code: nil,
        areaCodes: try row.text("member_codes").split(separator: "|").map(String.init))
    }
  }

  /// One body for all rows of a code, in the order of the table.
  private static func grouped(_ kind: Kind, _ rows: [AreaBody]) -> [NamedBody] {
    let areas = Dictionary(grouping: rows, by: \.code)
    var seen: Set<String> = []
    return rows.filter { seen.insert($0.code).inserted }.map { body in
      NamedBody(
        kind: kind, name: body.name, code: body.code,
        areaCodes: (areas[body.code] ?? []).map(\.areaCode))
    }
  }
}
