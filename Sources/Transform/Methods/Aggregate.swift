/// A figure for a larger area, pooled from the areas within it.
public struct Aggregate: Hashable, Sendable {
  /// Count over denominator, times the unit.
  public let value: Double
  /// Events or people in the children that have both parts.
  public let count: Double
  /// The denominators of those children.
  public let denominator: Double
  /// How many children the figure rests on.
  public let childrenUsed: Int

  /// A smaller area within the larger one.
  public struct Child: Hashable, Sendable {
    let count: Double?
    let denominator: Double?

    /// A child area as published.
    public init(count: Double?, denominator: Double?) {
      self.count = count
      self.denominator = denominator
    }
  }

  /// Pools child areas.
  ///
  /// Method: Σ counts ÷ Σ denominators × unit, over the children that have both. There are no
  /// confidence limits.
  /// Edge cases: nil unless more than one child has both parts and the denominators are above 0.
  /// Reference: StandardAverageCalculator (2020 source).
  public static func pool(_ children: [Child], unit: Double) -> Aggregate? {
    var (count, denominator, used) = (0.0, 0.0, 0)
    for child in children {
      guard let events = child.count, let people = child.denominator else { continue }
      count += events
      denominator += people
      used += 1
    }
    guard used > 1, denominator > 0 else { return nil }
    return Aggregate(
      value: count / denominator * unit, count: count, denominator: denominator,
      childrenUsed: used)
  }
}
