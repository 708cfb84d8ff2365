internal import Fetch

/// Who is responsible in an area and what lies in it, from the tables of `config/areas`.
public struct AreaFacts: Sendable {
  public let boards: [Board]
  public let prisons: [Prison]
  public let probationDeliveryUnits: [AreaBody]
  public let communitySafetyPartnerships: [AreaBody]
  public private(set) var neighbours: [Neighbour]
  public let deprivation: [Deprivation]
  public let tiles: [MapTile]

  /// The same with the neighbours that a publisher names beside those of the tables.
  func with(_ more: [Neighbour]) -> AreaFacts {
    var facts = self
    facts.neighbours += more
    return facts
  }
}

/// The health and wellbeing board of an upper-tier authority.
public struct Board: Sendable, Equatable {
  public let areaCode: String
  public let name: String
  public let status: String
  public let note: String?
}

public struct Prison: Sendable, Equatable {
  public let id: String
  public let name: String
  public let status: String
  public let sex: String?
  public let category: String?
  public let operatedBy: String?
  public let postcode: String?
  public let lowerTierCode: String?
  public let upperTierCode: String?
}

/// A body that serves a lower-tier area: a probation delivery unit or a partnership.
public struct AreaBody: Sendable, Equatable {
  public let code: String
  public let name: String
  public let region: String?
  public let areaCode: String
}

/// A statistical neighbour: an area like another by the model named.
public struct Neighbour: Sendable, Equatable {
  public let areaCode: String
  public let model: String
  public let rank: Int
  public let neighbourCode: String
}

/// An area's place in the Index of Multiple Deprivation of a year; rank 1 is the most deprived.
public struct Deprivation: Sendable, Equatable {
  public let areaCode: String
  public let year: Int
  public let tier: String
  public let averageScore: Double?
  public let rank: Int?
  public let rankedAreas: Int?
  public let decile: Int?
  public let shareMostDeprivedTenth: Double?
}

/// Where an upper-tier authority stands on the map of equal tiles; column and row count from 0 in
/// the north-west.
public struct MapTile: Sendable, Equatable {
  public let areaCode: String
  /// At most five characters, for the tile itself.
  public let label: String
  public let column: Int
  public let row: Int
}

extension AreaFacts {
  /// - Throws: `ConfigurationError` naming file and line.
  init(_ folder: ConfigurationFolder) throws {
    boards = try Self.readBoards(folder)
    prisons = try Self.readPrisons(folder)
    probationDeliveryUnits = try Self.readProbationDeliveryUnits(folder)
    communitySafetyPartnerships = try Self.readSafetyPartnerships(folder)
    neighbours = try Self.readNeighbours(folder)
    deprivation = try Self.readDeprivation(folder)
    tiles = try Self.readTiles(folder)
  }

  private static func readBoards(_ folder: ConfigurationFolder) throws -> [Board] {
    let columns = ["area_code", "board_name", "status", "note"]
    return try ConfigurationTable("areas/boards.csv", in: folder, columns: columns).map { row in
      Board(
        areaCode: try row.text("area_code"), name: try row.text("board_name"),
        status: try row.text("status"), note: row["note"])
    }
  }

  static func readPrisons(_ folder: ConfigurationFolder) throws -> [Prison] {
    let columns = [
      "prison_id", "name", "status", "sex", "category", "operator", "postcode",
      "lower_tier_code", "upper_tier_code",
    ]
    return try ConfigurationTable("areas/prisons.csv", in: folder, columns: columns).map { row in
      Prison(
        id: try row.text("prison_id"), name: try row.text("name"),
        status: try row.text("status"), sex: row["sex"], category: row["category"],
        operatedBy: row["operator"], postcode: row["postcode"],
        lowerTierCode: row["lower_tier_code"], upperTierCode: row["upper_tier_code"])
    }
  }

  static func readProbationDeliveryUnits(_ folder: ConfigurationFolder) throws -> [AreaBody] {
    try readBodies(
      "probation_delivery_units", folder, code: "pdu_code", name: "pdu_name",
      region: "probation_region")
  }

  static func readSafetyPartnerships(_ folder: ConfigurationFolder) throws -> [AreaBody] {
    try readBodies(
      "community_safety_partnerships", folder, code: "csp_code", name: "csp_name", region: nil)
  }

  private static func readBodies(
    _ table: String, _ folder: ConfigurationFolder, code: String, name: String, region: String?
  ) throws -> [AreaBody] {
    let columns = [code, name, "lower_tier_code"] + (region.map { [$0] } ?? [])
    return try ConfigurationTable("areas/\(table).csv", in: folder, columns: columns).map { row in
      AreaBody(
        code: try row.text(code), name: try row.text(name), region: region.flatMap { row[$0] },
        areaCode: try row.text("lower_tier_code"))
    }
  }

  private static func readNeighbours(_ folder: ConfigurationFolder) throws -> [Neighbour] {
    let columns = ["area_code", "model", "rank", "neighbour_code"]
    return try ConfigurationTable("areas/neighbours.csv", in: folder, columns: columns).map { row in
      Neighbour(
        areaCode: try row.text("area_code"), model: try row.text("model"),
        rank: try row.integer("rank") ?? 0, neighbourCode: try row.text("neighbour_code"))
    }
  }

  private static func readDeprivation(_ folder: ConfigurationFolder) throws -> [Deprivation] {
    let columns = [
      "area_code", "year", "tier", "average_score", "rank", "ranked_areas", "decile",
      "share_most_deprived_tenth",
    ]
    return try ConfigurationTable("areas/deprivation.csv", in: folder, columns: columns).map {
      row in
      Deprivation(
        areaCode: try row.text("area_code"), year: try row.integer("year") ?? 0,
        tier: try row.text("tier"), averageScore: try row.number("average_score"),
        rank: try row.integer("rank"), rankedAreas: try row.integer("ranked_areas"),
        decile: try row.integer("decile"),
        shareMostDeprivedTenth: try row.number("share_most_deprived_tenth"))
    }
  }

  private static func readTiles(_ folder: ConfigurationFolder) throws -> [MapTile] {
    let columns = ["area_code", "label", "column", "row"]
    return try ConfigurationTable("areas/tile_grid.csv", in: folder, columns: columns).map { row in
      MapTile(
        areaCode: try row.text("area_code"), label: try row.text("label"),
        column: try row.integer("column") ?? 0, row: try row.integer("row") ?? 0)
    }
  }
}
