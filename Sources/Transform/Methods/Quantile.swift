/// Quantiles by rank, and categories by interpolated limits.
///
/// The two can place one area differently; each says which published figures follow it.
public enum Quantile {
  /// The quantile (1 to `quantiles`) of each value, by rank.
  ///
  /// Method: with n values and competition ranks r, floor((q + 1) - ceil(((n + 1) - r) / (n / q))),
  /// where 0 becomes 1; ties share a rank and so a quantile.
  /// Reference: phe_quantile of PHEindicatormethods.
  /// Edge cases: a missing value has no quantile; none has one when n < q.
  ///
  /// - Parameters:
  ///   - values: One value per area, in any order.
  ///   - quantiles: How many groups, such as 10 for deciles.
  ///   - lowestHoldsHighestValues: Whether quantile 1 holds the highest values.
  /// - Returns: A quantile per value, in the order given.
  public static func byRank(
    _ values: [Double?], quantiles: Int, lowestHoldsHighestValues: Bool = false
  ) -> [Int?] {
    let ranked = Rank.competition(values, largestFirst: lowestHoldsHighestValues)
    guard quantiles > 0, ranked.total >= quantiles else { return values.map { _ in nil } }
    let count = Double(ranked.total)
    let perQuantile = count / Double(quantiles)
    return ranked.ranks.map { rank in
      guard let rank else { return nil }
      let fromTop = ((count + 1 - Double(rank)) / perQuantile).rounded(.up)
      return max(1, Int(Double(quantiles + 1) - fromTop))
    }
  }

  /// A percentile by linear interpolation, for box plots and spine charts.
  ///
  /// Method: the value at position (n - 1)p + 1 of the sorted values, the position rounded to
  /// 10 decimals, between neighbours in proportion.
  /// Edge cases: nil with three or fewer values, or a fraction outside 0...1.
  public static func percentile(_ fraction: Double, of values: [Double]) -> Double? {
    guard values.count > 3, (0...1).contains(fraction) else { return nil }
    return interpolated(fraction, values.sorted())
  }

  /// The limits of quartiles (4) or quintiles (5): minimum, inner limits, maximum.
  ///
  /// Method: inner limits are interpolated percentiles, see ``percentile(_:of:)``.
  /// Edge cases: nil with three or fewer values.
  public static func bounds(categories: Int, of values: [Double]) -> [Double]? {
    guard values.count > 3, categories > 0 else { return nil }
    let sorted = values.sorted()
    return (0...categories).map { interpolated(Double($0) / Double(categories), sorted) }
  }

  /// The category, from 1, whose limits hold a value.
  ///
  /// Method: the first whose upper limit is at or above the value; quintiles of an indicator
  /// where high is good count from the top.
  /// Reference: comparator methods 15 and 16 (2020 source).
  /// Edge cases: nil with fewer values than categories.
  public static func category(
    of value: Double, among values: [Double], categories: Int, polarity: Polarity = .none
  ) -> Int? {
    guard values.count >= categories, let bounds = bounds(categories: categories, of: values)
    else { return nil }
    let index = bounds.dropFirst().firstIndex { value <= $0 } ?? categories
    return categories == 5 && polarity == .high ? categories + 1 - index : index
  }

  private static func interpolated(_ fraction: Double, _ sorted: [Double]) -> Double {
    let decimals = 1e10
    let exact = Double(sorted.count - 1) * fraction
    let position = (exact * decimals).rounded(.toNearestOrEven) / decimals
    let below = min(Int(position), sorted.count - 1)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (position - Double(below)) * (sorted[above] - sorted[below])
  }
}
