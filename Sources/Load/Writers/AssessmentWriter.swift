internal import Transform

/// Writes what the newest observation of each series means.
enum AssessmentWriter {
  /// Every word that a judgement can hold, numbered from 1 in this order.
  private static let words: [String] = {
    let significance = Significance.allCases.map(\.rawValue)
    let reasons = Judgement.Reason.allCases.map(\.rawValue)
    let markers = TrendMarker.allCases.map(\.rawValue)
    let trendReasons = RecentTrend.Reason.allCases.map(\.rawValue)
    let standings = Standing.Reason.allCases.map(\.rawValue)
    let polarities = Polarity.allCases.map(\.rawValue)
    var seen: Set<String> = []
    return (significance + reasons + markers + trendReasons + standings + polarities).filter {
      seen.insert($0).inserted
    }
  }()

  private static let numbers = Dictionary(
    uniqueKeysWithValues: words.enumerated().map { ($1, $0 + 1) })

  static func write(_ assessments: [Assessment], into database: Database) throws {
    let word = try database.prepare("INSERT INTO judgement_word VALUES (?, ?)")
    for (index, text) in words.enumerated() {
      try word.insert(.integer(index + 1), .text(text))
    }
    let statement = try database.prepare(
      "INSERT INTO assessment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    for assessment in assessments {
      bind(assessment, to: statement)
      try statement.run()
    }
  }

  private static func bind(_ assessment: Assessment, to statement: borrowing Statement) {
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
    bind(assessment.standing, to: statement)
    statement.bind(Binding(assessment.agrees.map { $0 ? 1 : 0 }), at: 18)
  }

  private static func bind(_ standing: Standing, to statement: borrowing Statement) {
    statement.bind(Binding(standing.rank), at: 14)
    statement.bind(standing.rankedAreas, at: 15)
    statement.bind(Binding(standing.quintile), at: 16)
    bind(standing.reason?.rawValue, to: statement, at: 17)
  }

  private static func bind(_ word: String?, to statement: borrowing Statement, at index: Int) {
    if let number = word.flatMap({ numbers[$0] }) {
      statement.bind(number, at: index)
    } else {
      statement.bindNull(at: index)
    }
  }
}
