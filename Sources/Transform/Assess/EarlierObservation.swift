/// A figure from before an area had its present code, which may be put before its own series.
public struct EarlierObservation: Equatable, Sendable {
  /// Why the figure may stand for the area.
  public enum Basis: String, Sendable, CaseIterable {
    /// The area had another code; nothing else changed.
    case sameExtent = "same_extent"
    /// Its boundary changed a little: to be read with caution.
    case nearSameExtent = "near_same_extent"
    /// The areas that it was made of, added up from unrounded counts that were all published.
    case sumOfPredecessors = "sum_of_predecessors"
  }

  /// The index in the table's list of periods.
  public let period: Int
  /// The index of the observation; nil for a sum.
  public let observation: Int?
  public let value: Double?
  public let lowerCI95: Double?
  public let upperCI95: Double?
  public let count: Double?
  public let denominator: Double?
  /// The areas that it was published for.
  public let areaCodes: [String]
  /// The first day of the code that came after: where a chart must show the join.
  public let joinedOn: String
  public let basis: Basis

  init(_ row: ObservationRow, at index: Int, of areaCode: String, _ change: Succession) {
    period = Int(row.period)
    observation = index
    value = row.value.published
    lowerCI95 = row.lowerCI95.published
    upperCI95 = row.upperCI95.published
    count = row.count.published
    denominator = row.denominator.published
    areaCodes = [areaCode]
    joinedOn = change.effectiveDate
    basis = change.chaining == .yes ? .sameExtent : .nearSameExtent
  }

  /// A sum has no limits: those of its parts do not give them.
  init(_ sum: Aggregate, period: Int32, of areaCodes: [String], joinedOn: String) {
    self.period = Int(period)
    observation = nil
    value = sum.value
    lowerCI95 = nil
    upperCI95 = nil
    count = sum.count
    denominator = sum.denominator
    self.areaCodes = areaCodes
    self.joinedOn = joinedOn
    basis = .sumOfPredecessors
  }

  private init(_ other: EarlierObservation, basis: Basis) {
    period = other.period
    observation = other.observation
    value = other.value
    lowerCI95 = other.lowerCI95
    upperCI95 = other.upperCI95
    count = other.count
    denominator = other.denominator
    areaCodes = other.areaCodes
    joinedOn = other.joinedOn
    self.basis = basis
  }

  /// The same figure reached over a change of boundary.
  var withCaution: EarlierObservation { EarlierObservation(self, basis: .nearSameExtent) }

  var point: RecentTrend.Point {
    RecentTrend.Point(
      value: value, lower95: lowerCI95, upper95: upperCI95, count: count, denominator: denominator)
  }
}
