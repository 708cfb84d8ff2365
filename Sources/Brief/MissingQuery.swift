import Load

/// A row of the publisher's that was left out because another one contradicts it.
struct ConflictingRow: Equatable {
  let indicatorID: Int
  let period: String

  /// Reads what the table `reject` says of such a row: indicator, area, period, sex and age.
  init?(_ text: String, of codes: [String]) {
    let parts = text.split(separator: ", ").map(String.init)
    guard parts.count > 2, parts[0].hasPrefix("indicator "), codes.contains(parts[1]),
      let id = Int(parts[0].dropFirst("indicator ".count))
    else { return nil }
    (indicatorID, period) = (id, parts[2])
  }
}

extension AreaBriefingQuery {
  /// Whether the release has the table: releases of earlier programs may lack it.
  func hasTable(_ name: String) throws -> Bool {
    try memory.once("table \(name)") {
      try !database.query("SELECT 1 FROM sqlite_schema WHERE name = ?", [.text(name)]) { _ in true }
        .isEmpty
    }
  }

  /// What became of files of their own, and what the publisher has of those indicators.
  func addFiles(to holdings: inout [Int: IndicatorHolding]) throws {
    let files = try database.query(
      "SELECT name, rows_rejected FROM snapshot WHERE name LIKE 'indicator-%' AND rows_rejected > 0"
    ) { ($0.string(0), $0.number(1)) }
    for (name, count) in files {
      if let id = Self.indicator(of: name) { holdings[id]?.rejectedRows += count }
    }
    guard try hasTable("published_for") else { return }
    let unread = try database.query("SELECT file_name, sentence FROM unread_file") {
      ($0.string(0), $0.string(1))
    }
    for (name, sentence) in unread {
      if let id = Self.indicator(of: name) { holdings[id]?.unreadFile = sentence }
    }
    for file in try withheldFiles() {
      if let id = Self.indicator(of: file.name) { holdings[id]?.withheldFile = file }
    }
    let kinds = try database.query(
      "SELECT indicator_id, coalesce(area_type_name, 'kind ' || area_type_id) FROM published_for"
    ) { ($0.number(0), $0.string(1)) }
    for (id, kind) in kinds { holdings[id]?.publishedFor.append(kind) }
  }

  /// The files that are too old to be used.
  func withheldFiles() throws -> [WithheldFile] {
    guard try hasTable("withheld_file") else { return [] }
    return try database.query(
      """
      SELECT file_name, last_confirmed, max_age_days FROM withheld_file
      WHERE file_name NOT LIKE 'available-%' ORDER BY source_id, file_name
      """
    ) { row in
      row.text(1).flatMap(CalendarDay.init).map {
        WithheldFile(
          name: row.string(0), lastConfirmed: $0, maximumAgeDays: row.number(2))
      }
    }.compactMap(\.self)
  }

  /// The indicator of a file that was fetched for it alone: `indicator-93495-502.csv`.
  private static func indicator(of name: String) -> Int? {
    let prefix = "indicator-"
    guard name.hasPrefix(prefix) else { return nil }
    return Int(name.dropFirst(prefix.count).prefix { $0.isNumber })
  }

  /// Rows about the codes that contradicted each other and were left out.
  func conflicts(of codes: [String]) throws -> [ConflictingRow] {
    let sql = "SELECT text FROM reject WHERE reason = 'conflictingValues' ORDER BY reject_id"
    return try database.query(sql) { $0.text(0) }.compactMap(\.self)
      .compactMap { ConflictingRow($0, of: codes) }
  }

  /// The lines of the themes whose indicators are switched off, with what was found instead.
  func switchedOff() throws -> [SwitchedOff] {
    try memory.once { try readSwitchedOff() }
  }

  private func readSwitchedOff() throws -> [SwitchedOff] {
    guard try hasTable("switched_off_indicator") else { return [] }
    let sql = """
      SELECT s.theme_id, s.position, s.indicator_id, s.name, s.since_release, h.data_as_of,
        m.field, m.configured, m.published
      FROM switched_off_indicator s
      LEFT JOIN release_history h ON h.release_number = s.since_release
      LEFT JOIN identity_mismatch m USING (indicator_id)
      ORDER BY s.theme_id, s.position,
        instr('name unit value type polarity', m.field)
      """
    let found = try database.query(sql) { row in
      let day = row.text(5).flatMap(CalendarDay.init).map { " (\($0.inWords))" } ?? ""
      let id = row.number(2)
      return SwitchedOff(
        themeID: row.string(0), position: row.number(1),
        missing: MissingIndicator(
          kind: .switchedOff, indicatorID: id, name: row.string(3),
          reason: Self.identity(
            id, row.text(6) ?? "name", configured: row.text(7), published: row.text(8)),
          since: row.integer(4).map { "release \($0)\(day)" },
          remedy: "Whoever runs this pipeline must look at it and correct the number or the words "
            + "in config/themes.yaml."))
    }
    // Where several things differ the first says enough; all are in the table identity_mismatch.
    var seen: Set<[String]> = []
    return found.filter { seen.insert([$0.themeID, "\($0.position)"]).inserted }
  }

  private static func identity(
    _ id: Int, _ field: String, configured: String?, published: String?
  ) -> String {
    guard let configured, let published else {
      return "the publisher describes number \(id) as something else than is configured"
    }
    let now =
      switch field {
      case "name": "the publisher now uses number \(id) for “\(published)”"
      case "polarity": "the publisher now judges number \(id) as “\(published)”"
      default: "the publisher now gives number \(id) the \(field) “\(published)”"
      }
    return "\(now), which is not the configured “\(configured)”"
  }
}
