/// How the area's figure compares with England's, who says so, or why nobody can.
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
  public enum Basis: Sendable, Equatable { case publisher, interval, nobody }

  public let finding: Finding
  public let basis: Basis
  /// What the interval rule finds where it disagrees with the publisher's word.
  public let disagreement: Finding?

  /// The publisher's word when there is one, otherwise the 95% interval rule.
  ///
  /// A word beside a value that was held back is not repeated: it would say what was suppressed.
  ///
  /// Method: significant when England's value lies outside the area's 95% confidence interval; a
  /// value on the limit is similar. Both figures are of the same sex, age and period.
  init(published: String?, area: Figure, england: Figure?, polarity: Polarity?) {
    let tested = Self.byInterval(area, england, polarity)
    guard let published, !published.isEmpty, area.value != nil else {
      self.init(tested, by: Self.isTested(tested) ? .interval : .nobody)
      return
    }
    let word = Self.finding(published)
    let differs = Self.isJudged(word) && Self.isJudged(tested) && word != tested
    self.init(word, by: Self.isTested(word) ? .publisher : .nobody, against: differs ? tested : nil)
  }

  init(_ finding: Finding, by basis: Basis, against disagreement: Finding? = nil) {
    (self.finding, self.basis, self.disagreement) = (finding, basis, disagreement)
  }

  private static func finding(_ published: String) -> Finding {
    switch published {
    case "Better", "Best": .better
    case "Similar": .similar
    case "Worse", "Worst": .worse
    case "Higher": .higher
    case "Lower": .lower
    case "Not compared": .notTested("the publisher does not compare this figure")
    default: .other(published)
    }
  }

  private static func byInterval(_ area: Figure, _ england: Figure?, _ polarity: Polarity?)
    -> Finding
  {
    guard area.value != nil else { return .notTested("no value for this area") }
    guard let england else { return .notTested("England’s figure for this period is not held") }
    guard let benchmark = england.value else { return .notTested("no value for England") }
    guard let lower = area.lower, let upper = area.upper else {
      return .notTested("no confidence interval published")
    }
    if lower > benchmark { return outside(isHigher: true, polarity) }
    if upper < benchmark { return outside(isHigher: false, polarity) }
    return .similar
  }

  private static func outside(isHigher: Bool, _ polarity: Polarity?) -> Finding {
    switch polarity {
    case .high: isHigher ? .better : .worse
    case .low: isHigher ? .worse : .better
    default: isHigher ? .higher : .lower
    }
  }

  private static func isTested(_ finding: Finding) -> Bool {
    if case .notTested = finding { false } else { true }
  }

  private static func isJudged(_ finding: Finding) -> Bool {
    [.better, .similar, .worse].contains(finding)
  }
}
