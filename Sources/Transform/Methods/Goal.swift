/// A target that an indicator is judged against.
public enum Goal: Hashable, Sendable {
  /// Reach or stay under one value; `usingLimits` asks it of the 95% limits, not the value.
  case singleValue(Double, usingLimits: Bool = false)
  /// Better and worse lie either side of a range; the middle is similar.
  case range(lower: Double, upper: Double)
  /// The same, where the ends are the values of two percentiles of all areas.
  case percentileRange(lower: Double?, upper: Double?)
  /// Last year's England value, whatever the polarity.
  case previousYearEngland(Double?)

  /// Judges an area against the goal.
  ///
  /// Method: single value — reached at or beyond it; with limits, above when the lower limit is
  /// at or over it, below when the upper is under it, similar between. Range — its lower end
  /// belongs to it and its upper end does not. Percentile range — the same, only where a
  /// direction is good. Previous year's England value — worse below it, otherwise better.
  /// Edge cases: ``Significance/notCompared`` when an input is missing.
  /// Reference: target comparers of the Fingertips service (2020 source).
  public func judge(_ area: Estimate, polarity: Polarity) -> Significance {
    if case .previousYearEngland(let england) = self {
      guard let value = area.value, let england else { return .notCompared }
      return value < england ? .worse : .better
    }
    guard polarity != .notApplicable else { return .notCompared }
    switch self {
    case .singleValue(let goal, usingLimits: true):
      return Self.judge(area.limits95, goal, polarity)
    case .singleValue(let goal, usingLimits: false):
      return Self.judge(area.value, goal, polarity)
    case .range(let lower, let upper):
      return Self.judge(area.value, lower, upper, polarity)
    case .percentileRange(let lower, let upper):
      return polarity == .none ? .notCompared : Self.judge(area.value, lower, upper, polarity)
    case .previousYearEngland:
      return .notCompared
    }
  }

  private static func judge(_ value: Double?, _ goal: Double, _ polarity: Polarity) -> Significance
  {
    guard let value else { return .notCompared }
    let isAbove = polarity == .low ? value > goal : value >= goal
    return .side(isAbove: isAbove, polarity: polarity)
  }

  private static func judge(
    _ limits: Estimate.Limits?, _ goal: Double, _ polarity: Polarity
  ) -> Significance {
    guard let limits else { return .notCompared }
    if limits.lower >= goal { return .side(isAbove: true, polarity: polarity) }
    if limits.upper < goal { return .side(isAbove: false, polarity: polarity) }
    return .similar
  }

  private static func judge(
    _ value: Double?, _ lower: Double?, _ upper: Double?, _ polarity: Polarity
  ) -> Significance {
    guard let value, let lower, let upper, lower <= upper else { return .notCompared }
    if value < lower { return .side(isAbove: false, polarity: polarity) }
    if value >= upper { return .side(isAbove: true, polarity: polarity) }
    return .similar
  }
}
