/// How the area's figure compares with a benchmark, who says so, or why nobody can.
public struct Significance: Sendable, Equatable {
  /// What the comparison found.
  public enum Finding: Sendable, Equatable {
    case better, similar, worse, higher, lower
    /// Another word of the publisher's, such as a quintile.
    case other(String)
    /// Nothing can be said, and why.
    case notTested(String)
  }

  /// Where the finding is from.
  public enum Basis: String, Sendable, Equatable { case interval, publisher, nobody }

  public let finding: Finding
  public let basis: Basis
  /// What the publisher printed where it says something else.
  public let disagreement: Finding?

  init(_ finding: Finding, by basis: Basis, against disagreement: Finding? = nil) {
    (self.finding, self.basis, self.disagreement) = (finding, basis, disagreement)
  }

  /// The release's own 95% test where one was made, otherwise the publisher's word.
  ///
  /// A word beside a value that was held back is not repeated: it would say what was suppressed.
  init(tested: Finding?, published: String?, hasValue: Bool) {
    let word = published.flatMap { hasValue ? Finding(published: $0) : nil }
    guard let tested, tested.isTested else {
      let silent = tested ?? .notTested("not assessed in this release")
      self.init(
        word.flatMap { $0.isTested ? $0 : nil } ?? silent,
        by: word?.isTested == true ? .publisher : .nobody)
      return
    }
    let differs = word.map { $0.contradicts(tested) } ?? false
    self.init(tested, by: .interval, against: differs ? word : nil)
  }
}

extension Significance.Finding {
  /// A word of the publisher's.
  init?(published: String) {
    switch published {
    case "": return nil
    case "Better", "Best": self = .better
    case "Similar": self = .similar
    case "Worse", "Worst": self = .worse
    case "Higher": self = .higher
    case "Lower": self = .lower
    case "Not compared": self = .notTested("the publisher does not compare this figure")
    default: self = .other(published)
    }
  }

  /// A word of the release's assessments, with the reason where nothing was compared.
  init(assessed word: String, reason: String?) {
    switch word {
    case "better", "best": self = .better
    case "similar": self = .similar
    case "worse", "worst": self = .worse
    case "higher": self = .higher
    case "lower": self = .lower
    default: self = .notTested(Reasons.comparison(reason))
    }
  }

  public var isTested: Bool {
    if case .notTested = self { false } else { true }
  }

  /// Whether one says that there is a difference and the other that none was found, or the two
  /// judge it differently.
  fileprivate func contradicts(_ other: Self) -> Bool {
    let words = [self, other]
    if words.contains(.similar) {
      return self != other && words.allSatisfy { $0.isSided || $0 == .similar }
    }
    return self != other && words.allSatisfy { [.better, .worse].contains($0) }
  }

  private var isSided: Bool { [.better, .worse, .higher, .lower].contains(self) }
}
