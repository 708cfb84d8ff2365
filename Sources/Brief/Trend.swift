/// The recent trend as its publisher gives it, or why there is none.
public enum Trend: Sendable, Equatable {
  case published(String)
  case notTested(String)
  case notPublished

  init(published: String?, period: Period) {
    switch published {
    case nil, "": self = .notPublished
    case "Cannot be calculated": self = .notTested(Self.reason(period))
    case let word?: self = .published(word)
    }
  }

  /// Whether the publisher says it is getting worse.
  public var isWorsening: Bool { says("getting worse") }
  /// Whether the publisher says it is getting better.
  public var isImproving: Bool { says("getting better") }

  private func says(_ words: String) -> Bool {
    if case .published(let word) = self { word.contains(words) } else { false }
  }

  private static func reason(_ period: Period) -> String {
    if period.isPooled { return "periods of several years overlap" }
    if period.held < 5 { return "fewer than five periods held" }
    return "the publisher could not calculate it"
  }
}
