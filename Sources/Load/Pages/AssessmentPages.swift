internal import Transform

/// Writes the table `assessment` as pages, as ``ObservationPages`` does with observations.
struct AssessmentPages: ~Copyable {
  private var tree: TableTree
  private var record = TableRecord(columns: 23)
  private let words = JudgementWords()

  /// - Parameters:
  ///   - assessments: in the order of their series.
  ///   - table: the observations that they judge.
  ///   - root: the first page of the table, which must be empty.
  ///   - path: a database that nobody has open.
  /// - Returns: how many rows were written, and their sum.
  /// - Throws: ``LoadError`` when the disk fails or an assessment is of no series.
  static func write(
    _ assessments: [Assessment], of table: ObservationTable, root: Int, into path: String
  ) throws -> ReleaseManifest.Table {
    var pages = AssessmentPages(tree: try TableTree(try PageFile(path)))
    for assessment in assessments {
      // Proves what `foreign_key_check` would look up; the words are all in their table.
      guard assessment.series < table.seriesCount else {
        throw LoadError(.failedCheck("an assessment points nowhere"), path: path)
      }
      try pages.write(assessment)
    }
    let sha256 = try pages.tree.finish(root: root)
    return ReleaseManifest.Table(name: "assessment", rows: assessments.count, sha256: sha256)
  }

  private init(tree: consuming TableTree) {
    self.tree = tree
  }

  private mutating func write(_ assessment: Assessment) throws {
    record.start()
    record.appendNull()
    record.append(words.polarities[assessment.polarity] ?? 0)
    append(assessment.england)
    append(assessment.region)
    append(assessment.neighbours)
    record.append(words.markers[assessment.trend.marker] ?? 0)
    append(assessment.trend.reason.flatMap { words.trendReasons[$0] })
    if let day = assessment.trendJoinedOn { record.append(day) } else { record.appendNull() }
    append(assessment.standing)
    append(assessment.agrees.map { $0 ? 1 : 0 })
    append(assessment.standing.spread)
    try tree.append(rowID: assessment.series + 1, record.record)
  }

  private mutating func append(_ judgement: Judgement) {
    record.append(judgement.benchmark ?? .nan)
    record.append(words.significances[judgement.significance] ?? 0)
    append(judgement.reason.flatMap { words.reasons[$0] })
  }

  private mutating func append(_ standing: Standing) {
    append(standing.rank)
    record.append(standing.rankedAreas)
    append(standing.quintile)
    append(standing.reason.flatMap { words.standings[$0] })
  }

  private mutating func append(_ spread: Spread?) {
    record.append(spread?.lowest ?? .nan)
    record.append(spread?.lowerQuartile ?? .nan)
    record.append(spread?.upperQuartile ?? .nan)
    record.append(spread?.highest ?? .nan)
  }

  private mutating func append(_ number: Int?) {
    if let number { record.append(number) } else { record.appendNull() }
  }
}

/// Every word that a judgement can hold, numbered from 1 in this order.
struct JudgementWords {
  let all: [String]
  let significances: [Significance: Int]
  let reasons: [Judgement.Reason: Int]
  let markers: [TrendMarker: Int]
  let trendReasons: [RecentTrend.Reason: Int]
  let standings: [Standing.Reason: Int]
  let polarities: [Polarity: Int]

  init() {
    var all: [String] = []
    func numbers<Word: Hashable & CaseIterable & RawRepresentable<String>>(
      _ type: Word.Type
    ) -> [Word: Int] {
      for word in Word.allCases where !all.contains(word.rawValue) { all.append(word.rawValue) }
      let pairs = Word.allCases.map { ($0, (all.firstIndex(of: $0.rawValue) ?? 0) + 1) }
      return Dictionary(pairs) { first, _ in first }
    }
    significances = numbers(Significance.self)
    reasons = numbers(Judgement.Reason.self)
    markers = numbers(TrendMarker.self)
    trendReasons = numbers(RecentTrend.Reason.self)
    standings = numbers(Standing.Reason.self)
    polarities = numbers(Polarity.self)
    self.all = all
  }
}
