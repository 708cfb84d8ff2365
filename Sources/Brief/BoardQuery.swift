import Load

extension AreaBriefingQuery {
  /// The board of an upper-tier area, found under its own code or an earlier one.
  func board(_ codes: [String]) throws -> Board? {
    let sql = """
      SELECT b.board_name, a.area_name, b.status, b.note
      FROM board b JOIN area a USING (area_code)
      WHERE b.area_code IN (\(placeholders(codes.count)))
      ORDER BY b.area_code <> ? LIMIT 1
      """
    let bindings = (codes + codes.prefix(1)).map(Binding.text)
    return try database.query(sql, bindings) { row in
      Board(
        name: row.string(0), areaName: row.string(1), status: row.string(2),
        note: row.text(3))
    }.first
  }

  /// The board's strategies with their priorities: those in force first, then the newest.
  func strategies(_ codes: [String], day: CalendarDay) throws -> [Strategy] {
    let sql = """
      SELECT strategy_id, title, period_start, period_end, status, address, confirmed_on, provenance
      FROM strategy WHERE area_code IN (\(placeholders(codes.count)))
      ORDER BY coalesce(period_end, 9999) < \(day.year), period_start DESC, strategy_id
      """
    let priorities = try priorities(codes)
    return try database.query(sql, codes.map(Binding.text)) { row in
      let id = row.number(0)
      return Strategy(
        id: id, title: row.string(1), firstYear: row.integer(2), lastYear: row.integer(3),
        status: row.string(4), address: row.text(5),
        confirmed: row.text(6).flatMap(CalendarDay.init), provenance: row.string(7),
        priorities: priorities[id] ?? [])
    }
  }

  private func priorities(_ codes: [String]) throws -> [Int: [Priority]] {
    let sql = """
      SELECT p.strategy_id, p.priority_id, p.text, p.needs_checking,
        (SELECT group_concat(theme_id, ' ') FROM priority_theme t
          WHERE t.priority_id = p.priority_id)
      FROM strategy s JOIN priority p USING (strategy_id)
      WHERE s.area_code IN (\(placeholders(codes.count)))
      ORDER BY p.strategy_id, p.number
      """
    let found = try database.query(sql, codes.map(Binding.text)) { row in
      let priority = Priority(
        id: row.number(1), text: row.string(2), needsChecking: row.integer(3) == 1,
        themeIDs: row.text(4)?.split(separator: " ").map(String.init) ?? [])
      return (row.number(0), priority)
    }
    return Dictionary(grouping: found, by: \.0).mapValues { $0.map(\.1) }
  }

  /// The wording that led each priority to each theme.
  func wordings() throws -> [ThemeWording: String] { try memory.once { try readWordings() } }

  private func readWordings() throws -> [ThemeWording: String] {
    let rows = try database.query("SELECT priority_id, theme_id, wording FROM priority_theme") {
      (ThemeWording(priorityID: $0.number(0), themeID: $0.string(1)), $0.string(2))
    }
    return Dictionary(rows) { first, _ in first }
  }
}

/// A priority and a theme it touches.
struct ThemeWording: Hashable {
  let priorityID: Int
  let themeID: String
}
