import Load

/// The SQL of one area's briefing: a handful of statements, each a search of a small index.
struct AreaBriefingQuery {
  let database: Database
  /// What does not depend on the area.
  let memory = ReleaseMemory()

  init(database: Database) { self.database = database }

  /// The area a code stands for today, with the sentence that says how it came to be that.
  func resolve(_ code: String) throws -> (area: NamedArea, redirection: String?) {
    guard let asked = try area(code) else { throw BriefError.noSuchArea(code) }
    var current = asked
    var changed: String?
    var seen = Set([code])
    while let step = try successor(of: current), seen.insert(step.area.code).inserted {
      current = step.area
      changed = step.day
    }
    guard current != asked else { return (asked, nil) }
    let day = changed.flatMap(CalendarDay.init).map { " on \($0.inWords)" } ?? ""
    return (
      current,
      "\(asked.name) (\(asked.code)) is a former code: it became \(current.name) "
        + "(\(current.code))\(day), and this briefing is about that area."
    )
  }

  private func area(_ code: String) throws -> NamedArea? {
    try database.query(
      "SELECT area_code, area_name FROM area WHERE area_code = ?", [.text(code)], named
    ).first
  }

  private func successor(of area: NamedArea) throws -> (area: NamedArea, day: String?)? {
    let sql = """
      SELECT n.area_code, n.area_name, y.effective_date
      FROM area a
      JOIN area_succession y ON y.predecessor_code = a.area_code
      JOIN area n ON n.area_code = y.successor_code
      WHERE a.area_code = ? AND a.end_date IS NOT NULL AND y.relation <> 'partial'
      ORDER BY y.effective_date, n.area_code
      """
    let found = try database.query(sql, [.text(area.code)]) { row in
      (area: try named(row), day: row.text(2))
    }
    guard found.count > 1 else { return found.first }
    throw BriefError.divided(code: area.code, name: area.name, successors: found.map(\.area))
  }

  /// Reads the code and name that open a row; an area without a name is called by its code.
  func named(_ row: borrowing Row) throws -> NamedArea {
    let code = row.string(0)
    return NamedArea(code: code, name: row.text(1) ?? code)
  }

  /// The release's number, when it names one.
  func release() throws -> Int? {
    try memory.once { try readRelease() }
  }

  private func readRelease() throws -> Int? {
    try database.query("SELECT value FROM release WHERE key = 'number'") { $0.text(0) }
      .compactMap(\.self).first.flatMap { Int($0) }
  }

  /// The last day that any source was fetched.
  func lastRetrieval() throws -> CalendarDay? {
    try memory.once { try readLastRetrieval() }
  }

  private func readLastRetrieval() throws -> CalendarDay? {
    try database.query("SELECT max(retrieved_at) FROM snapshot") { $0.text(0) }
      .compactMap(\.self).first.flatMap(CalendarDay.init)
  }
}

/// As many placeholders as there are values.
func placeholders(_ count: Int) -> String {
  Array(repeating: "?", count: count).joined(separator: ", ")
}
