internal import Transform

/// Writes the series by SQLite's own statements; ``ObservationPages`` writes their observations.
enum SeriesWriter {
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
}
