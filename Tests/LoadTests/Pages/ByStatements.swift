@testable import Load
@testable import Transform

/// Observations written by SQLite's own statements, to compare those with that are written as pages.
struct ObservationWriter: ~Copyable {
  private let statement: Statement

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

/// Assessments written by SQLite's own statements.
enum AssessmentStatements {
  private static let numbers = Dictionary(
    uniqueKeysWithValues: JudgementWords().all.enumerated().map { ($1, $0 + 1) })

  static func writeAssessments(_ assessments: [Assessment], into database: Database) throws {
    let statement = try database.prepare(
      "INSERT INTO assessment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
        + ", ?, ?)")
    for assessment in assessments {
      try bind(assessment, to: statement)
      try statement.run()
    }
  }

  private static func bind(
    _ assessment: Assessment, to statement: borrowing Statement
  ) throws {
    statement.bind(assessment.series + 1, at: 1)
    bind(assessment.polarity.rawValue, to: statement, at: 2)
    for (judgement, column) in [
      (assessment.england, 3), (assessment.region, 6), (assessment.neighbours, 9),
    ] {
      statement.bind(judgement.benchmark ?? .nan, at: column)
      bind(judgement.significance.rawValue, to: statement, at: column + 1)
      bind(judgement.reason?.rawValue, to: statement, at: column + 2)
    }
    bind(assessment.trend.marker.rawValue, to: statement, at: 12)
    bind(assessment.trend.reason?.rawValue, to: statement, at: 13)
    try statement.bind(Binding(assessment.trendJoinedOn), at: 14)
    try bind(assessment.standing, to: statement)
    try statement.bind(Binding(assessment.agrees.map { $0 ? 1 : 0 }), at: 19)
  }

  private static func bind(_ standing: Standing, to statement: borrowing Statement) throws {
    try statement.bind(Binding(standing.rank), at: 15)
    statement.bind(standing.rankedAreas, at: 16)
    try statement.bind(Binding(standing.quintile), at: 17)
    bind(standing.reason?.rawValue, to: statement, at: 18)
    let spread = standing.spread
    statement.bind(spread?.lowest ?? .nan, at: 20)
    statement.bind(spread?.lowerQuartile ?? .nan, at: 21)
    statement.bind(spread?.upperQuartile ?? .nan, at: 22)
    statement.bind(spread?.highest ?? .nan, at: 23)
  }

  private static func bind(_ word: String?, to statement: borrowing Statement, at index: Int) {
    if let number = word.flatMap({ numbers[$0] }) {
      statement.bind(number, at: index)
    } else {
      statement.bindNull(at: index)
    }
  }
}
