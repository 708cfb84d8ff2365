/// Which direction is good, for the indicators of a table.
///
/// What `config/themes.yaml` says comes first, then the publisher's metadata, then what the
/// publisher's own words on the rows imply; without any of them nothing is judged good or bad.
struct Polarities {
  let groupings: Groupings
  private let said: [Polarity?]
  private let implied: [Polarity]

  /// - Parameters:
  ///   - records: a run's records.
  ///   - rows: those whose words are looked at.
  ///   - benchmarks: of the same records.
  init(_ records: Records, rows: some Sequence<Int>, _ benchmarks: Benchmarks) {
    let themes = Dictionary(records.themes.flatMap(\.indicators).map { ($0.id, $0.polarity) }) {
      first, _ in first
    }
    let metadata = Dictionary(
      records.metadata.compactMap { item in
        item.polarity.flatMap(Polarity.init(published:)).map { (item.id, $0) }
      }
    ) { _, last in last }
    let indicators = records.observations.indicators
    said = indicators.map { themes[$0.id] ?? metadata[$0.id] }
    groupings = Groupings(records, rows: rows, benchmarks)
    let shown = Dictionary(
      groupings.all.compactMap { item in item.polarity.map { (item.indicatorID, $0) } }
    ) { first, _ in first }
    implied = indicators.map { shown[$0.id] ?? .none }
  }

  /// For ranking an indicator: the configured direction where there is one.
  func forJudging(_ indicator: Int32) -> Polarity {
    said[Int(indicator)] ?? implied[Int(indicator)]
  }

  /// For judging a row: the configured direction, else that of its own grouping.
  func forJudging(_ row: ObservationRow) -> Polarity {
    said[Int(row.indicator)] ?? forAudit(row)
  }

  /// For checking the publisher: the direction that its own words imply, since the same indicator
  /// is judged in one of its profiles and not in another.
  func forAudit(_ row: ObservationRow) -> Polarity {
    groupings.polarity(row) ?? implied[Int(row.indicator)]
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
