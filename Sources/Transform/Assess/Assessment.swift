/// What `assess` makes of a run's records.
public struct Assessments: Sendable, ExpressibleByArrayLiteral {
  public let all: [Assessment]
  public let groupings: [Grouping]

  init(all: [Assessment], groupings: [Grouping]) {
    self.all = all
    self.groupings = groupings
  }

  /// None at all, where a run stops before that stage.
  public init(arrayLiteral elements: Assessment...) {
    self.init(all: elements, groupings: [])
  }
}

/// What the newest observation of a series of a local authority means: significance against
/// England, the region and statistical neighbours, the recent trend, and the place among its peers.
///
/// Nothing is left empty without its reason.
public struct Assessment: Equatable, Sendable {
  /// The number of the series among all of the table, counted from 0.
  public let series: Int
  /// The index in the ``ObservationTable`` of the observation that is judged.
  public let observation: Int
  public let polarity: Polarity
  public let england: Judgement
  public let region: Judgement
  /// Against the median of the area's statistical neighbours.
  public let neighbours: Judgement
  public let trend: RecentTrend.Outcome
  /// The day on which the area got its present code, where the trend rests on points from before it.
  public let trendJoinedOn: String?
  public let standing: Standing
  /// Whether the publisher's own words, where it printed any, say the same; nil where it did not.
  public let agrees: Bool?
  /// What may be put before the series, of areas whose place this one took; oldest first.
  public let earlier: [EarlierObservation]
}

/// A comparison with one benchmark, or the reason why there is none.
public struct Judgement: Equatable, Sendable {
  public enum Reason: String, Sendable, CaseIterable {
    case notComparable = "not_comparable"
    case noBenchmark = "no_benchmark"
    case suppressed
    case notPublished = "not_published"
    case confidenceLimitsMissing = "confidence_limits_missing"
    /// The figure is a larger area's, given to each area within it.
    case valueOfLargerArea = "value_of_larger_area"
    case noRegion = "no_region"
    case fewerThanFiveNeighbours = "fewer_than_five_neighbours"
  }

  public let benchmark: Double?
  public let significance: Significance
  /// nil exactly when the comparison was made.
  public let reason: Reason?
}

/// A rank among the authorities of one tier, best first, or the reason why there is none.
public struct Standing: Equatable, Sendable {
  public enum Reason: String, Sendable, CaseIterable {
    case suppressed
    case notPublished = "not_published"
    case valueOfLargerArea = "value_of_larger_area"
    /// A number of people or events: it is larger where more people live.
    case countOfPeopleOrEvents = "count_of_people_or_events"
    case fewerThanFiveAreas = "fewer_than_five_areas"
    /// The area has ended, and one that took its place has a figure for the same period.
    case areaReplaced = "area_replaced"
  }

  public let rank: Int?
  public let rankedAreas: Int
  /// 1 holds the best fifth, or the lowest where no direction is good.
  public let quintile: Int?
  public let reason: Reason?
  /// How the figures of all ranked areas are spread; nil where there are fewer than five.
  public var spread: Spread?
}

/// Lowest value, quartiles and highest value of the areas that are ranked together.
public struct Spread: Equatable, Sendable {
  public let lowest: Double
  public let lowerQuartile: Double
  public let upperQuartile: Double
  public let highest: Double

  /// Method: ``Quantile/bounds(categories:of:)`` with four categories.
  init?(_ values: [Double]) {
    guard let bounds = Quantile.bounds(categories: 4, of: values) else { return nil }
    (lowest, lowerQuartile) = (bounds[0], bounds[1])
    (upperQuartile, highest) = (bounds[3], bounds[4])
  }
}
