import Load

/// What a theme asks for: an indicator, for a sex and an age where it matters.
struct ThemeRequest {
  let themeID: String
  let indicatorID: Int
  let sex: String?
  let age: String?
}

extension AreaBriefingQuery {
  /// The themes in their order, still without figures.
  func themes() throws -> [Theme] {
    try memory.once { try readThemes() }
  }

  private func readThemes() throws -> [Theme] {
    try database.query("SELECT theme_id, title, summary FROM theme ORDER BY position") { row in
      Theme(id: row.string(0), title: row.string(1), summary: row.string(2))
    }
  }

  /// What the themes ask for, in their order.
  func requests() throws -> [ThemeRequest] {
    try memory.once { try readRequests() }
  }

  private func readRequests() throws -> [ThemeRequest] {
    let sql = """
      SELECT theme_id, indicator_id, sex, age FROM theme_indicator ORDER BY theme_id, position
      """
    return try database.query(sql) { row in
      ThemeRequest(
        themeID: row.string(0), indicatorID: row.number(1), sex: row.text(2),
        age: row.text(3))
    }
  }

  /// Every indicator of the release, by its id.
  func indicators() throws -> [Int: Indicator] { try memory.once { try readIndicators() } }

  private func readIndicators() throws -> [Int: Indicator] {
    let sql = """
      SELECT indicator_id, indicator_name, short_name, polarity, unit, value_type, caution
      FROM indicator
      """
    let switchedOff = Dictionary(try switchedOff().map { ($0.missing.indicatorID, $0) }) { $1 }
    let found = try database.query(sql) { row in
      let id = row.number(0)
      return Indicator(
        id: id, name: row.string(1), shortName: row.text(2),
        polarity: row.text(3).flatMap(Polarity.init), unit: row.text(4),
        valueType: row.text(5), caution: row.text(6) ?? switchedOff[id]?.caution)
    }
    return Dictionary(found.map { ($0.id, $0) }) { first, _ in first }
  }

  /// Where each of the indicators is held, for the reasons printed where the area has none.
  func holdings(_ ids: [Int], of codes: [String], upperTier: String?) throws
    -> [Int: IndicatorHolding]
  {
    let upper = upperTier.map(Binding.text) ?? .null
    let bindings =
      [.text(Self.englandCode), upper] + codes.map(Binding.text)
      + ids.map(Binding.integer)
    let found = try database.query(Self.holding(codes.count, ids.count), bindings) { row in
      let holding = IndicatorHolding(
        anywhere: row.integer(1) == 1, forEngland: row.integer(2) == 1,
        forUpperTier: row.integer(3) == 1, forAreaByCategory: row.integer(4) == 1,
        isVerified: row.integer(5) != 0)
      return (row.number(0), holding)
    }
    var holdings = Dictionary(found) { first, _ in first }
    try addFiles(to: &holdings)
    return holdings
  }

  private static func holding(_ codeCount: Int, _ idCount: Int) -> String {
    func held(_ condition: String) -> String {
      """
      EXISTS (SELECT 1 FROM area a CROSS JOIN series s USING (area_id)
        WHERE a.area_code \(condition) AND s.indicator_id = i.indicator_id)
      """
    }
    return """
      SELECT i.indicator_id, EXISTS (SELECT 1 FROM series s WHERE s.indicator_id = i.indicator_id),
        \(held("= ?1")), \(held("= ?2")), \(held("IN (\(placeholders(codeCount)))")),
        i.is_verified
      FROM indicator i WHERE i.indicator_id IN (\(placeholders(idCount)))
      """
  }
}
