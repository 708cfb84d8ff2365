import Support
import Testing

@testable import Transform

struct ComparisonTests {
  @Test(
    .enabled(if: SharedData.isPresent, "\(SharedData.skipReason)"),
    arguments: ["comparison_vectors", "published_comparison_vectors"])
  func `comparisons agree with the vectors`(table: String) throws {
    let rows = try VectorTable(table).rows
    for row in rows {
      #expect(try significance(row).rawValue == row["expected"], "\(row)")
    }
    #expect(rows.count > 0)
  }

  private func significance(_ row: VectorTable.Row) throws -> Significance {
    let area = Estimate(
      value: row.number("value"), lower95: row.number("lower95"), upper95: row.number("upper95"),
      lower998: row.number("lower998"), upper998: row.number("upper998"))
    let benchmark = row.number("benchmark_value")
    let polarity =
      row["polarity"] == "ignored" ? .none : try #require(Polarity(rawValue: row["polarity"]))
    switch row["method"] {
    case "ci95_overlaps_benchmark_value":
      return Comparison.interval95(area, benchmark: benchmark, polarity: polarity)
    case "ci95_and_ci998_overlap_benchmark_value":
      return Comparison.intervals95And998(area, benchmark: benchmark, polarity: polarity)
    case "both_ci95_overlap":
      let other = Estimate(
        value: benchmark, lower95: row.number("benchmark_lower95"),
        upper95: row.number("benchmark_upper95"))
      return Comparison.bothIntervals95(area, benchmark: other, polarity: polarity)
    case "spc_proportion":
      return Comparison.spcProportion(
        value: row.number("value"), denominator: row.number("denominator"),
        unit: try #require(row.number("unit")), benchmark: benchmark,
        z: try #require(row.number("confidence_variable")), polarity: polarity)
    case "spc_dsr":
      return Comparison.spcStandardisedRate(
        value: row.number("value"), denominator: row.number("denominator"),
        unit: try #require(row.number("unit")), benchmark: benchmark,
        tail: try #require(row.number("confidence_variable")), polarity: polarity)
    default: return try goal(row).judge(area, polarity: polarity)
    }
  }

  private func goal(_ row: VectorTable.Row) throws -> Goal {
    let (lower, upper) = (row.number("target_lower"), row.number("target_upper"))
    switch row["method"] {
    case "goal_single_value":
      return .singleValue(try #require(lower), usingLimits: row["target_uses_ci"] == "1")
    case "goal_range": return .range(lower: try #require(lower), upper: try #require(upper))
    case "goal_percentile_range": return .percentileRange(lower: lower, upper: upper)
    default:
      try #require(row["method"] == "goal_previous_year_england")
      return .previousYearEngland(row.number("benchmark_value"))
    }
  }

  static let area = Estimate(value: 10, lower95: 9, upper95: 11, lower998: 8, upper998: 12)

  @Test(arguments: [
    (Polarity.low, 8.9, Significance.worse), (.low, 9, .similar), (.low, 11, .similar),
    (.low, 11.1, .better), (.high, 11.1, .worse), (.none, 11.1, .lower), (.none, 8, .higher),
    (.notApplicable, 8, .notCompared),
  ])
  func `one interval tells the side the area lies on`(
    polarity: Polarity, benchmark: Double, expected: Significance
  ) {
    #expect(
      Comparison.interval95(Self.area, benchmark: benchmark, polarity: polarity) == expected)
  }

  @Test(arguments: [
    (Polarity.high, 7.9, Significance.best), (.high, 8, .better), (.high, 12, .worse),
    (.low, 7.9, .worst), (.none, 12.1, .lower),
  ])
  func `beyond the wider limits better becomes best`(
    polarity: Polarity, benchmark: Double, expected: Significance
  ) {
    #expect(
      Comparison.intervals95And998(Self.area, benchmark: benchmark, polarity: polarity)
        == expected)
  }

  @Test
  func `a missing limit is not compared and never similar`() {
    let area = Estimate(value: 10, lower95: 9)
    #expect(Comparison.interval95(area, benchmark: 10, polarity: .low) == .notCompared)
    #expect(
      Comparison.bothIntervals95(Self.area, benchmark: area, polarity: .low) == .notCompared)
    #expect(
      Comparison.intervals95And998(
        Estimate(value: 10, lower95: 9, upper95: 11), benchmark: 3, polarity: .low)
        == .notCompared)
  }

  @Test(arguments: [(7.5, Significance.better), (8.5, .similar), (12.5, .worse)])
  func `control limits of a proportion depend on the denominator`(
    value: Double, expected: Significance
  ) {
    let found = Comparison.spcProportion(
      value: value, denominator: 4000, benchmark: 9, polarity: .low)
    let small = Comparison.spcProportion(
      value: value, denominator: 40, benchmark: 9, polarity: .low)
    #expect(found == expected)
    #expect(small == .similar)
  }

  @Test(arguments: [(4.0, Significance.lower), (10, .similar), (20, .higher)])
  func `control limits of a rate are those of the expected count`(
    value: Double, expected: Significance
  ) {
    let found = Comparison.spcStandardisedRate(
      value: value, denominator: 100_000, benchmark: 10, polarity: .none)
    #expect(found == expected)
  }

  @Test(arguments: [
    (Goal.singleValue(10), Polarity.low, Significance.better), (.singleValue(9.9), .low, .worse),
    (.singleValue(10), .high, .better), (.singleValue(10, usingLimits: true), .high, .similar),
    (.singleValue(9, usingLimits: true), .high, .better),
    (.singleValue(11, usingLimits: true), .low, .similar),
    (.singleValue(12, usingLimits: true), .low, .better),
    (.range(lower: 10, upper: 12), .high, .similar),
    (.range(lower: 8, upper: 10), .high, .better), (.range(lower: 8, upper: 10), .low, .worse),
    (.percentileRange(lower: nil, upper: 3), .high, .notCompared),
    (.percentileRange(lower: 1, upper: 3), .none, .notCompared),
    (.previousYearEngland(10), .low, .better), (.previousYearEngland(nil), .low, .notCompared),
  ])
  func `goals keep their edges`(goal: Goal, polarity: Polarity, expected: Significance) {
    #expect(goal.judge(Self.area, polarity: polarity) == expected)
  }

  @Test
  func `polarities have the numbers of the publisher`() {
    #expect(
      [-1, 0, 1, 99, 7].map(Polarity.init(publishedID:)) == [
        .notApplicable, .low, .high, Polarity.none, nil,
      ])
  }
}
