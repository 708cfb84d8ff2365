/// An area of England that figures are published for, by its code of the Government Statistical
/// Service: `E06000018` is Nottingham.
public struct Area: Equatable, Sendable {
  public let code: String
  public let name: String
  public let areaType: AreaType
  /// ISO 8601 dates; nil where not known, or not ended.
  public let startDate: String?
  public let endDate: String?
  public let regionCode: String?
  /// The county of a district; the area itself where one council does everything.
  public let upperTierCode: String?
  public let policeForceCode: String?
  public let integratedCareBoardCode: String?
  public let probationRegion: String?
  public let combinedAuthorityCode: String?
  public let ruralUrban: String?
  /// The council that a small area, such as a ward, lies in; nil for councils and larger areas.
  public let localAuthorityCode: String?
  /// Whether `config/areas` knows the area; smaller areas are taken from the data alone.
  public let isInGazetteer: Bool
  /// Whether it existed on the gazetteer's day.
  public let isLive: Bool

  /// Whether the area existed on a day; both its first and its last day count.
  public func exists(on day: String) -> Bool {
    (startDate ?? "") <= day && day <= (endDate ?? "9999")
  }
}

extension Area {
  /// An area that `config/areas` does not list.
  init(unlisted code: String, name: String, within authority: Area?) {
    self.init(
      code: code, name: name, areaType: AreaType(code: code), startDate: nil, endDate: nil,
      regionCode: nil, upperTierCode: nil, policeForceCode: nil, integratedCareBoardCode: nil,
      probationRegion: nil, combinedAuthorityCode: nil, ruralUrban: nil,
      localAuthorityCode: authority?.code, isInGazetteer: false, isLive: true)
  }
}

/// What kind of area a code stands for, told by the code's first three characters and never by the
/// publisher's label, which varies.
public enum AreaType: String, Sendable, CaseIterable {
  case country, region, county, district
  case unitaryAuthority = "unitary_authority"
  case metropolitanDistrict = "metropolitan_district"
  case londonBorough = "london_borough"
  case combinedAuthority = "combined_authority"
  case policeForceArea = "police_force_area"
  case integratedCareBoard = "integrated_care_board"
  case lowerLayerSuperOutputArea = "lsoa"
  case middleLayerSuperOutputArea = "msoa"
  case ward
  case subIntegratedCareBoard = "sub_integrated_care_board"
  case nhsRegion = "nhs_region"
  case healthCentre = "phe_centre"
  case other

  init(code: String) {
    self = Self.byPrefix[String(code.prefix(3))] ?? .other
  }

  private static let byPrefix: [String: AreaType] = [
    "E92": .country, "E12": .region, "E10": .county, "E07": .district, "E06": .unitaryAuthority,
    "E08": .metropolitanDistrict, "E09": .londonBorough, "E47": .combinedAuthority,
    "E23": .policeForceArea, "E54": .integratedCareBoard, "E01": .lowerLayerSuperOutputArea,
    "E02": .middleLayerSuperOutputArea, "E05": .ward, "E38": .subIntegratedCareBoard,
    "E40": .nhsRegion, "E45": .healthCentre,
  ]

  /// Whether every area of this type must be in `config/areas`, so that a mistyped code is found.
  var mustBeInGazetteer: Bool {
    switch self {
    case .country, .region, .county, .district, .unitaryAuthority, .metropolitanDistrict,
      .londonBorough:
      true
    default: false
    }
  }

  /// Whether areas of this type lie within one council each.
  var liesWithinAuthority: Bool {
    switch self {
    case .lowerLayerSuperOutputArea, .middleLayerSuperOutputArea, .ward: true
    default: false
    }
  }

  /// Whether an area briefing can be written for it.
  public var isLocalAuthority: Bool {
    switch self {
    case .county, .district, .unitaryAuthority, .metropolitanDistrict, .londonBorough: true
    default: false
    }
  }
}
