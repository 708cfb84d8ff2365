import Load

extension AreaBriefingQuery {
  /// The guidance of each theme, in the catalogue's order.
  func guidance() throws -> [String: [Guidance]] {
    try memory.once { try readGuidance() }
  }

  private func readGuidance() throws -> [String: [Guidance]] {
    let sql = """
      SELECT t.theme_id, g.guidance_id, g.title, g.publisher, g.year, g.address, g.format, g.status,
        (SELECT title FROM guidance n WHERE n.guidance_id = g.successor_id), g.description, g.position,
        l.state, l.checked_at
      FROM guidance_theme t JOIN guidance g USING (guidance_id)
      LEFT JOIN guidance_link l ON l.address = g.address
      ORDER BY t.theme_id, g.position
      """
    let found = try database.query(sql) { row in
      let guidance = Guidance(
        id: row.string(1), position: row.number(10), title: row.string(2),
        publisher: row.string(3),
        year: row.text(4), address: row.text(5), format: row.text(6), status: row.string(7),
        successor: row.text(8), description: row.string(9), linkState: row.text(11),
        linkChecked: row.text(12).flatMap(CalendarDay.init))
      return (row.string(0), guidance)
    }
    return Dictionary(grouping: found, by: \.0).mapValues { $0.map(\.1) }
  }

  /// The whole glossary.
  func glossary() throws -> [GlossaryEntry] {
    try memory.once { try readGlossary() }
  }

  private func readGlossary() throws -> [GlossaryEntry] {
    try database.query("SELECT term, abbreviation, definition FROM glossary_term ORDER BY term") {
      GlossaryEntry(
        term: $0.string(0), abbreviation: $0.text(1), definition: $0.string(2))
    }
  }

  /// Every source with the days its files were fetched.
  func sources() throws -> [SourceEntry] {
    try memory.once { try readSources() }
  }

  private func readSources() throws -> [SourceEntry] {
    let sql = """
      SELECT s.source_id, s.name, s.publisher, s.address, s.licence, s.attribution,
        s.is_illustrative, nullif(min(n.retrieved_at), ''), max(n.retrieved_at), count(n.snapshot_id)
      FROM source s LEFT JOIN snapshot n USING (source_id) GROUP BY s.source_id ORDER BY s.name
      """
    return try database.query(sql) { row in
      SourceEntry(
        id: row.string(0), name: row.string(1), publisher: row.string(2),
        address: row.text(3), licence: row.string(4), attribution: row.string(5),
        isIllustrative: row.integer(6) == 1,
        firstRetrieved: row.text(7).flatMap(CalendarDay.init),
        lastRetrieved: row.text(8).flatMap(CalendarDay.init), fileCount: row.number(9))
    }
  }

  /// The files that the figures were read from.
  func snapshots(_ ids: Set<Int>) throws -> [SnapshotEntry] {
    try memory.once { try readSnapshots() }.filter { ids.contains($0.id) }
  }

  private func readSnapshots() throws -> [SnapshotEntry] {
    let sql = """
      SELECT n.snapshot_id, s.name, n.name, n.address, n.sha256, n.retrieved_at
      FROM snapshot n JOIN source s USING (source_id) ORDER BY n.snapshot_id
      """
    return try database.query(sql) { row in
      SnapshotEntry(
        id: row.number(0), sourceName: row.string(1), name: row.string(2),
        address: row.string(3), sha256: row.string(4),
        retrieved: row.text(5).flatMap(CalendarDay.init))
    }
  }
}
