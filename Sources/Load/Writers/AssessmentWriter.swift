internal import Transform

/// Writes what belongs to the assessments, and in tests the assessments themselves, by statements.
enum AssessmentWriter {
  private static let words = JudgementWords()
  private static let numbers = Dictionary(
    uniqueKeysWithValues: words.all.enumerated().map { ($1, $0 + 1) })

  /// Everything but the table of assessments, see ``AssessmentPages``.
  static func writeContext(of assessments: Assessments, into database: Database) throws {
    try writeGroupings(assessments.groupings, into: database)
    let word = try database.prepare("INSERT INTO judgement_word VALUES (?, ?)")
    for (index, text) in words.all.enumerated() {
      try word.insert(.integer(index + 1), .text(text))
    }
    try writeEarlier(assessments.all, into: database)
  }

  static func writeAssessments(_ assessments: [Assessment], into database: Database) throws {
    let statement = try database.prepare(
      "INSERT INTO assessment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
        + ", ?, ?)")
    for assessment in assessments {
      try bind(assessment, to: statement)
      try statement.run()
    }
  }

  private static func writeGroupings(_ groupings: [Grouping], into database: Database) throws {
    let statement = try database.prepare("INSERT INTO grouping VALUES (?, ?, ?, ?, ?, ?)")
    for item in groupings {
      try statement.insert(
        .integer(item.indicatorID), .integer(item.profileID ?? 0), .text(item.sex),
        .text(item.age), Binding(item.polarity?.rawValue), .text(item.method.rawValue))
    }
  }

  private static func writeEarlier(_ assessments: [Assessment], into database: Database) throws {
    let statement = try database.prepare(
      "INSERT INTO chained_observation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    for assessment in assessments {
      for item in assessment.earlier {
        try statement.insert(
          .integer(assessment.series + 1), .integer(item.period + 1),
          Binding(item.observation.map { $0 + 1 }), Binding(item.value), Binding(item.lowerCI95),
          Binding(item.upperCI95), Binding(item.count), Binding(item.denominator),
          .text(item.areaCodes.joined(separator: "|")), .text(item.joinedOn),
          .text(item.basis.rawValue))
      }
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
