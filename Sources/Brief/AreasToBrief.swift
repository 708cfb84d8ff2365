public import Load

/// The areas of `--all`: those with figures, and those left out because there is none.
public struct AreasToBrief: Sendable, Equatable {
  /// The codes, in order.
  public let codes: [String]
  /// Live upper-tier authorities that no figure is held of, nor of a former code.
  public let withoutFigures: [NamedArea]

  /// What is to be said of the areas left out; nil where there is none.
  public var sentence: String? {
    guard !withoutFigures.isEmpty else { return nil }
    let names = withoutFigures.prefix(Self.mostNamed).map { "\($0.name) (\($0.code))" }
    let more = withoutFigures.count - names.count
    let rest = more > 0 ? " and \(more) more" : ""
    return "No figure is held of \(names.joined(separator: ", "))\(rest), so no briefing of "
      + (withoutFigures.count == 1 ? "it" : "them")
      + " was written; ask for one by name to have its board and bodies alone."
  }

  private static let mostNamed = 6
}

/// The live upper-tier authorities, those that have figures of their own or under a former code
/// apart from the others.
///
/// - Throws: `LoadError` when the database cannot be read.
public func areasToBrief(in database: Database) throws -> AreasToBrief {
  let sql = """
    SELECT area_code FROM area a
    WHERE area_type IN
      ('county', 'district', 'unitary_authority', 'metropolitan_district', 'london_borough')
      AND EXISTS (SELECT 1 FROM series s WHERE s.area_id = a.area_id)
    """
  let query = AreaBriefingQuery(database: database)
  let held = try database.query(sql) { $0.string(0) }
  // A divided area has no briefing of its own.
  let today = Set(held.compactMap { try? query.resolve($0).area.code })
  let upperTier = """
    SELECT area_code, area_name FROM area a
    WHERE is_in_gazetteer = 1 AND end_date IS NULL
      AND area_type IN
        ('county', 'district', 'unitary_authority', 'metropolitan_district', 'london_borough')
      AND NOT EXISTS (
        SELECT 1 FROM area_parent p
        WHERE p.area_code = a.area_code AND p.kind = 'upper_tier' AND p.parent_code <> p.area_code)
    ORDER BY area_code
    """
  let all = try database.query(upperTier, [], query.named)
  return AreasToBrief(
    codes: all.map(\.code).filter(today.contains),
    withoutFigures: all.filter { !today.contains($0.code) })
}

/// Whether the release has an area of this code, today's or a former one.
///
/// - Throws: `LoadError` when the database cannot be read.
public func holdsArea(_ code: String, in database: Database) throws -> Bool {
  try !database.query("SELECT 1 FROM area WHERE area_code = ?", [.text(code)]) { _ in true }.isEmpty
}
