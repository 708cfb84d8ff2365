/// A rate made comparable by giving every area the same age structure.
///
/// Units: events per `multiplier` people of the standard population.
public struct DirectlyStandardisedRate: Hashable, Sendable {
  /// One age band of the area, with its weight in the standard population.
  public struct AgeBand: Hashable, Sendable {
    let count: Double?
    let population: Double
    let standardPopulation: Double

    /// An age band; its count is nil where it was not published.
    public init(count: Double?, population: Double, standardPopulation: Double) {
      self.count = count
      self.population = population
      self.standardPopulation = standardPopulation
    }
  }

  /// The standardised rate.
  public let value: Double

  /// Its confidence interval.
  public let interval: ConfidenceInterval

  /// The number of events in all age bands.
  public let totalCount: Double

  /// The directly standardised rate of an area.
  ///
  /// Method: Σ w·x/n ÷ Σ w with weights w, counts x and populations n. Limits: rate +
  /// √(variance ÷ events) × (Byar limit of the events - events), where the variance is
  /// Σ w²·x/n² ÷ (Σ w)².
  /// Reference: Dobson, Kuulasmaa, Eberle and Scherer (1991).
  /// Edge cases: not given (nil) under 10 events in all, or when the count of a band is missing,
  /// which would otherwise pass for 0.
  ///
  /// - Throws: ``MethodError`` for a count below 0, a population not above 0 or no weights.
  public static func calculate(
    _ bands: [AgeBand], multiplier: Double = 100_000, level: ConfidenceLevel = .ninetyFive
  ) throws(MethodError) -> DirectlyStandardisedRate? {
    let sums = try Sums(bands)
    guard sums.isComplete, sums.count >= 10,
      let events = try ConfidenceInterval.byar(count: sums.count, level: level)
    else { return nil }
    let value = sums.weightedRate / sums.weight
    let spread = (sums.weightedVariance / (sums.weight * sums.weight) / sums.count).squareRoot()
    let interval = ConfidenceInterval(
      lower: events.lower.map { value + spread * ($0 - sums.count) },
      upper: value + spread * (events.upper - sums.count), level: level)
    return DirectlyStandardisedRate(
      value: value * multiplier, interval: interval.scaled(by: multiplier),
      totalCount: sums.count)
  }

  private struct Sums {
    var isComplete = true
    var count = 0.0
    var weight = 0.0
    var weightedRate = 0.0
    var weightedVariance = 0.0

    init(_ bands: [AgeBand]) throws(MethodError) {
      for band in bands { try add(band) }
      guard weight > 0 else { throw .noAgeBands }
    }

    private mutating func add(_ band: AgeBand) throws(MethodError) {
      guard band.population > 0 else { throw .denominatorNotPositive }
      isComplete = isComplete && band.count != nil
      let events = try ConfidenceInterval.checked(count: band.count) ?? 0
      let rate = events / band.population
      count += events
      weight += band.standardPopulation
      weightedRate += band.standardPopulation * rate
      weightedVariance +=
        band.standardPopulation * band.standardPopulation * rate / band.population
    }
  }
}
