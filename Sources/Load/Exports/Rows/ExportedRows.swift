/// Writes the rows of the view `observations`, past its joins: each area, indicator, period and
/// note is put into its written form once, and a row is made of these pieces and its figures.
///
/// A test compares the result with what the view gives.
struct ExportedRows<Format: RowFormat> {
  private let format: Format
  private let database: Database
  /// How many of the view's first columns are left out.
  private let skipped: Int
  private let pieces: Pieces

  /// Written forms by number.
  private struct Pieces {
    var indicators: [[UInt8]] = []
    var areas: [[UInt8]] = []
    var strata: [[UInt8]] = []
    var periods: [[UInt8]] = []
    var notes: [[UInt8]] = []
    var trends: [[UInt8]] = []
    var comparisons: [[UInt8]] = []
    var snapshots: [[UInt8]] = []
  }

  /// - Parameters:
  ///   - format: how rows are written.
  ///   - database: a release.
  ///   - skipsIndicatorID: leaves the first column out.
  /// - Throws: ``LoadError`` when the database cannot be read.
  init(_ format: Format, _ database: Database, skipsIndicatorID: Bool = false) throws {
    self.format = format
    self.database = database
    skipped = skipsIndicatorID ? 1 : 0
    var pieces = Pieces()
    var writer = PieceWriter(format: format, database: database)
    pieces.indicators = try writer.pieces(
      "SELECT indicator_id, \(skipsIndicatorID ? "" : "indicator_id, ")indicator_name FROM indicator",
      at: 0)
    pieces.areas = try writer.pieces(
      "SELECT area_id, area_code, area_name, area_type FROM area", at: 2 - skipped)
    pieces.strata = try writer.pieces(
      "SELECT stratum_id, sex, age, category_type, category FROM stratum", at: 5 - skipped)
    pieces.periods = try writer.pieces(
      "SELECT time_period_id, label, sortable FROM time_period", at: 9 - skipped)
    let notes = "SELECT 0, NULL UNION ALL SELECT value_note_id, text FROM value_note"
    pieces.notes = try writer.pieces(notes, at: 18 - skipped)
    let words = "SELECT 0, NULL UNION ALL SELECT published_word_id, text FROM published_word"
    pieces.trends = try writer.pieces(words, at: 19 - skipped)
    pieces.comparisons = try writer.pieces(words, at: 20 - skipped)
    pieces.snapshots = try writer.pieces(
      "SELECT snapshot_id, source_id, sha256 FROM snapshot", at: 21 - skipped)
    self.pieces = pieces
  }

  /// Writes the rows of these series in their order.
  func write(_ series: some Sequence<SelectedSeries>, to sink: inout ByteSink) throws {
    let statement = try database.prepare(
      """
      SELECT time_period_id, value, lower_ci95, upper_ci95, lower_ci998, upper_ci998, count,
        denominator, coalesce(value_note_id, 0), coalesce(published_trend_id, 0),
        coalesce(published_comparison_england_id, 0), snapshot_id, source_line
      FROM observation WHERE observation_id BETWEEN ?1 AND ?2
      """)
    for item in series {
      let start =
        pieces.indicators[item.indicator] + pieces.areas[item.area]
        + pieces.strata[item.stratum]
      statement.bind(item.observations.lowerBound, at: 1)
      statement.bind(item.observations.upperBound, at: 2)
      while try statement.step() {
        write(Row(statement.handle), after: start, to: &sink)
        try sink.rowIsComplete()
      }
      statement.reset()
    }
  }

  @inline(__always)
  private func write(_ row: borrowing Row, after start: [UInt8], to sink: inout ByteSink) {
    sink.append(start)
    sink.append(pieces.periods[row.number(0)])
    for column in 1...7 {
      format.append(row.cell(column), column: column + 10 - skipped, to: &sink)
    }
    sink.append(pieces.notes[row.number(8)])
    sink.append(pieces.trends[row.number(9)])
    sink.append(pieces.comparisons[row.number(10)])
    sink.append(pieces.snapshots[row.number(11)])
    format.append(row.cell(12), column: 23 - skipped, to: &sink)
    format.endRow(in: &sink)
  }
}

/// Puts the rows of a query into their written form, by the number in the first column.
private struct PieceWriter<Format: RowFormat>: ~Copyable {
  let format: Format
  let database: Database
  var scratch = ByteSink { _ in }

  init(format: Format, database: Database) {
    self.format = format
    self.database = database
  }

  mutating func pieces(_ sql: String, at firstColumn: Int) throws -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    let statement = try database.prepare(sql)
    while try statement.step() {
      let number = Row(statement.handle).number(0)
      while pieces.count <= number { pieces.append([]) }
      pieces[number] = piece(Row(statement.handle), at: firstColumn)
    }
    return pieces
  }

  private mutating func piece(_ row: borrowing Row, at firstColumn: Int) -> [UInt8] {
    let format = format
    let start = scratch.mark
    for column in 1..<row.columnCount {
      format.append(row.cell(column), column: firstColumn + column - 1, to: &scratch)
    }
    return scratch.takeBack(to: start)
  }
}

/// A series that is wanted, with the observations of it that are.
struct SelectedSeries {
  let indicator: Int
  let area: Int
  let stratum: Int
  let observations: ClosedRange<Int>
}

extension SelectedSeries {
  /// The series of a selection in the order of the database.
  static func all(_ selection: ExportSelection, in database: Database) throws -> [SelectedSeries] {
    var (conditions, values): ([String], [Binding]) = (["TRUE"], [])
    func narrow(_ column: String, _ wanted: [Binding]) {
      if wanted.isEmpty { return }
      conditions.append("\(column) IN (\(wanted.map { _ in "?" }.joined(separator: ", ")))")
      values += wanted
    }
    narrow("area_code", selection.areas.map(Binding.text))
    narrow("indicator_id", selection.indicators.map(Binding.integer))
    let first = selection.latestOnly ? "last_observation_id" : "first_observation_id"
    let sql = """
      SELECT indicator_id, area_id, stratum_id, \(first), last_observation_id
      FROM series JOIN area USING (area_id) WHERE \(conditions.joined(separator: " AND "))
      ORDER BY series_id
      """
    return try database.query(sql, values) { row in
      SelectedSeries(
        indicator: row.number(0), area: row.number(1), stratum: row.number(2),
        observations: row.number(3)...max(row.number(3), row.number(4)))
    }
  }
}
