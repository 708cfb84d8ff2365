internal import Transform

/// Writes the table `observation` as pages, past SQLite: some ten times as fast as by statements.
///
/// The result is what statements give, row for row; tests compare the two, and `quick_check` reads
/// every page before the release is published.
struct ObservationPages: ~Copyable {
  private let table: ObservationTable
  private let path: String
  private let snapshots: Int
  private var tree: TableTree
  private var record = TableRecord(columns: 15)
  private var series = -1
  private var seriesEnd = 0

  /// - Parameters:
  ///   - records: what was read, in the order of the table.
  ///   - root: the first page of the table, which must be empty.
  ///   - path: a database that nobody has open.
  /// - Returns: how many rows were written, and their sum.
  /// - Throws: ``LoadError`` when the disk fails or a row points at nothing.
  @discardableResult
  static func write(
    _ records: Records, root: Int, into path: String
  ) throws -> ReleaseManifest.Table {
    var pages = ObservationPages(
      table: records.observations, path: path, snapshots: records.files.count,
      tree: try TableTree(try PageFile(path)))
    try pages.write()
    let sha256 = try pages.tree.finish(root: root)
    return ReleaseManifest.Table(
      name: "observation", rows: records.observations.count, sha256: sha256)
  }

  private init(
    table: ObservationTable, path: String, snapshots: Int, tree: consuming TableTree
  ) {
    self.table = table
    self.path = path
    self.snapshots = snapshots
    self.tree = tree
  }

  private mutating func write() throws {
    try table.rows.forEachBlock { first, rows in
      for (offset, row) in rows.enumerated() { try write(row, at: first + offset) }
    }
  }

  @inline(__always)
  private mutating func write(_ row: ObservationRow, at index: Int) throws {
    if index == seriesEnd {
      series += 1
      seriesEnd = table.series(at: series).upperBound
    }
    try checkReferences(row)
    record.start()
    record.appendNull()
    record.append(series + 1)
    record.append(Int(row.period) + 1)
    record.append(row.value)
    record.append(row.lowerCI95)
    record.append(row.upperCI95)
    record.append(row.lowerCI998)
    record.append(row.upperCI998)
    record.append(row.count)
    record.append(row.denominator)
    appendNumber(Int(row.valueNote))
    appendNumber(Int(row.publishedTrend))
    appendNumber(Int(row.publishedComparison))
    record.append(Int(row.snapshot) + 1)
    record.append(Int(row.line))
    try tree.append(rowID: index + 1, record.record)
  }

  /// A dictionary entry by its number plus one; NULL where there is none.
  @inline(__always)
  private mutating func appendNumber(_ number: Int) {
    if number < 0 { record.appendNull() } else { record.append(number + 1) }
  }

  /// Every number names an entry. The entries have the row ids 1, 2, 3 and so on, so that this
  /// proves what `foreign_key_check` would look up for each row and column.
  @inline(__always)
  private func checkReferences(_ row: ObservationRow) throws {
    let isWhole =
      table.periods.indices.contains(Int(row.period)) && (0..<snapshots).contains(Int(row.snapshot))
      && Int(row.valueNote) < table.valueNotes.count
      && Int(row.publishedTrend) < table.publishedWords.count
      && Int(row.publishedComparison) < table.publishedWords.count
    if !isWhole { throw LoadError(.failedCheck("an observation points nowhere"), path: path) }
  }
}
