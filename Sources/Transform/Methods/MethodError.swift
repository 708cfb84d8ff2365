/// Why a statistic was refused: its inputs contradict each other or the method.
///
/// A missing input is no error; it gives a missing result.
public enum MethodError: Error, Hashable, Sendable {
  /// A count of events or people is below 0 or not finite.
  case negativeCount
  /// A denominator is 0, below 0 or not finite.
  case denominatorNotPositive
  /// A proportion has more cases than people.
  case countAboveDenominator
  /// A confidence level is outside 90% up to, not including, 100%.
  case confidenceOutOfRange
  /// Age bands are absent, or weights add up to nothing.
  case noAgeBands
}
