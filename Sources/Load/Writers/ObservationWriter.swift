internal import Transform

/// Writes series and observations by SQLite's own statements.
///
/// Observations are written so when the file is not one that ``ObservationPages`` can add to, and
/// in tests, which compare the two.
struct ObservationWriter: ~Copyable {
  private let statement: Statement

  /// Numbers are those of the table plus one; indicators keep the publisher's ids.
  static func writeSeries(_ table: ObservationTable, into database: Database) throws {
    let statement = try database.prepare("INSERT INTO series VALUES (?, ?, ?, ?, ?, ?, ?)")
    for number in 0..<table.seriesCount {
      if number % 16_384 == 0 { table.rows.letGo() }
      let indices = table.series(at: number)
      let row = table.rows[indices.lowerBound]
      statement.bind(number + 1, at: 1)
      statement.bind(Int(row.area) + 1, at: 2)
      statement.bind(table.indicators[Int(row.indicator)].id, at: 3)
      statement.bind(Int(row.stratum) + 1, at: 4)
      statement.bind(table.periods[Int(row.period)].spanMonths, at: 5)
      statement.bind(indices.lowerBound + 1, at: 6)
      statement.bind(indices.upperBound, at: 7)
      try statement.run()
    }
  }

  static func writeObservations(_ table: ObservationTable, into database: Database) throws {
    let writer = ObservationWriter(
      statement: try database.prepare(
        "INSERT INTO observation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"))
    for number in 0..<table.seriesCount {
      for index in table.series(at: number) {
        try writer.write(table.rows[index], index + 1, series: number + 1)
      }
    }
  }

  private func write(_ row: ObservationRow, _ number: Int, series: Int) throws {
    statement.bind(number, at: 1)
    statement.bind(series, at: 2)
    statement.bind(Int(row.period) + 1, at: 3)
    statement.bind(row.value, at: 4)
    statement.bind(row.lowerCI95, at: 5)
    statement.bind(row.upperCI95, at: 6)
    statement.bind(row.lowerCI998, at: 7)
    statement.bind(row.upperCI998, at: 8)
    statement.bind(row.count, at: 9)
    statement.bind(row.denominator, at: 10)
    bindNumber(Int(row.valueNote), at: 11)
    bindNumber(Int(row.publishedTrend), at: 12)
    bindNumber(Int(row.publishedComparison), at: 13)
    statement.bind(Int(row.snapshot) + 1, at: 14)
    statement.bind(Int(row.line), at: 15)
    try statement.run()
  }

  /// A dictionary entry by its number plus one; NULL where there is none.
  private func bindNumber(_ number: Int, at index: Int) {
    if number < 0 {
      statement.bindNull(at: index)
    } else {
      statement.bind(number + 1, at: index)
    }
  }
}
