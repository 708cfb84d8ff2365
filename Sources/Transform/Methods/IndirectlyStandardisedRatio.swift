/// Events seen, over the events to expect if the reference rates applied here.
public struct IndirectlyStandardisedRatio: Hashable, Sendable {
  /// One age band of the area, with the reference area's count and population.
  public struct AgeBand: Hashable, Sendable {
    let population: Double
    let referenceCount: Double
    let referencePopulation: Double

    /// An age band.
    public init(population: Double, referenceCount: Double, referencePopulation: Double) {
      self.population = population
      self.referenceCount = referenceCount
      self.referencePopulation = referencePopulation
    }
  }

  /// The ratio, or the rate, times its multiplier.
  public let value: Double

  /// Its confidence interval.
  public let interval: ConfidenceInterval

  /// The events to expect, Σ population × reference rate.
  public let expectedCount: Double

  /// The crude rate of the reference times the multiplier; nil for a ratio.
  public let referenceRate: Double?

  /// The standardised ratio: observed over expected, times `multiplier` (100 for an SMR).
  ///
  /// Method: O ÷ E with E = Σ population × reference count ÷ reference population. Limits:
  /// those of the observed count (exact Poisson under 10, Byar from 10) ÷ E.
  /// Reference: Breslow and Day (1987), chapter 2.
  /// Edge cases: nil when the observed count is missing.
  ///
  /// - Throws: ``MethodError`` for counts below 0, populations not above 0 or nothing expected.
  public static func ratio(
    observed: Double?, bands: [AgeBand], multiplier: Double = 1,
    level: ConfidenceLevel = .ninetyFive
  ) throws(MethodError) -> IndirectlyStandardisedRatio? {
    let expected = try expectedCount(bands)
    guard let observed,
      let events = try ConfidenceInterval.poisson(count: observed, level: level)
    else { return nil }
    return IndirectlyStandardisedRatio(
      value: observed / expected * multiplier, interval: events.scaled(by: multiplier / expected),
      expectedCount: expected, referenceRate: nil)
  }

  /// The indirectly standardised rate: the ratio times the reference area's crude rate.
  ///
  /// Method: O ÷ E × Σ reference count ÷ Σ reference population × multiplier.
  /// Units: events per `multiplier` people.
  ///
  /// - Throws: as ``ratio(observed:bands:multiplier:level:)``.
  public static func rate(
    observed: Double?, bands: [AgeBand], multiplier: Double = 100_000,
    level: ConfidenceLevel = .ninetyFive
  ) throws(MethodError) -> IndirectlyStandardisedRatio? {
    let counts = bands.reduce(0) { $0 + $1.referenceCount }
    let people = bands.reduce(0) { $0 + $1.referencePopulation }
    guard let ratio = try ratio(observed: observed, bands: bands, level: level) else { return nil }
    let reference = counts / people * multiplier
    return IndirectlyStandardisedRatio(
      value: ratio.value * reference, interval: ratio.interval.scaled(by: reference),
      expectedCount: ratio.expectedCount, referenceRate: reference)
  }

  private static func expectedCount(_ bands: [AgeBand]) throws(MethodError) -> Double {
    var expected = 0.0
    for band in bands {
      guard band.referenceCount >= 0 else { throw .negativeCount }
      guard band.population >= 0, band.referencePopulation > 0
      else { throw .denominatorNotPositive }
      expected += band.population * band.referenceCount / band.referencePopulation
    }
    guard expected > 0 else { throw .noAgeBands }
    return expected
  }
}
