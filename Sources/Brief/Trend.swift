/// The recent trend of a series: tested here, said by its publisher, or neither, with the reason.
public struct Trend: Sendable, Equatable {
  public enum Direction: String, Sendable {
    case increasing, decreasing
    case noChange = "no_change"
  }

  public enum Basis: String, Sendable { case tested, publisher, nobody }

  /// nil where nothing can be said.
  public let direction: Direction?
  public let basis: Basis
  /// Why it was not tested here.
  public let reason: String?
  /// What the publisher printed, where it is not what stands here.
  public let disagreement: String?
  private let polarity: Polarity?

  /// The release's own test where one was made. Where too few periods are held to test it here, the
  /// publisher's word stands, for the publisher holds more; in every other case a word that no test
  /// bears out is reported and not believed.
  init(_ assessed: AssessedTrend?, published: String?, polarity: Polarity?, period: Period) {
    let word = published.flatMap(Self.direction)
    let found = assessed.flatMap { Direction(rawValue: $0.marker) }
    self.polarity = polarity
    if let found {
      self.direction = found
      basis = .tested
      reason = nil
      disagreement = word.map { $0 != found } == true ? published : nil
      return
    }
    let holdsTooFew = assessed.map { $0.reason == "fewer_than_five_points" } ?? true
    let believed = holdsTooFew ? word : nil
    direction = believed
    basis = believed == nil ? .nobody : .publisher
    reason = assessed.map { Reasons.trend($0.reason, period) } ?? "not assessed in this release"
    disagreement = believed == nil && word != nil ? published : nil
  }

  private static func direction(of published: String) -> Direction? {
    if published.hasPrefix("Increasing") { return .increasing }
    if published.hasPrefix("Decreasing") { return .decreasing }
    return published.hasPrefix("No significant change") ? .noChange : nil
  }

  /// Whether it goes the wrong way; never so where no direction is good.
  public var isWorsening: Bool {
    (direction == .increasing && polarity == .low)
      || (direction == .decreasing && polarity == .high)
  }

  /// Whether it goes the right way.
  public var isImproving: Bool {
    (direction == .increasing && polarity == .high)
      || (direction == .decreasing && polarity == .low)
  }
}

/// What the release's assessment says of a trend.
struct AssessedTrend {
  let marker: String
  let reason: String?
  /// The first day of the code that came after some of the points tested.
  var joinedOn: CalendarDay?
}
