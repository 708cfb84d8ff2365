/// Which direction is good, for every indicator of a table.
///
/// What `config/themes.yaml` says comes first, then the publisher's metadata, then what the
/// publisher's own words on the rows imply; without any of them nothing is judged good or bad.
struct Polarities {
  private let configured: [Polarity?]
  private let implied: [Polarity]

  init(_ records: Records) {
    let table = records.observations
    let themes = Dictionary(records.themes.flatMap(\.indicators).map { ($0.id, $0.polarity) }) {
      first, _ in first
    }
    let metadata = Dictionary(
      records.metadata.compactMap { item in
        item.polarity.flatMap(Polarity.init(published:)).map { (item.id, $0) }
      }
    ) { _, last in last }
    configured = table.indicators.map { themes[$0.id] ?? metadata[$0.id] }
    implied = Self.implied(table)
  }

  /// For judging: the configured direction where there is one.
  func forJudging(_ indicator: Int32) -> Polarity {
    configured[Int(indicator)] ?? implied[Int(indicator)]
  }

  /// For checking the publisher: the direction that its own words imply, since the same indicator
  /// is judged in one of its profiles and not in another.
  func forAudit(_ indicator: Int32) -> Polarity { implied[Int(indicator)] }

  /// “Better” above England's value means that high is good; “Higher” that nothing is judged.
  private static func implied(_ table: ObservationTable) -> [Polarity] {
    let benchmarks = Benchmarks(table)
    let words = table.publishedWords.map { PublishedComparison(rawValue: $0) }
    var found = [Polarity?](repeating: nil, count: table.indicators.count)
    for row in table.rows where found[Int(row.indicator)] == nil && row.publishedComparison >= 0 {
      guard let word = words[Int(row.publishedComparison)], word.isSided,
        let england = benchmarks.value(for: row, of: England.code), !row.value.isNaN
      else { continue }
      found[Int(row.indicator)] = word.polarity(isAbove: row.value > england)
    }
    return found.map { $0 ?? .none }
  }
}

enum England {
  static let code = "E92000001"
}

/// The publisher's words for a comparison with England.
enum PublishedComparison: String {
  case better = "Better"
  case similar = "Similar"
  case worse = "Worse"
  case higher = "Higher"
  case lower = "Lower"

  var isSided: Bool { self != .similar }

  func polarity(isAbove: Bool) -> Polarity {
    switch self {
    case .better: isAbove ? .high : .low
    case .worse: isAbove ? .low : .high
    case .similar, .higher, .lower: .none
    }
  }

  func says(_ significance: Significance) -> Bool {
    switch self {
    case .better: significance == .better || significance == .best
    case .worse: significance == .worse || significance == .worst
    case .similar: significance == .similar
    case .higher: significance == .higher
    case .lower: significance == .lower
    }
  }

  /// Whether the same side is named, judged or not.
  func saysTheSameSide(_ significance: Significance, isAbove: Bool) -> Bool {
    if self == .similar || significance == .similar { return says(significance) }
    switch self {
    case .higher: return isAbove
    case .lower: return !isAbove
    case .better, .worse, .similar: return says(significance)
    }
  }
}

extension Polarity {
  /// The publisher's words in its metadata: “RAG - High is good”, “BOB - Blue orange blue”.
  init?(published words: String) {
    let words = words.lowercased()
    if words.contains("high is good") {
      self = .high
    } else if words.contains("low is good") {
      self = .low
    } else if words.contains("bob") || words.contains("no judgement") {
      self = .none
    } else if words.contains("not applicable") {
      self = .notApplicable
    } else {
      return nil
    }
  }
}
