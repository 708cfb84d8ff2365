/// A row on which the publisher's printed word is not what its own figures give.
public struct Disagreement: Equatable, Sendable {
  public enum Matter: String, Sendable {
    case comparison, trend
  }

  public let matter: Matter
  public let observation: Int
  public let published: String
  public let computed: String
}

/// The publisher's words checked against its figures.
public struct Audit: Sendable {
  /// Rows that carry a word of comparison and an England value to compare with.
  public internal(set) var comparisons = 0
  /// Series whose last row carries a trend word.
  public internal(set) var trends = 0
  /// Trends that the publisher tested on points that are not held here.
  public internal(set) var trendsOnOtherPoints = 0
  /// Trend words on series that could not be tested for lack of limits, printed as if they were.
  public internal(set) var trendsPrintedUntested = 0
  public internal(set) var disagreements: [Disagreement] = []
}

/// Recomputes every comparison with England and every recent trend that the publisher printed.
///
/// - Parameter records: a run's records.
/// - Returns: the counts and every row that disagrees.
public func audit(_ records: Records) -> Audit {
  let table = records.observations
  let judge = Judge(records, rows: table.rows.indices)
  var audit = Audit()
  for (index, row) in table.rows.enumerated() {
    guard let word = judge.publishedComparison(row) else { continue }
    let found = judge.england(row, judge.polarities.forAudit(row))
    if found.benchmark == nil { continue }
    audit.comparisons += 1
    if word.says(found.significance) { continue }
    audit.disagreements.append(
      Disagreement(
        matter: .comparison, observation: index, published: word.rawValue,
        computed: found.reason?.rawValue ?? found.significance.rawValue))
  }
  auditTrends(table, judge, into: &audit)
  return audit
}

private func auditTrends(_ table: ObservationTable, _ judge: Judge, into audit: inout Audit) {
  for series in table.allSeries {
    let newest = series.newest
    guard let marker = judge.publishedMarker(table.rows[newest]) else { continue }
    audit.trends += 1
    let outcome = judge.trend(series)
    guard let agrees = outcome.agrees(with: marker) else {
      audit.trendsOnOtherPoints += 1
      continue
    }
    if agrees { continue }
    if outcome.reason == .confidenceLimitsMissing || outcome.reason == .confidenceLimitsOfNoWidth {
      audit.trendsPrintedUntested += 1
    }
    audit.disagreements.append(
      Disagreement(
        matter: .trend, observation: newest, published: marker.rawValue, computed: outcome.words))
  }
}

extension RecentTrend.Outcome {
  /// The marker that was found, or the reason why nothing was tested.
  public var words: String {
    switch self {
    case .tested(let test): test.marker.rawValue
    case .notTested(let reason): reason.rawValue
    }
  }
}

extension RecentTrend.Outcome {
  /// Whether the publisher's marker is what was found; nil when the publisher tested points that
  /// are not held here.
  func agrees(with published: TrendMarker) -> Bool? {
    if published != .cannotBeCalculated, reason == .fewerThanFivePoints { return nil }
    return published == marker
  }

  /// Why nothing was tested; nil when something was.
  public var reason: RecentTrend.Reason? {
    if case .notTested(let reason) = self { return reason }
    return nil
  }
}
