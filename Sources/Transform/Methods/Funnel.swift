/// Whether an area stands outside a funnel plot's limits.
public enum Funnel {
  /// The publisher's words, with the probability of lying outside on that side.
  public enum Significance: String, Hashable, Sendable, CaseIterable {
    case highAt0001 = "High (0.001)"
    case highAt0025 = "High (0.025)"
    case notSignificant = "Not significant"
    case lowAt0025 = "Low (0.025)"
    case lowAt0001 = "Low (0.001)"
  }

  /// A proportion against the average proportion.
  ///
  /// Method: high when the lower Wilson limit is above the comparator, low when the upper is
  /// below it; tried at 99.8%, then 95%.
  /// Reference: assign_funnel_significance of PHEindicatormethods; Spiegelhalter (2005).
  /// Edge cases: nil when an input is missing.
  ///
  /// - Throws: ``MethodError`` as for Wilson's limits.
  public static func proportion(
    count: Double?, denominator: Double?, comparator: Double?
  ) throws(MethodError) -> Significance? {
    try significance(comparator) { level throws(MethodError) in
      try ConfidenceInterval.wilson(count: count, denominator: denominator, level: level)
    }
  }

  /// A standardised ratio against the comparator, usually 1.
  ///
  /// Method: the limits of the observed count (exact Poisson under 10, Byar from 10) over the
  /// expected count; high when the lower is above the comparator, low when the upper is below.
  /// Edge cases: nil when an input is missing; no count is too small to be low.
  ///
  /// - Throws: ``MethodError`` for a count below 0 or nothing expected.
  public static func ratio(
    observed: Double?, expected: Double?, comparator: Double? = 1
  ) throws(MethodError) -> Significance? {
    try rate(count: observed, denominator: expected, multiplier: 1, comparator: comparator)
  }

  /// A crude or directly standardised rate against the comparator rate.
  ///
  /// Method: as for a ratio. For a standardised rate the denominator is the one that gives the
  /// rate: multiplier × count ÷ rate.
  /// Units: the comparator is per `multiplier`.
  ///
  /// - Throws: ``MethodError`` for a count below 0 or a denominator not above 0.
  public static func rate(
    count: Double?, denominator: Double?, multiplier: Double = 100_000, comparator: Double?
  ) throws(MethodError) -> Significance? {
    try significance(comparator) { level throws(MethodError) in
      try ConfidenceInterval.crudeRate(
        count: count, denominator: denominator, multiplier: multiplier, level: level)
    }
  }

  private static func significance(
    _ comparator: Double?,
    limits: (ConfidenceLevel) throws(MethodError) -> ConfidenceInterval?
  ) throws(MethodError) -> Significance? {
    guard let outer = try limits(.ninetyNinePointEight), let inner = try limits(.ninetyFive),
      let comparator
    else { return nil }
    if let lower = outer.lower, lower > comparator { return .highAt0001 }
    if outer.upper < comparator { return .lowAt0001 }
    if let lower = inner.lower, lower > comparator { return .highAt0025 }
    if inner.upper < comparator { return .lowAt0025 }
    return .notSignificant
  }
}
