/// Why something is asked for.
public enum FetchReason: Sendable, Hashable {
  case everyRun
  case neverHeld
  /// The copy that is held is damaged.
  case damaged
  /// The copy was last confirmed at this time, which is longer ago than the source's days.
  case due(since: String)
  case addressChanged
  /// The publisher's log of updates says so.
  case publisherChanged
  /// To learn what the publisher has changed.
  case updateLog
  /// To learn for which kinds of area there is data.
  case availability
  /// It belongs to a guide whose first page was asked for.
  case sameGuide
  /// A link on a page of the board speaks of the strategy.
  case strategyLink
  /// A later page of the guide did not answer when its first page last did.
  case halfRead
  case linkCheck
  case wished

  public var words: String {
    switch self {
    case .everyRun: "asked for at each run"
    case .neverHeld: "not held yet"
    case .damaged: "the copy held is damaged"
    case .due(let since): "last confirmed on \(since.prefix(10))"
    case .addressChanged: "the configured address is another"
    case .publisherChanged: "the publisher’s log of updates names a change"
    case .updateLog: "to learn what has changed"
    case .availability: "to learn for which kinds of area there is data"
    case .sameGuide: "a page of the same guide"
    case .strategyLink: "a link there speaks of the strategy"
    case .halfRead: "not all pages of the guide answered the last time"
    case .linkCheck: "to see whether the link still works"
    case .wished: "asked for again, as wished"
    }
  }
}
