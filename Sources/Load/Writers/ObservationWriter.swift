internal import Transform

/// Writes observations and their series in one pass over the sorted table.
struct ObservationWriter: ~Copyable {
  private let series: Statement
  private let observation: Statement
  private let table: ObservationTable

  private init(
    _ table: ObservationTable, series: consuming Statement, observation: consuming Statement
  ) {
    self.table = table
    self.series = series
    self.observation = observation
  }

  static func write(_ table: ObservationTable, into database: Database) throws {
    let writer = ObservationWriter(
      table,
      series: try database.prepare("INSERT INTO series VALUES (?, ?, ?, ?, ?, ?, ?)"),
      observation: try database.prepare(
        "INSERT INTO observation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"))
    try writer.write()
  }

  /// Numbers are those of the table plus one; indicators keep the publisher's ids.
  private func write() throws {
    var (number, first) = (0, 0)
    while first < table.count {
      var last = first
      while last + 1 < table.count, table.isSameSeries(first, last + 1) { last += 1 }
      number += 1
      try writeSeries(number, first, last)
      for index in first...last { try writeObservation(index, series: number) }
      first = last + 1
    }
  }

  private func writeSeries(_ number: Int, _ first: Int, _ last: Int) throws {
    let row = table.numbers(at: first)
    series.bind(number, at: 1)
    series.bind(row.area + 1, at: 2)
    series.bind(table.indicators[row.indicator].id, at: 3)
    series.bind(row.stratum + 1, at: 4)
    series.bind(table.periods[row.period].spanMonths, at: 5)
    series.bind(first + 1, at: 6)
    series.bind(last + 1, at: 7)
    try series.run()
  }

  private func writeObservation(_ index: Int, series number: Int) throws {
    let row = table.numbers(at: index)
    observation.bind(index + 1, at: 1)
    observation.bind(number, at: 2)
    observation.bind(row.period + 1, at: 3)
    var column = 4
    table.withFigures(at: index) { figure in
      observation.bind(figure, at: column)
      column += 1
    }
    bindNumber(row.valueNote, at: 11)
    bindNumber(row.publishedTrend, at: 12)
    bindNumber(row.publishedComparison, at: 13)
    observation.bind(row.snapshot + 1, at: 14)
    observation.bind(row.line, at: 15)
    try observation.run()
  }

  /// A dictionary entry by its number plus one; NULL where there is none.
  private func bindNumber(_ number: Int, at index: Int) {
    if number < 0 {
      observation.bindNull(at: index)
    } else {
      observation.bind(number + 1, at: index)
    }
  }
}
