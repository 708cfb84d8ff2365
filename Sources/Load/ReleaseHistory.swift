internal import Transform

/// The releases that led to this one, as the table `release_history` keeps them.
enum ReleaseHistory {
  static func write(
    _ release: Release, _ records: Records, after baseline: Baseline?, into database: Database
  ) throws {
    let statement = try database.prepare("INSERT INTO release_history VALUES (?, ?, ?, ?)")
    for row in try baseline?.history() ?? [] {
      for (index, value) in row.enumerated() { try statement.bind(value, at: index + 1) }
      try statement.run()
    }
    try statement.insert(
      .integer(release.number), .text(release.run), .text(records.newestSnapshot), .null)
  }
}

extension Baseline {
  /// What this release knows of those before it, and itself with the time of its publication.
  fileprivate func history() throws -> [[Binding]] {
    let sql = """
      SELECT release_number, run, data_as_of, published_at FROM release_history
      WHERE release_number < ? ORDER BY release_number
      """
    let before =
      schemaVersion < 2
      ? [] : try database.query(sql, [.integer(release.number)]) { $0.bindings() }
    let newest = try database.query("SELECT value FROM release WHERE key = 'newest_snapshot'") {
      $0.string(0)
    }
    let own: [Binding] = [
      .integer(release.number), .text(release.run), .text(newest.first ?? ""),
      Binding(manifest?.run.ended),
    ]
    return before + [own]
  }

  /// The number of the last revision that this release keeps.
  func lastRevision() throws -> Int {
    if schemaVersion < 2 { return 0 }
    return try database.query("SELECT max(revision_id) FROM revision_cell") {
      $0.number(0)
    }.first ?? 0
  }
}
