internal import Transform

/// Writes what belongs to the assessments by statements; ``AssessmentPages`` writes themselves.
enum AssessmentWriter {
  static func writeContext(of assessments: Assessments, into database: Database) throws {
    try writeGroupings(assessments.groupings, into: database)
    let word = try database.prepare("INSERT INTO judgement_word VALUES (?, ?)")
    for (index, text) in JudgementWords().all.enumerated() {
      try word.insert(.integer(index + 1), .text(text))
    }
    try writeEarlier(assessments.all, into: database)
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
}
