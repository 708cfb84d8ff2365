/// One figure as published: an indicator × area × sex × age × category × time period.
///
/// `value` and the intervals are in the indicator's unit; `count` and `denominator` are people or
/// events. What was not published is nil, never 0.
public struct Observation: Equatable, Sendable {
  public let indicatorID: Int
  public let areaCode: String
  public let stratum: Stratum
  public let period: TimePeriod
  public let value: Double?
  public let lowerCI95: Double?
  public let upperCI95: Double?
  public let lowerCI998: Double?
  public let upperCI998: Double?
  public let count: Double?
  public let denominator: Double?
  public let valueNote: String?
  public let publishedTrend: String?
  public let publishedComparisonEngland: String?
  /// The place of the row: the index of its snapshot among those transformed, and its line.
  public let snapshot: Int
  public let sourceLine: Int
}

/// The part of the population that a figure is about.
///
/// Two are the same when their words are, however many blanks stand between and around them. Words
/// are never guessed at: `None`, `Unknown`, `Not applicable` and an empty cell are four things.
public struct Stratum: Hashable, Sendable {
  public let sex: String
  public let age: String
  /// For example `LSOA21 deprivation deciles within area (IMD trend)`; nil for everybody.
  public let categoryType: String?
  public let category: String?
  /// The category type and category with their doubled and edge blanks, as first published; only
  /// line ends are folded.
  public let publishedCategoryType: String?
  public let publishedCategory: String?

  init(sex: String, age: String, categoryType: String?, category: String?) {
    self.sex = PublishedText.folded(sex)
    self.age = PublishedText.folded(age)
    self.categoryType = categoryType.flatMap { PublishedText.foldedOrNil($0) }
    self.category = category.flatMap { PublishedText.foldedOrNil($0) }
    publishedCategoryType =
      self.categoryType == nil ? nil : categoryType.map(PublishedText.onOneLine)
    publishedCategory = self.category == nil ? nil : category.map(PublishedText.onOneLine)
  }

  public static func == (left: Stratum, right: Stratum) -> Bool {
    left.sex == right.sex && left.age == right.age && left.categoryType == right.categoryType
      && left.category == right.category
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(sex)
    hasher.combine(age)
    hasher.combine(categoryType)
    hasher.combine(category)
  }
}

/// A figure in the compact form in which millions are held: numbers of entries in the lists of the
/// ``ObservationTable``, -1 where there is none, and not-a-number for what was not published.
public struct ObservationRow: Sendable {
  public internal(set) var area: Int32
  public internal(set) var indicator: Int32
  public internal(set) var stratum: Int32
  public internal(set) var period: Int32
  public let value: Double
  public let lowerCI95: Double
  public let upperCI95: Double
  public let lowerCI998: Double
  public let upperCI998: Double
  public let count: Double
  public let denominator: Double
  public internal(set) var valueNote: Int32
  public internal(set) var publishedTrend: Int16
  public internal(set) var publishedComparison: Int16
  public let snapshot: Int32
  public internal(set) var line: Int32

  /// Whether two rows publish the same figures.
  func says(sameAs other: ObservationRow) -> Bool {
    same(value, other.value) && same(lowerCI95, other.lowerCI95)
      && same(upperCI95, other.upperCI95) && same(lowerCI998, other.lowerCI998)
      && same(upperCI998, other.upperCI998) && same(count, other.count)
      && same(denominator, other.denominator) && valueNote == other.valueNote
  }

  private func same(_ left: Double, _ right: Double) -> Bool {
    left == right || (left.isNaN && right.isNaN)
  }
}

extension Double {
  /// Not-a-number stands for what was not published.
  var published: Double? { isNaN ? nil : self }
}
