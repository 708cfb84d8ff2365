public import Load

/// The codes of the live upper-tier authorities that have figures of their own or under a former
/// code, in order.
///
/// - Throws: `LoadError` when the database cannot be read.
public func areasToBrief(in database: Database) throws -> [String] {
  let sql = """
    SELECT area_code FROM area a
    WHERE area_type IN
      ('county', 'district', 'unitary_authority', 'metropolitan_district', 'london_borough')
      AND EXISTS (SELECT 1 FROM series s WHERE s.area_id = a.area_id)
    """
  let query = AreaBriefingQuery(database: database)
  let held = try database.query(sql) { $0.text(0) ?? "" }
  // A divided area has no briefing of its own.
  let today = Set(held.compactMap { try? query.resolve($0).area.code })
  let upperTier = """
    SELECT area_code FROM area a
    WHERE is_in_gazetteer = 1 AND end_date IS NULL AND NOT EXISTS (
      SELECT 1 FROM area_parent p
      WHERE p.area_code = a.area_code AND p.kind = 'upper_tier' AND p.parent_code <> p.area_code)
    ORDER BY area_code
    """
  return try database.query(upperTier) { $0.text(0) ?? "" }.filter(today.contains)
}
