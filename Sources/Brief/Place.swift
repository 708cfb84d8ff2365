/// Where the area is and which bodies work there.
public struct Place: Sendable, Equatable {
  public let code: String
  public internal(set) var name: String
  public let type: String
  public internal(set) var region: NamedArea?
  public internal(set) var upperTier: NamedArea?
  public internal(set) var districts: [NamedArea] = []
  public internal(set) var combinedAuthority: NamedArea?
  public internal(set) var integratedCareBoards: [NamedArea] = []
  public internal(set) var policeForces: [NamedArea] = []
  public internal(set) var probationRegions: [String] = []
  public internal(set) var deliveryUnits: [String] = []
  public internal(set) var safetyPartnerships: [String] = []
  public internal(set) var prisons: [Prison] = []
  public internal(set) var deprivation: Deprivation?
  public internal(set) var similarAreas: [String] = []
  public internal(set) var formerCodes: [FormerCode] = []
  /// Councils of another extent that the area was made from, whole or in part.
  public internal(set) var earlierCouncils: [EarlierCouncil] = []
  /// The code whose health and wellbeing board serves the area: the county's for a district.
  public var boardCode: String { upperTier?.code ?? code }
}

/// An area by its code and name.
public struct NamedArea: Sendable, Equatable {
  public let code: String
  public let name: String
}

/// A prison that stands in the area, whoever is held there.
public struct Prison: Sendable, Equatable {
  public let name: String
  public let status: String
  public let sex: String?
  public let category: String?
  public let `operator`: String?
}

/// The area's place in the Indices of Deprivation of one year.
public struct Deprivation: Sendable, Equatable {
  public let year: Int
  public let averageScore: Double?
  public let rank: Int?
  /// Among how many areas of its tier the rank is.
  public let rankedAreas: Int?
  public let decile: Int?
  public let shareMostDeprivedTenth: Double?
}

/// A council of another extent that the area was made from.
public struct EarlierCouncil: Sendable, Equatable {
  public let area: NamedArea
  public let changed: CalendarDay?
  /// Whether it was divided, so that its figures are not about this area alone.
  public let wasDivided: Bool
}

/// An earlier code of the same, or nearly the same, extent.
public struct FormerCode: Sendable, Equatable {
  public let code: String
  public let name: String
  public let changed: CalendarDay?
  /// False when the boundary moved a little with the code.
  public let isSameExtent: Bool
}
