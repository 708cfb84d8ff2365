/// The strategies of all boards: the configured baseline, and over it what was last confirmed on a
/// board's own page.
///
/// A reading counts when it scores well or a person confirmed it, and never when a person rejected
/// it. Where today's page does not count, what was confirmed before stays, with its day.
struct BoardStrategies {
  /// The strategies, area by area in the order of the baseline.
  private(set) var strategies: [Strategy]
  /// What became of each page of this run.
  private(set) var pages: [BoardPageRecord] = []
  /// What each confirmed page changed, oldest first.
  private(set) var changes: [PriorityChange] = []
  /// Readings of this run that count and that the journal does not hold yet.
  private(set) var newlyAccepted: [BoardDecision] = []

  private let coding: PriorityCoding
  private let decisions: [BoardDecision]

  init(
    _ baseline: [Strategy], coding: PriorityCoding, readings: [BoardReading],
    decisions: [BoardDecision]
  ) {
    strategies = baseline
    self.coding = coding
    self.decisions = decisions
    let read = Dictionary(readings.map { ($0.areaCode, $0) }) { first, _ in first }
    let areas = Set(decisions.map(\.areaCode)).union(read.keys)
    for area in areas.sorted() { settle(area, read[area]) }
  }

  private mutating func settle(_ area: String, _ reading: BoardReading?) {
    var history = held(area, except: reading?.sha256)
    if let reading {
      let known = history.reduce(strategies.filter { $0.areaCode == area }) { known, item in
        Self.merged(known, item.0.strategies.map { strategy($0, item.0, item.1) })
      }
      let record = record(reading, known: known)
      pages.append(record)
      if record.decision.counts {
        let decision = BoardDecision(accepting: reading, record.strategies)
        history.append((decision, reading))
        if !decisions.contains(where: { $0.sha256 == decision.sha256 && $0.kind == .accepted }) {
          newlyAccepted.append(decision)
        }
      }
    }
    var before = strategies.filter { $0.areaCode == area }
    for (decision, reading) in history {
      let found = decision.strategies.map { strategy($0, decision, reading) }
      changes += PriorityChange.between(before, found, decision)
      before = Self.merged(before, found)
    }
    replace(area, with: before)
  }

  /// The readings taken in earlier runs, oldest first.
  private func held(
    _ area: String, except sha256: String?
  ) -> [(BoardDecision, BoardReading?)] {
    let own = decisions.filter { $0.areaCode == area }
    let rejected = Set(own.filter { Self.isRejected($0.sha256, own) }.map(\.sha256))
    return own.filter {
      $0.kind == .accepted && $0.sha256 != sha256 && !rejected.contains($0.sha256)
    }.sorted { ($0.day, $0.sha256) < ($1.day, $1.sha256) }.map { ($0, nil) }
  }

  /// A person's last word on a page.
  private static func isRejected(_ sha256: String, _ decisions: [BoardDecision]) -> Bool {
    decisions.last { $0.sha256 == sha256 && $0.kind != .accepted }?.kind == .rejected
  }

  /// Whether a strategy that is known has lost a fifth of its priorities or more on the page: then its
  /// layout has probably changed, and a person should look.
  private static func isShrunk(_ found: [Strategy], _ known: [Strategy]) -> Bool {
    found.contains { new in
      known.contains {
        $0.isSameStrategy(as: new) && new.priorities.count * 5 <= $0.priorities.count * 4
      }
    }
  }

  private func record(_ reading: BoardReading, known: [Strategy]) -> BoardPageRecord {
    let word = decisions.last { $0.sha256 == reading.sha256 && $0.kind != .accepted }?.kind
    let result = reading.reading
    let strategies = result.strategies.isEmpty ? result.proposed : result.strategies
    let decision: BoardPageRecord.Decision =
      switch word {
      case .rejected: .rejected
      case .confirmed: strategies.isEmpty ? .unusable : .confirmed
      default: decision(reading, strategies, known)
      }
    return BoardPageRecord(
      areaCode: reading.areaCode, snapshot: reading.snapshots.first ?? 0, decision: decision,
      reading: result, strategies: strategies)
  }

  /// What becomes of a page on which no person has said a word.
  private func decision(
    _ reading: BoardReading, _ strategies: [PublishedStrategy], _ known: [Strategy]
  ) -> BoardPageRecord.Decision {
    guard reading.reading.outcome == .ok, !reading.reading.needsReview else {
      return reading.reading.needsReview ? .review : .unusable
    }
    let accepted = BoardDecision(accepting: reading, strategies)
    return Self.isShrunk(strategies.map { strategy($0, accepted, reading) }, known)
      ? .review : .taken
  }

  private func strategy(
    _ found: PublishedStrategy, _ decision: BoardDecision, _ reading: BoardReading?
  ) -> Strategy {
    Strategy(
      areaCode: decision.areaCode, title: found.title, periodStart: found.periodStart,
      periodEnd: found.periodEnd,
      status: Strategy.Status(rawValue: found.status.rawValue) ?? .current,
      address: decision.address.hasPrefix("http") ? decision.address : nil,
      confirmedOn: decision.day.isEmpty ? nil : decision.day,
      provenance:
        "read from the board's page (rules \(decision.rulesVersion), page \(decision.sha256.prefix(12)))",
      priorities: found.priorities.enumerated().map { index, priority in
        Priority(
          number: priority.number ?? index + 1, text: priority.text, needsChecking: false,
          themes: coding.themes(of: priority.text),
          origin: Origin(priority, snapshots: reading?.snapshots))
      })
  }

  /// What was found takes the place of the same strategy; an older one that was in force has ended
  /// when a newer one is.
  private static func merged(_ before: [Strategy], _ found: [Strategy]) -> [Strategy] {
    let newest = found.filter { $0.status == .current }.compactMap(\.periodStart).max()
    let kept = before.filter { old in !found.contains { $0.isSameStrategy(as: old) } }.map { old in
      guard let newest, old.status == .current, (old.periodStart ?? 0) < newest else { return old }
      return old.ended
    }
    return found + kept
  }

  private mutating func replace(_ area: String, with new: [Strategy]) {
    let place = strategies.firstIndex { $0.areaCode == area } ?? strategies.count
    strategies.removeAll { $0.areaCode == area }
    strategies.insert(contentsOf: new, at: min(place, strategies.count))
  }
}

/// What became of one board's page in a run.
public struct BoardPageRecord: Sendable {
  public enum Decision: String, Sendable {
    /// It scored well.
    case taken
    case confirmed
    case rejected
    /// A person should look.
    case review
    /// There is nothing on it to look at.
    case unusable

    var counts: Bool { self == .taken || self == .confirmed }
  }

  public let areaCode: String
  /// The number of the entry page's snapshot, from 0.
  public let snapshot: Int
  public let decision: Decision
  public let reading: BoardStrategyReading
  /// What was read, or what would be if a person confirmed it.
  public let strategies: [PublishedStrategy]
}

extension Strategy {
  /// Whether two records are of one strategy: the same first year, or the same title where a page
  /// gives no years.
  func isSameStrategy(as other: Strategy) -> Bool {
    if let periodStart, let start = other.periodStart { return periodStart == start }
    return AreaName.key(title) == AreaName.key(other.title)
  }

  /// The same strategy, over.
  var ended: Strategy {
    Strategy(
      areaCode: areaCode, title: title, periodStart: periodStart, periodEnd: periodEnd,
      status: .expired, address: address, confirmedOn: confirmedOn, provenance: provenance,
      priorities: priorities)
  }
}

extension Origin {
  /// The stretch of a page's visible text that a priority was read from.
  init(_ priority: PublishedPriority, snapshots: [Int]?) {
    let number = snapshots.flatMap { $0.indices.contains(priority.page) ? $0[priority.page] : nil }
    let end = priority.offset + priority.text.count
    self.init(
      file: number.map(File.snapshot) ?? .earlierPage,
      span: "page \(priority.page + 1), characters \(priority.offset) to \(end)")
  }
}
