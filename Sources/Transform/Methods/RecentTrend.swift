#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The recent trend of a series: does a straight line through its last five points rise or fall?
///
/// Method: the latest five valid points at t = 1…5. Significant when chi-square is above
/// 9.54953570608324 (one degree of freedom, 99.8%) and the slope has the same sign in the full
/// fit and in all five fits that leave one point out; a slope of exactly 0 counts as positive.
/// A point is valid when value, count and denominator are present and the denominator is above 0.
/// Edge cases: whatever could not be tested carries its reason and is never “no change”.
/// Reference: Fingertips technical guidance on recent trends; TrendMarkerCalculator (2020 source)
/// and its successor.
public enum RecentTrend {
  /// One time period of the series.
  public struct Point: Hashable, Sendable {
    let value: Double?
    let limits: Estimate.Limits?
    let count: Double?
    let denominator: Double?

    /// A point as published; a pair of limits counts only when both are there.
    public init(
      value: Double?, lower95: Double?, upper95: Double?, count: Double?, denominator: Double?
    ) {
      self.value = value
      limits = Estimate.Limits(lower95, upper95)
      self.count = count
      self.denominator = denominator
    }
  }

  /// Which edition of the rule is applied.
  public enum Rule: String, Hashable, Sendable, CaseIterable {
    /// The present rule: skips invalid points; also tests directly standardised rates.
    case present = "fingertips_next"
    /// The 2020 rule: counts back from the latest point and stops at the first invalid one.
    case of2020 = "fingertips_open_2020"
    /// The 2020 rule for proportions compared by SPC, on counts and denominators alone.
    case countsOf2020 = "fingertips_open_2020_counts"

    /// Whether an invalid point ends the run, rather than being left out of it.
    public var stopsAtFirstGap: Bool { self != .present }

    func tests(_ type: ValueType) -> Bool {
      switch type {
      case .proportion, .crudeRate: true
      case .directlyStandardisedRate: self == .present
      case .count, .other: false
      }
    }
  }

  /// What kind of figure the indicator is, as far as the rule asks.
  public enum ValueType: String, Hashable, Sendable, CaseIterable {
    case proportion = "Proportion"
    case crudeRate = "Crude rate"
    case directlyStandardisedRate = "Directly standardised rate"
    case count = "Count"
    case other = "Other"

    /// The kind for the publisher's words; anything unlisted is ``other``.
    public init(published words: String) {
      self = Self.allCases.first { $0.rawValue.lowercased() == words.lowercased() } ?? .other
    }
  }

  /// Why a series was not tested.
  public enum Reason: String, Hashable, Sendable, CaseIterable {
    case valueTypeNotTested = "value_type_not_tested"
    case pooledPeriods = "pooled_periods"
    case fewerThanFivePoints = "fewer_than_five_points"
    case fewerThanFiveValidPoints = "fewer_than_five_valid_points"
    case countEqualsDenominator = "count_equals_denominator"
    case confidenceLimitsMissing = "confidence_limits_missing"
    case confidenceLimitsOfNoWidth = "confidence_limits_of_no_width"
    case countOfZero = "count_of_zero"
    case countAboveDenominator = "count_above_denominator"
  }

  /// A test that was made.
  public struct Test: Hashable, Sendable {
    /// Increasing, decreasing or no change.
    public let marker: TrendMarker
    /// The test statistic, one degree of freedom.
    public let chiSquared: Double
    /// The slope per period: in the indicator's unit, or in log odds by the counts rule.
    public let slope: Double
  }

  /// A test, or the reason why there is none.
  public enum Outcome: Hashable, Sendable {
    case tested(Test)
    case notTested(Reason)

    /// The marker; what was not tested cannot be calculated.
    public var marker: TrendMarker {
      switch self {
      case .tested(let test): test.marker
      case .notTested: .cannotBeCalculated
      }
    }

    /// The marker the publisher prints, who says “no change” where limits were lacking.
    public var publishedMarker: TrendMarker {
      switch self {
      case .notTested(.confidenceLimitsMissing), .notTested(.confidenceLimitsOfNoWidth): .noChange
      default: marker
      }
    }
  }

  static let threshold = 9.54953570608324
  static let pointsNeeded = 5

  /// Tests a series for a recent trend.
  ///
  /// - Parameters:
  ///   - points: Every period of the series, oldest first, with those that lack figures.
  ///   - valueType: What kind of figure the indicator is.
  ///   - yearRange: Years pooled in each point; only single years are tested.
  ///   - rule: The edition of the rule.
  /// - Returns: The test, or the reason why none was made.
  public static func test(
    _ points: [Point], valueType: ValueType, yearRange: Int = 1, rule: Rule = .present
  ) -> Outcome {
    guard rule.tests(valueType) else { return .notTested(.valueTypeNotTested) }
    guard yearRange == 1 else { return .notTested(.pooledPeriods) }
    guard points.count >= pointsNeeded else { return .notTested(.fewerThanFivePoints) }
    let valid = validPoints(points, rule: rule)
    guard valid.count >= pointsNeeded else { return .notTested(.fewerThanFiveValidPoints) }
    if valid.contains(where: { $0.count == $0.denominator }) {
      return .notTested(.countEqualsDenominator)
    }
    let latest = valid.suffix(pointsNeeded)
    return rule == .countsOf2020 ? testCounts(latest) : testValues(latest)
  }

  private struct ValidPoint {
    let value: Double
    let limits: Estimate.Limits?
    let count: Double
    let denominator: Double

    init?(_ point: Point) {
      guard let value = point.value, let count = point.count,
        let denominator = point.denominator, denominator > 0
      else { return nil }
      self.value = value
      self.limits = point.limits
      self.count = count
      self.denominator = denominator
    }
  }

  private static func validPoints(_ points: [Point], rule: Rule) -> [ValidPoint] {
    let checked = points.map(ValidPoint.init)
    guard rule.stopsAtFirstGap, let gap = checked.lastIndex(where: { $0 == nil })
    else { return checked.compactMap { $0 } }
    return checked[(gap + 1)...].compactMap { $0 }
  }

  /// The weighted rule: standard error (upper - lower) / 3.92, weight 1 / se², chi² = (b / se(b))².
  private static func testValues(_ points: ArraySlice<ValidPoint>) -> Outcome {
    var sample: [WeightedLine.Point] = []
    for (index, point) in points.enumerated() {
      guard let limits = point.limits else { return .notTested(.confidenceLimitsMissing) }
      let error = (limits.upper - limits.lower) / 3.92
      guard error > 0 else { return .notTested(.confidenceLimitsOfNoWidth) }
      let weight = 1 / (error * error)
      sample.append(.init(time: Double(index + 1), value: point.value, weight: weight))
    }
    let line = WeightedLine(sample)
    return outcome(chiSquared: line.chiSquared, slope: line.slope, sample: sample)
  }

  /// The counts rule: chi-square for trend in proportions, signs from unweighted log odds.
  private static func testCounts(_ points: ArraySlice<ValidPoint>) -> Outcome {
    var sample: [WeightedLine.Point] = []
    for (index, point) in points.enumerated() {
      guard point.count > 0 else { return .notTested(.countOfZero) }
      guard point.count < point.denominator else { return .notTested(.countAboveDenominator) }
      let logOdds = log(point.count / (point.denominator - point.count))
      sample.append(.init(time: Double(index + 1), value: logOdds, weight: 1))
    }
    let slope = WeightedLine(sample).slope
    return outcome(chiSquared: chiSquaredForTrend(points), slope: slope, sample: sample)
  }

  /// N (N Σct - C Σnt)² / (C (N - C) (N Σnt² - (Σnt)²)) with counts c and denominators n.
  private static func chiSquaredForTrend(_ points: ArraySlice<ValidPoint>) -> Double {
    var (n, c, nt, ct, ntt) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for (index, point) in points.enumerated() {
      let time = Double(index + 1)
      n += point.denominator
      c += point.count
      nt += point.denominator * time
      ct += point.count * time
      ntt += point.denominator * time * time
    }
    let covariance = n * ct - c * nt
    return n * covariance * covariance / (c * (n - c) * (n * ntt - nt * nt))
  }

  private static func outcome(
    chiSquared: Double, slope: Double, sample: [WeightedLine.Point]
  ) -> Outcome {
    let isRising = slope >= 0
    let isSteady = sample.indices.allSatisfy { left in
      var others = sample
      others.remove(at: left)
      return (WeightedLine(others).slope >= 0) == isRising
    }
    let isSignificant = chiSquared > threshold && isSteady
    let marker: TrendMarker = isSignificant ? (isRising ? .increasing : .decreasing) : .noChange
    return .tested(Test(marker: marker, chiSquared: chiSquared, slope: slope))
  }
}

/// A straight line fitted by weighted least squares.
struct WeightedLine {
  struct Point {
    let time: Double
    let value: Double
    let weight: Double
  }

  let slope: Double
  /// (slope ÷ its standard error)², when the weights are inverse variances.
  let chiSquared: Double

  /// Method: about the weighted mean time, b = Σ w(t - t̄)y ÷ Σ w(t - t̄)², se(b)² = 1 ÷ Σ w(t - t̄)².
  /// Values are taken from the first one, so that a level series has a slope of exactly 0.
  init(_ points: [Point]) {
    let weight = points.reduce(0) { $0 + $1.weight }
    let meanTime = points.reduce(0) { $0 + $1.weight * $1.time } / weight
    let firstValue = points.first?.value ?? 0
    var spread = 0.0
    var product = 0.0
    for point in points {
      let distance = point.time - meanTime
      spread += point.weight * distance * distance
      product += point.weight * distance * (point.value - firstValue)
    }
    slope = product / spread
    chiSquared = product * product / spread
  }
}
