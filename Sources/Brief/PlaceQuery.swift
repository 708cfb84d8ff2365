import Load

extension AreaBriefingQuery {
  /// Where the area is and which bodies work there.
  func place(_ area: NamedArea) throws -> Place {
    let type = try texts("SELECT area_type FROM area WHERE area_code = ?", area.code).first ?? ""
    var place = Place(code: area.code, name: area.name, type: type)
    place.region = try areas(Self.parent("region"), area.code).first
    place.upperTier = try areas(Self.parent("upper_tier"), area.code).first
    place.districts = try areas(Self.districts, area.code)
    place.combinedAuthority = try areas(Self.bodies("combined_authority_code"), area.code).first
    place.integratedCareBoards = try areas(Self.bodies("integrated_care_board_code"), area.code)
    place.policeForces = try areas(Self.bodies("police_force_code"), area.code)
    place.probationRegions = try texts(Self.probationRegions, area.code)
    place.deliveryUnits = try texts(Self.deliveryUnits, area.code)
    place.safetyPartnerships = try texts(Self.partnerships, area.code)
    place.prisons = try prisons(area.code)
    place.deprivation = try deprivation(area.code)
    place.similarAreas = try texts(Self.similarAreas, area.code)
    place.formerCodes = try formerCodes(area.code)
    place.earlierCouncils = try earlierCouncils(area.code)
    return place
  }

  private func texts(_ sql: String, _ code: String) throws -> [String] {
    try database.query(sql, [.text(code)]) { $0.text(0) }.compactMap(\.self)
  }

  private func areas(_ sql: String, _ code: String) throws -> [NamedArea] {
    try database.query(sql, [.text(code)], named)
  }

  private func prisons(_ code: String) throws -> [Prison] {
    let sql = """
      SELECT name, status, sex, category, operator FROM prison
      WHERE ?1 IN (lower_tier_code, upper_tier_code) AND status <> 'closed' ORDER BY name
      """
    return try database.query(sql, [.text(code)]) { row in
      Prison(
        name: row.string(0), status: row.string(1), sex: row.text(2),
        category: row.text(3), operator: row.text(4))
    }
  }

  private func deprivation(_ code: String) throws -> Deprivation? {
    let sql = """
      SELECT year, average_score, rank, ranked_areas, decile, share_most_deprived_tenth
      FROM deprivation WHERE area_code = ? ORDER BY year DESC, tier = 'upper' DESC LIMIT 1
      """
    return try database.query(sql, [.text(code)]) { row in
      Deprivation(
        year: row.number(0), averageScore: row.real(1), rank: row.integer(2),
        rankedAreas: row.integer(3), decile: row.integer(4),
        shareMostDeprivedTenth: row.real(5))
    }.first
  }

  private func formerCodes(_ code: String) throws -> [FormerCode] {
    try database.query(Self.chain, [.text(code)]) { row in
      FormerCode(
        code: row.string(0), name: row.string(1),
        changed: row.text(2).flatMap(CalendarDay.init), isSameExtent: row.integer(3) == 1)
    }
  }

  private func earlierCouncils(_ code: String) throws -> [EarlierCouncil] {
    let sql = """
      SELECT p.area_code, p.area_name, y.effective_date, y.relation = 'split_into'
      FROM area_succession y JOIN area p ON p.area_code = y.predecessor_code
      WHERE y.successor_code = ?1 AND y.relation IN ('part_of', 'split_into')
      ORDER BY y.effective_date, 4, p.area_name
      """
    return try database.query(sql, [.text(code)]) { row in
      EarlierCouncil(
        area: try named(row), changed: row.text(2).flatMap(CalendarDay.init),
        wasDivided: row.integer(3) == 1)
    }
  }

  private static func parent(_ kind: String) -> String {
    """
    SELECT a.area_code, a.area_name FROM area_parent p JOIN area a ON a.area_code = p.parent_code
    WHERE p.area_code = ? AND p.kind = '\(kind)' AND p.parent_code <> p.area_code
    """
  }

  /// The area itself and, for a county, the districts in it today.
  private static let members = """
    SELECT ?1 AS area_code UNION
    SELECT p.area_code FROM area_parent p JOIN area a USING (area_code)
    WHERE p.parent_code = ?1 AND p.kind = 'upper_tier' AND a.end_date IS NULL
    """

  private static let districts = """
    SELECT a.area_code, a.area_name FROM area a
    WHERE a.area_code IN (\(members)) AND a.area_code <> ?1 ORDER BY a.area_name
    """

  private static func bodies(_ column: String) -> String {
    """
    SELECT DISTINCT m.\(column), b.area_name
    FROM area m LEFT JOIN area b ON b.area_code = m.\(column)
    WHERE m.area_code IN (\(members)) AND m.\(column) IS NOT NULL ORDER BY 2, 1
    """
  }

  private static let probationRegions = """
    SELECT DISTINCT probation_region FROM area
    WHERE area_code IN (\(members)) AND probation_region IS NOT NULL ORDER BY 1
    """

  private static let deliveryUnits = """
    SELECT DISTINCT unit_name FROM probation_delivery_unit
    WHERE area_code IN (\(members)) ORDER BY 1
    """

  private static let partnerships = """
    SELECT DISTINCT partnership_name FROM community_safety_partnership
    WHERE area_code IN (\(members)) ORDER BY 1
    """

  private static let similarAreas = """
    SELECT a.area_name FROM neighbour n JOIN area a ON a.area_code = n.neighbour_code
    WHERE n.area_code = ?1
      AND n.model = (SELECT model FROM neighbour WHERE area_code = ?1
        ORDER BY model NOT LIKE '%global%', model LIMIT 1)
    ORDER BY n.rank LIMIT 5
    """

  /// Earlier codes whose series may stand for the area: recoded, or with the extent kept.
  private static let chain = """
    WITH RECURSIVE earlier (code, day, same) AS (
      SELECT ?1, NULL, 1
      UNION
      SELECT y.predecessor_code, y.effective_date, same AND y.chaining <> 'with_caution'
      FROM earlier JOIN area_succession y ON y.successor_code = earlier.code
      WHERE y.chaining IN ('yes', 'with_caution'))
    SELECT earlier.code, a.area_name, earlier.day, earlier.same
    FROM earlier JOIN area a ON a.area_code = earlier.code
    WHERE earlier.code <> ?1 ORDER BY earlier.day DESC, earlier.code
    """
}
