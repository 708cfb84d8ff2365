internal import Transform

/// Writes which lines of the themes show no figure, and since which release.
enum SwitchedOffWriter {
  static func write(
    _ records: Records, release number: Int, after baseline: Baseline?, into database: Database
  ) throws {
    let since = try baseline?.switchedOff() ?? [:]
    let statement = try database.prepare(
      "INSERT INTO switched_off_indicator VALUES (?, ?, ?, ?, ?)")
    for item in records.switchedOff {
      try statement.insert(
        .text(item.themeID), .integer(item.position), .integer(item.indicatorID), .text(item.name),
        .integer(since[item.indicatorID] ?? number))
    }
  }
}

extension Baseline {
  /// The release that switched off each indicator which is off in this one; this one itself where
  /// it keeps only that they are off.
  fileprivate func switchedOff() throws -> [Int: Int] {
    let tables = try database.query(
      """
      SELECT name FROM sqlite_schema
      WHERE type = 'table' AND name IN ('switched_off_indicator', 'identity_mismatch')
      """
    ) { $0.string(0) }
    let sql: String
    if tables.contains("switched_off_indicator") {
      sql = "SELECT indicator_id, min(since_release) FROM switched_off_indicator GROUP BY 1"
    } else if tables.contains("identity_mismatch"), schemaVersion > 1 {
      sql = "SELECT DISTINCT indicator_id, \(release.number) FROM identity_mismatch"
    } else {
      return [:]
    }
    let found = try database.query(sql) { ($0.number(0), $0.number(1)) }
    return Dictionary(found) { first, _ in first }
  }
}
