/// A line of the journal of boards: a reading that was taken, or what a person decided on one.
public struct BoardDecision: Sendable, Codable, Equatable {
  public enum Kind: String, Sendable, Codable {
    /// The reading scored well and was taken as it is.
    case accepted
    /// A person looked and says that the reading is right.
    case confirmed
    /// A person looked and says that it is wrong.
    case rejected
  }

  public var kind: Kind
  public var areaCode: String
  /// SHA-256 of the entry page.
  public var sha256: String
  /// The day on which the page was received.
  public var day: String
  public var address: String
  public var rulesVersion: String
  /// What was read; empty for a person's decision, which points to a page that is held.
  public var strategies: [PublishedStrategy]
  /// Of a person's decision: who, when and why.
  public var by: String?
  public var at: String?
  public var reason: String?

  /// A person's decision on the page that a release holds.
  public init(
    _ kind: Kind, areaCode: String, sha256: String, day: String, address: String, by: String,
    at: String, reason: String?
  ) {
    self.kind = kind
    self.areaCode = areaCode
    self.sha256 = sha256
    self.day = day
    self.address = address
    rulesVersion = BoardStrategyReading.rulesVersion
    strategies = []
    self.by = by
    self.at = at
    self.reason = reason
  }

  init(accepting reading: BoardReading, _ strategies: [PublishedStrategy]) {
    kind = .accepted
    areaCode = reading.areaCode
    sha256 = reading.sha256
    day = reading.day
    address = reading.address
    rulesVersion = BoardStrategyReading.rulesVersion
    self.strategies = strategies
  }

  enum CodingKeys: String, CodingKey {
    case kind, sha256, day, address, strategies, by, at, reason
    case areaCode = "area_code"
    case rulesVersion = "rules_version"
  }
}
