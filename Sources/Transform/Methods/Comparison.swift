/// The outcome of comparing an area with a benchmark or a goal.
public enum Significance: String, Hashable, Sendable, CaseIterable {
  case better, similar, worse
  /// Better and worse beyond the 99.8% limits.
  case best, worst
  /// The words where neither direction is judged.
  case higher, lower
  /// An input is missing, or the indicator is not to be compared.
  case notCompared = "not_compared"

  /// The word for an area above or below, given which direction is good.
  static func side(isAbove: Bool, polarity: Polarity, isExtreme: Bool = false) -> Significance {
    switch polarity {
    case .none: isAbove ? .higher : .lower
    case .notApplicable: .notCompared
    case .high: judged(isGood: isAbove, isExtreme: isExtreme)
    case .low: judged(isGood: !isAbove, isExtreme: isExtreme)
    }
  }

  private static func judged(isGood: Bool, isExtreme: Bool) -> Significance {
    if isExtreme { return isGood ? .best : .worst }
    return isGood ? .better : .worse
  }
}

/// A value with the limits published beside it; all in the indicator's unit.
public struct Estimate: Hashable, Sendable {
  let value: Double?
  let limits95: Limits?
  let limits998: Limits?

  /// Both ends of an interval.
  struct Limits: Hashable, Sendable {
    let lower: Double
    let upper: Double

    init?(_ lower: Double?, _ upper: Double?) {
      guard let lower, let upper, lower.isFinite, upper.isFinite else { return nil }
      self.lower = lower
      self.upper = upper
    }

    /// Whether a number lies within the limits, both ends included.
    func holds(_ number: Double) -> Bool { lower <= number && number <= upper }

    /// Whether two intervals share at least a point.
    func overlaps(_ other: Limits) -> Bool { lower <= other.upper && other.lower <= upper }
  }

  /// A value and its limits; a pair of limits counts only when both were published.
  public init(
    value: Double?, lower95: Double? = nil, upper95: Double? = nil,
    lower998: Double? = nil, upper998: Double? = nil
  ) {
    self.value = value
    limits95 = Limits(lower95, upper95)
    limits998 = Limits(lower998, upper998)
  }
}

/// Comparisons of an area with a benchmark, by the method its indicator is published with.
///
/// A missing input gives ``Significance/notCompared``, never similar.
public enum Comparison {
  /// The area's 95% interval against the benchmark value.
  ///
  /// Method: similar when lower ≤ benchmark ≤ upper; otherwise by side and polarity.
  /// Reference: comparator method 1, one overlapping interval.
  public static func interval95(
    _ area: Estimate, benchmark: Double?, polarity: Polarity
  ) -> Significance {
    guard polarity != .notApplicable, area.value != nil, let limits = area.limits95, let benchmark
    else { return .notCompared }
    if limits.holds(benchmark) { return .similar }
    return .side(isAbove: limits.lower > benchmark, polarity: polarity)
  }

  /// The area's 95% and 99.8% intervals against the benchmark value.
  ///
  /// Method: as with one interval; best or worst when the benchmark also lies outside the
  /// 99.8% limits. Without a judgement both levels say higher or lower.
  /// Reference: comparator method 17, two levels.
  public static func intervals95And998(
    _ area: Estimate, benchmark: Double?, polarity: Polarity
  ) -> Significance {
    guard polarity != .notApplicable, area.value != nil, let benchmark,
      let inner = area.limits95, let outer = area.limits998
    else { return .notCompared }
    if inner.holds(benchmark) { return .similar }
    return .side(
      isAbove: inner.lower > benchmark, polarity: polarity, isExtreme: !outer.holds(benchmark))
  }

  /// The area's 95% interval against the benchmark's own 95% interval.
  ///
  /// Method: similar when the intervals overlap or touch; otherwise by the values and polarity.
  /// Reference: comparator method 12, two overlapping intervals.
  public static func bothIntervals95(
    _ area: Estimate, benchmark: Estimate, polarity: Polarity
  ) -> Significance {
    guard polarity != .notApplicable, let value = area.value, let other = benchmark.value,
      let limits = area.limits95, let otherLimits = benchmark.limits95
    else { return .notCompared }
    if limits.overlaps(otherLimits) { return .similar }
    return .side(isAbove: value > other, polarity: polarity)
  }

  /// A proportion against control limits round the benchmark proportion.
  ///
  /// Method: Wilson's limits of the benchmark proportion for the area's denominator; similar
  /// inside them, ends included. `z` is 1.96 or 3.0902.
  /// Units: `value` and `benchmark` per `unit` (100 for percentages).
  /// Reference: comparator method 5, SPC for proportions.
  public static func spcProportion(
    value: Double?, denominator: Double?, unit: Double = 100, benchmark: Double?,
    z: Double = 1.96, polarity: Polarity
  ) -> Significance {
    guard polarity != .notApplicable, let value, let benchmark, let denominator, denominator > 0
    else { return .notCompared }
    let share = benchmark / unit
    guard (0...1).contains(share) else { return .notCompared }
    let control = ConfidenceInterval.wilsonLimits(
      count: share * denominator, denominator: denominator, z: z)
    return against(value / unit, lower: control.lower, upper: control.upper, polarity)
  }

  /// A standardised rate against control limits round the benchmark rate.
  ///
  /// Method: exact Poisson limits for the count that the benchmark rate leads one to expect in
  /// the area's denominator: the means under which that many or more, and that many or fewer,
  /// have probability `tail` (0.025 or 0.001). Events are whole, so an expected count between
  /// two whole numbers is taken up for the lower limit and down for the upper.
  /// Units: `value` and `benchmark` per `unit` of the denominator.
  /// Reference: comparator method 6, SPC for directly standardised rates.
  public static func spcStandardisedRate(
    value: Double?, denominator: Double?, unit: Double = 100_000, benchmark: Double?,
    tail: Double = 0.025, polarity: Polarity
  ) -> Significance {
    guard polarity != .notApplicable, let value, let benchmark, benchmark >= 0,
      let denominator, denominator > 0
    else { return .notCompared }
    let expected = benchmark * denominator / unit
    let lower = GammaDistribution.quantile(tail, shape: expected.rounded(.up)) ?? 0
    guard let upper = GammaDistribution.quantile(1 - tail, shape: expected.rounded(.down) + 1)
    else { return .notCompared }
    return against(value / unit * denominator, lower: lower, upper: upper, polarity)
  }

  private static func against(
    _ value: Double, lower: Double, upper: Double, _ polarity: Polarity
  ) -> Significance {
    if value > upper { return .side(isAbove: true, polarity: polarity) }
    if value < lower { return .side(isAbove: false, polarity: polarity) }
    return .similar
  }
}
