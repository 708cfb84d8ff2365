/// The change from the previous time period to the latest.
public enum PeriodChange {
  /// The direction, or the reason why none can be told.
  public enum Outcome: Hashable, Sendable {
    case tested(TrendMarker)
    case notTested(Reason)

    /// The marker; what was not tested cannot be calculated.
    public var marker: TrendMarker {
      switch self {
      case .tested(let marker): marker
      case .notTested: .cannotBeCalculated
      }
    }
  }

  /// Why two periods were not compared.
  public enum Reason: String, Hashable, Sendable, CaseIterable {
    case valueMissing = "value_missing"
    case confidenceLimitsMissing = "confidence_limits_missing"
  }

  /// Compares the latest period with the one before.
  ///
  /// Method: no change when the two 95% intervals overlap or touch; otherwise the direction of
  /// the values. Periods that share years (pooled ones) are not for this test.
  /// Reference: TrendBetweenTwoValuesCalculator (2020 source).
  public static func between(previous: Estimate, recent: Estimate) -> Outcome {
    guard let before = previous.value, let now = recent.value
    else { return .notTested(.valueMissing) }
    guard let limitsBefore = previous.limits95, let limitsNow = recent.limits95
    else { return .notTested(.confidenceLimitsMissing) }
    if limitsNow.overlaps(limitsBefore) { return .tested(.noChange) }
    return .tested(now > before ? .increasing : .decreasing)
  }
}
