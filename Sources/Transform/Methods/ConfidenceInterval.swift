/// The limits between which the underlying figure plausibly lies.
///
/// Units: those of the figure it belongs to.
public struct ConfidenceInterval: Hashable, Sendable {
  /// The lower limit; nil where the method gives none (Byar's falls below 0 for tiny counts).
  public let lower: Double?

  /// The upper limit.
  public let upper: Double

  /// The level of confidence.
  public let level: ConfidenceLevel

  /// Byar's limits of a count.
  ///
  /// Method: lower x(1 - 1/(9x) - z/(3√x))³; upper the same with x + 1 and + z.
  /// Reference: Breslow and Day, Statistical Methods in Cancer Research II (1987), p. 69.
  /// Edge cases: a lower limit below 0, and that of a count of 0, is nil.
  ///
  /// - Throws: ``MethodError/negativeCount``.
  public static func byar(
    count: Double?, level: ConfidenceLevel = .ninetyFive
  ) throws(MethodError) -> ConfidenceInterval? {
    guard let count = try checked(count: count) else { return nil }
    let lower = count > 0 ? byarLimit(count, z: -level.z) : -1
    return ConfidenceInterval(
      lower: lower < 0 ? nil : lower, upper: byarLimit(count + 1, z: level.z), level: level)
  }

  /// The exact Poisson limits of a count.
  ///
  /// Method: lower half the chi-square quantile at the lower tail with 2x degrees of freedom;
  /// upper half the one at the upper tail with 2x + 2.
  /// Reference: Garwood (1936).
  /// Edge cases: the lower limit of a count of 0 is 0.
  ///
  /// - Throws: ``MethodError/negativeCount``.
  public static func exactPoisson(
    count: Double?, level: ConfidenceLevel = .ninetyFive
  ) throws(MethodError) -> ConfidenceInterval? {
    guard let count = try checked(count: count) else { return nil }
    let lower = GammaDistribution.quantile(level.tail, shape: count) ?? 0
    guard let upper = GammaDistribution.quantile(1 - level.tail, shape: count + 1)
    else { return nil }
    return ConfidenceInterval(lower: lower, upper: upper, level: level)
  }

  /// The limits of a count of events, by the method that suits its size.
  ///
  /// Method: exact Poisson limits under 10 events, Byar's from 10.
  ///
  /// - Throws: ``MethodError/negativeCount``.
  public static func poisson(
    count: Double?, level: ConfidenceLevel = .ninetyFive
  ) throws(MethodError) -> ConfidenceInterval? {
    guard let count, count < 10 else { return try byar(count: count, level: level) }
    return try exactPoisson(count: count, level: level)
  }

  /// The limits of a crude rate.
  ///
  /// Method: the limits of the count (``poisson(count:level:)``) times multiplier / denominator.
  /// Units: events per `multiplier` of the denominator.
  ///
  /// - Throws: ``MethodError`` for a count below 0 or a denominator not above 0.
  public static func crudeRate(
    count: Double?, denominator: Double?, multiplier: Double = 1,
    level: ConfidenceLevel = .ninetyFive
  ) throws(MethodError) -> ConfidenceInterval? {
    let denominator = try checked(denominator: denominator)
    let interval = try poisson(count: count, level: level)
    guard let denominator, let interval else { return nil }
    return interval.scaled(by: multiplier / denominator)
  }

  /// Wilson's score limits of a proportion.
  ///
  /// Method: (2x + z² ∓ z√(z² + 4x(1 - x/n))) / 2(n + z²), times `multiplier`.
  /// Reference: Wilson (1927); Newcombe (1998).
  /// Edge cases: never below 0 or above 1 × multiplier.
  ///
  /// - Throws: ``MethodError`` for a count below 0 or above its denominator, and for a
  ///   denominator not above 0.
  public static func wilson(
    count: Double?, denominator: Double?, multiplier: Double = 1,
    level: ConfidenceLevel = .ninetyFive
  ) throws(MethodError) -> ConfidenceInterval? {
    let count = try checked(count: count)
    let denominator = try checked(denominator: denominator)
    guard let count, let denominator else { return nil }
    guard count <= denominator else { throw .countAboveDenominator }
    let limits = wilsonLimits(count: count, denominator: denominator, z: level.z)
    return ConfidenceInterval(
      lower: limits.lower * multiplier, upper: limits.upper * multiplier, level: level)
  }

  static func wilsonLimits(
    count: Double, denominator: Double, z: Double
  ) -> (lower: Double, upper: Double) {
    let squared = z * z
    let middle = 2 * count + squared
    let reach = z * (squared + 4 * count * (1 - count / denominator)).squareRoot()
    let divisor = 2 * (denominator + squared)
    let lower = count == 0 ? 0 : max(0, (middle - reach) / divisor)
    return (lower, min(1, (middle + reach) / divisor))
  }

  /// The same limits in another unit.
  func scaled(by factor: Double) -> ConfidenceInterval {
    ConfidenceInterval(lower: lower.map { $0 * factor }, upper: upper * factor, level: level)
  }

  private static func byarLimit(_ count: Double, z: Double) -> Double {
    let root = 1 - 1 / (9 * count) + z / (3 * count.squareRoot())
    return count * root * root * root
  }

  static func checked(count: Double?) throws(MethodError) -> Double? {
    guard let count else { return nil }
    guard count >= 0, count.isFinite else { throw .negativeCount }
    return count
  }

  static func checked(denominator: Double?) throws(MethodError) -> Double? {
    guard let denominator else { return nil }
    guard denominator > 0, denominator.isFinite else { throw .denominatorNotPositive }
    return denominator
  }
}
