/// Writes the revisions of a release: its own first, then those of the releases before.
///
/// A value that is withheld or withdrawn is written nowhere, and taken out of what was kept of the
/// cell so far.
final class RevisionWriter {
  private let statement: Statement
  private let number: Int
  private let files: ComparedFiles
  private var nextID: Int
  private var withheld: Set<Cell> = []
  private(set) var counts: [RevisionKind: Int] = [:]

  /// - Parameters:
  ///   - number: of the new release.
  ///   - lastID: of the revisions that were kept so far.
  ///   - files: those that the revisions are from.
  ///   - database: the new one.
  /// - Throws: ``LoadError`` when SQLite refuses.
  init(number: Int, after lastID: Int, files: ComparedFiles, into database: Database) throws {
    self.number = number
    self.files = files
    nextID = lastID + 1
    statement = try database.prepare(
      "INSERT INTO revision_cell VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    let kind = try database.prepare("INSERT INTO revision_kind VALUES (?, ?)")
    for item in RevisionKind.allCases {
      try kind.insert(.integer(item.rawValue), .text(item.word))
    }
  }

  /// - Throws: ``LoadError`` when the disk fails.
  func write(_ difference: Difference) throws {
    let (kind, cell) = (difference.kind, difference.cell)
    counts[kind, default: 0] += 1
    let isWithheld = kind == .newlySuppressed || kind == .withdrawn
    if isWithheld { withheld.insert(cell) }
    bind(cell)
    statement.bind(nextID, at: 1)
    statement.bind(number, at: 2)
    statement.bind(kind.rawValue, at: 3)
    statement.bind(isWithheld ? .nan : difference.old, at: 8)
    statement.bind(isWithheld ? .nan : difference.new, at: 9)
    statement.bind(difference.changed.rawValue, at: 10)
    bindFile(difference.files.old, at: 11)
    bindFile(difference.files.new, at: 12)
    try statement.run()
    nextID += 1
  }

  private func bind(_ cell: Cell) {
    statement.bind(Int(cell.area), at: 4)
    statement.bind(cell.indicatorID, at: 5)
    statement.bind(Int(cell.stratum), at: 6)
    statement.bind(Int(cell.period), at: 7)
  }

  private func bindFile(_ number: Int, at column: Int) {
    if number > 0 { statement.bind(number, at: column) } else { statement.bindNull(at: column) }
  }

  /// Writes what was kept so far, under the numbers of the new release.
  func carry(_ baseline: Baseline, _ rows: CarriedRows) throws {
    guard baseline.schemaVersion >= 2 else { return }
    let old = try baseline.database.prepare(
      """
      SELECT r.revision_id, r.release_number, r.revision_kind_id, r.area_id, r.indicator_id,
        r.stratum_id, r.time_period_id, r.old_value, r.new_value, r.changed, os.sha256, ns.sha256
      FROM revision_cell r
      LEFT JOIN compared_snapshot os ON os.compared_snapshot_id = r.old_snapshot_id
      LEFT JOIN compared_snapshot ns ON ns.compared_snapshot_id = r.new_snapshot_id
      ORDER BY r.revision_id
      """)
    while try old.step() { try carry(Row(old.handle), rows) }
  }

  private func carry(_ row: borrowing Row, _ rows: CarriedRows) throws {
    func mapped(_ map: [Int32], _ column: Int) -> Int32 {
      let number = row.number(column)
      return map.indices.contains(number) ? map[number] : 0
    }
    let cell = Cell(
      indicatorID: row.number(4), area: mapped(rows.areas, 3),
      stratum: mapped(rows.strata, 5), period: mapped(rows.periods, 6))
    guard cell.area > 0, cell.stratum > 0, cell.period > 0 else { return }
    bind(cell)
    for column in [0, 1, 2, 9] { statement.bind(row.number(column), at: column + 1) }
    let isWithheld = withheld.contains(cell)
    statement.bind(isWithheld ? .nan : row.real(7) ?? .nan, at: 8)
    statement.bind(isWithheld ? .nan : row.real(8) ?? .nan, at: 9)
    bindFile(row.text(10).map(files.number) ?? 0, at: 11)
    bindFile(row.text(11).map(files.number) ?? 0, at: 12)
    try statement.run()
  }
}
