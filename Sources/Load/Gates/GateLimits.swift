public import Fetch

/// What the gates let through: `gates` in `config/pipeline.yaml`. Shares are of 1.
public struct GateLimits: Sendable, Equatable {
  private let numbers: [String: Double]

  /// Reads the limits; those that a configuration does not give are the built-in ones.
  ///
  /// - Throws: `ConfigurationError` with file, line and column.
  public init(_ configuration: ConfigurationFolder) throws {
    let builtIn = try Self.read(ConfigurationFolder())
    numbers = builtIn.merging(try Self.read(configuration, known: builtIn)) { $1 }
  }

  private static func read(
    _ configuration: ConfigurationFolder, known: [String: Double]? = nil
  ) throws -> [String: Double] {
    guard let node = try configuration.yaml("pipeline.yaml").node("gates") else { return [:] }
    let keys = try known.map { Array($0.keys).sorted() } ?? node.keys()
    try node.allow(keys)
    var numbers: [String: Double] = [:]
    for key in keys {
      guard let value = try node.optionalNumber(key) else { continue }
      if value < 0 { throw node.error(.outOfRange(key: key, expected: "0 or more")) }
      numbers[key] = value
    }
    return numbers
  }

  /// A limit by its key; every key that is asked for is in the built-in configuration, which a test
  /// checks.
  subscript(_ key: Key) -> Double { numbers[key.rawValue] ?? 0 }

  enum Key: String, CaseIterable {
    case conflictingRows = "conflicting_rows"
    case unknownAreaTypes = "unknown_area_types"
    case rejectedRows = "rejected_rows"
    case rejectedShare = "rejected_share"
    case rejectedRowsAlways = "rejected_rows_always"
    case closedPeriodDrop = "closed_period_drop"
    case rowCountFall = "row_count_fall"
    case rowCountRise = "row_count_rise"
    case jumpChange = "jump_change"
    case jumpAreas = "jump_areas"
    case movedAreas = "moved_areas"
    case jumpAreasAlways = "jump_areas_always"
    case distributionDeviations = "distribution_deviations"
    case scaleShare = "scale_share"
    case scaleTolerance = "scale_tolerance"
    case arithmeticWarning = "arithmetic_warning"
    case arithmeticShare = "arithmetic_share"
    case limitsShare = "limits_share"
    case limitsRowsAlways = "limits_rows_always"
    case suppressionFall = "suppression_fall"
    case suppressionRise = "suppression_rise"
    case suppressionCellsAlways = "suppression_cells_always"
    case periodGraceDays = "period_grace_days"
    case unchangedDays = "unchanged_days"
    case linksFall = "links_fall"
    case linksBroken = "links_broken"
  }
}
