/// What a council's page turned out to be.
public enum BoardPageOutcome: String, Sendable, Hashable, Codable, CaseIterable {
  /// The page lists the priorities of the area's Health and Wellbeing Strategy.
  case ok
  /// A page of the right kind that does not say what the priorities are.
  case noPriorities = "no_priorities"
  /// Something stands in the way: a bot check, a refusal, a queue, a sign-in.
  case challenge
  /// The page is not there any more, whatever its status.
  case gone
  /// Priorities, but of a district, an integrated care system or a department.
  case wrongLevel = "wrong_level"
}

/// Whether a strategy is in force on a given day.
public enum StrategyStatus: String, Sendable, Hashable, Codable, CaseIterable {
  case current
  case expired
  case draft
  case consultation
}

/// One priority as its board published it, and where on the page it stood.
public struct PublishedPriority: Sendable, Hashable, Codable {
  /// The wording, without its label, number and explanation.
  public let text: String
  /// The number that the page gives it.
  public let number: Int?
  /// The explanation that follows it on the page.
  public let gloss: String?
  /// The page of the guide, counted from 0, and the offset in that page's visible text.
  public let page: Int
  public let offset: Int
}

/// A strategy whose priorities are on the page.
public struct PublishedStrategy: Sendable, Hashable, Codable {
  public let title: String
  public let periodStart: Int?
  public let periodEnd: Int?
  public let status: StrategyStatus
  public let priorities: [PublishedPriority]
  /// The form in which the page presents the list, and the evidence for it.
  public let form: String
  public let score: Double
}

/// Everything that was read from a board's page or guide.
public struct BoardStrategyReading: Sendable, Hashable, Codable {
  public let outcome: BoardPageOutcome
  public let strategies: [PublishedStrategy]
  /// Where a person should look: what would be read if the best list were taken.
  public var proposed: [PublishedStrategy] = []
  /// The score of the best list, and of the best list that was not taken.
  public let score: Double
  public let runnerUpScore: Double?
  /// True when a list was found that is neither clearly the priorities nor clearly something else.
  public let needsReview: Bool
  /// Pages that were refused before or by the parser.
  public let refusals: [HTMLRefusal]
  /// One line a candidate list, best first, for whoever reviews the page.
  public let explanation: [String]
  /// The reading of an address whose pages could not be parsed at all.
  public static func refused(_ refusal: HTMLRefusal) -> BoardStrategyReading {
    BoardStrategyReading(
      outcome: .noPriorities, strategies: [], score: 0, runnerUpScore: nil, needsReview: true,
      refusals: [refusal], explanation: [])
  }

  /// The version of the rules, stored with every reading.
  public static let rulesVersion = "priorities-5"
}

/// One answer of a council's site, as it came over the wire.
public struct BoardPage: Sendable, Hashable {
  public var bytes: [UInt8]
  public var contentType: String?
  public var status: Int
  public var finalURL: String
  public var requestedURL: String

  public init(
    bytes: [UInt8], contentType: String?, status: Int, finalURL: String, requestedURL: String
  ) {
    self.bytes = bytes
    self.contentType = contentType
    self.status = status
    self.finalURL = finalURL
    self.requestedURL = requestedURL
  }
}
