import Support
import Testing

@testable import Transform

struct RecentTrendTests {
  @Test(.enabled(if: SharedData.isPresent, "\(SharedData.skipReason)"))
  func `markers, words and chi-squares agree with the vectors`() throws {
    let table = try VectorTable("trend_vectors")
    for series in table.groups(by: "case_id") {
      let first = try #require(series.first)
      let rule = try #require(RecentTrend.Rule(rawValue: first["rule_set"]))
      #expect(rule.stopsAtFirstGap == (first["missing_point_rule"] == "stop_at_first_gap"))
      let outcome = RecentTrend.test(
        series.map(point), valueType: .init(published: first["value_type"]),
        yearRange: try #require(Int(first["year_range"])), rule: rule)
      try expect(outcome, first)
      try expectChiSquared(outcome, first)
    }
    #expect(table.rows.count > 0)
  }

  @Test(.enabled(if: SharedData.isPresent, "\(SharedData.skipReason)"))
  func `markers agree with those printed on real series`() throws {
    let table = try VectorTable("published_trend_vectors")
    for series in table.groups(by: "case_id") {
      let first = try #require(series.first)
      #expect(first["missing_point_rule"] == "stop_at_first_gap")
      let outcome = RecentTrend.test(
        series.map(point), valueType: .proportion,
        yearRange: try #require(Int(first["year_range"])), rule: .of2020)
      try expect(outcome, first)
    }
    #expect(table.rows.count > 0)
  }

  @Test(.enabled(if: SharedData.isPresent, "\(SharedData.skipReason)"))
  func `real series without limits say so rather than no change`() throws {
    let table = try VectorTable("trend_not_tested_vectors")
    for series in table.groups(by: "case_id") {
      let first = try #require(series.first)
      let outcome = RecentTrend.test(series.map(point), valueType: .proportion, rule: .of2020)
      #expect(first["expected_marker"] == "not_tested")
      #expect(first["expected_reason"] == "missing_confidence_limits")
      #expect(outcome == .notTested(.confidenceLimitsMissing), "\(first)")
    }
    #expect(table.rows.count > 0)
  }

  private func point(_ row: VectorTable.Row) -> RecentTrend.Point {
    .init(
      value: row.number("value"), lower95: row.number("lower_ci95"),
      upper95: row.number("upper_ci95"), count: row.number("count"),
      denominator: row.number("denominator"))
  }

  /// The vectors hold what upstream prints, also where limits are lacking.
  private func expect(_ outcome: RecentTrend.Outcome, _ row: VectorTable.Row) throws {
    let marker = outcome.publishedMarker
    let polarity = try #require(Polarity(rawValue: row["polarity"]))
    #expect(marker.rawValue == row["expected_marker"], "\(row)")
    #expect(TrendLabel.words(for: marker, polarity: polarity) == row["expected_label"], "\(row)")
  }

  private func expectChiSquared(_ outcome: RecentTrend.Outcome, _ row: VectorTable.Row) throws {
    guard let wanted = row.number("expected_chi2") else { return }
    guard case .tested(let test) = outcome else {
      Issue.record("\(row): not tested")
      return
    }
    let decimals = try #require(Int(row["chi2_decimals"]))
    let half = (0..<decimals).reduce(0.51) { half, _ in half / 10 }
    #expect((test.chiSquared - wanted).magnitude <= half, "\(row)")
  }

  @Test(.enabled(if: SharedData.isPresent, "\(SharedData.skipReason)"))
  func `trend words agree with the vectors`() throws {
    let rows = try VectorTable("trend_label_vectors").rows
    for row in rows {
      let marker = try #require(TrendMarker(rawValue: row["marker"]))
      let polarity = try #require(Polarity(rawValue: row["polarity"]))
      let words = TrendLabel.words(for: marker, polarity: polarity)
      #expect(words == row["expected_label"], "\(row)")
      #expect(TrendLabel.marker(for: words) == marker, "\(row)")
    }
    #expect(rows.count > 0)
  }

  // MARK: Own examples

  static func series(_ values: [Double?], width: Double? = 3.92) -> [RecentTrend.Point] {
    values.map { value in
      .init(
        value: value, lower95: width.flatMap { width in value.map { $0 - width / 2 } },
        upper95: width.flatMap { width in value.map { $0 + width / 2 } },
        count: value.map { _ in 50 },
        denominator: 900)
    }
  }

  /// With standard errors of 1 and a straight line, chi-square is 10 × slope².
  @Test(arguments: [(0.97, TrendMarker.noChange), (0.98, .increasing), (-0.98, .decreasing)])
  func `a straight line is significant above the threshold`(
    slope: Double, expected: TrendMarker
  ) throws {
    let points = Self.series((1...5).map { 20 + slope * Double($0) })
    let outcome = RecentTrend.test(points, valueType: .crudeRate)
    guard case .tested(let test) = outcome else { throw Missing.test }
    #expect(test.marker == expected)
    #expect(agrees(test.chiSquared, 10 * slope * slope))
    #expect(agrees(test.slope, slope))
  }

  @Test
  func `a trend that hangs on one point is no change`() {
    let points = Self.series([20, 19.9, 19.8, 19.7, 40])
    #expect(RecentTrend.test(points, valueType: .proportion).marker == .noChange)
  }

  @Test
  func `a slope of exactly nought counts as rising`() {
    let points = Self.series([20, 20, 20, 20, 40])
    #expect(RecentTrend.test(points, valueType: .proportion).marker == .increasing)
  }

  @Test(arguments: [
    (RecentTrend.Rule.present, TrendMarker.increasing), (.of2020, .cannotBeCalculated),
  ])
  func `the editions differ about gaps`(rule: RecentTrend.Rule, expected: TrendMarker) {
    let points = Self.series([10, 20, 30, nil, 50, 60])
    #expect(RecentTrend.test(points, valueType: .proportion, rule: rule).marker == expected)
  }

  @Test
  func `only the latest five points count`() {
    let points = Self.series([90, 80, 10, 20, 30, 40, 50])
    #expect(RecentTrend.test(points, valueType: .proportion).marker == .increasing)
  }

  static let rising = series([10, 20, 30, 40, 50])

  @Test(arguments: [
    (rising, RecentTrend.ValueType.other, 1, RecentTrend.Reason.valueTypeNotTested),
    (rising, .proportion, 3, .pooledPeriods),
    (Array(rising.prefix(4)), .proportion, 1, .fewerThanFivePoints),
    (series([10, nil, 30, 40, 50]), .proportion, 1, .fewerThanFiveValidPoints),
    (series([10, 20, 30, 40, 50], width: nil), .proportion, 1, .confidenceLimitsMissing),
    (series([10, 20, 30, 40, 50], width: 0), .proportion, 1, .confidenceLimitsOfNoWidth),
  ])
  func `what is not tested says why`(
    points: [RecentTrend.Point], type: RecentTrend.ValueType, years: Int,
    reason: RecentTrend.Reason
  ) {
    let outcome = RecentTrend.test(points, valueType: type, yearRange: years)
    #expect(outcome == .notTested(reason))
    #expect(outcome.marker == .cannotBeCalculated)
  }

  @Test
  func `a count equal to its denominator blocks the test`() {
    var points = Self.rising
    points[1] = .init(value: 20, lower95: 19, upper95: 21, count: 900, denominator: 900)
    let outcome = RecentTrend.test(points, valueType: .proportion)
    #expect(outcome == .notTested(.countEqualsDenominator))
  }

  @Test
  func `standardised rates are tested by the present rule only`() {
    let type = RecentTrend.ValueType.directlyStandardisedRate
    #expect(RecentTrend.test(Self.rising, valueType: type).marker == .increasing)
    #expect(
      RecentTrend.test(Self.rising, valueType: type, rule: .of2020)
        == .notTested(.valueTypeNotTested))
  }

  @Test
  func `the counts rule needs no limits but counts above nought`() {
    func points(_ counts: [Double]) -> [RecentTrend.Point] {
      counts.map { .init(value: $0, lower95: nil, upper95: nil, count: $0, denominator: 1000) }
    }
    func test(_ counts: [Double]) -> RecentTrend.Outcome {
      RecentTrend.test(points(counts), valueType: .proportion, rule: .countsOf2020)
    }
    #expect(test([100, 150, 200, 250, 300]).marker == .increasing)
    #expect(test([200, 201, 199, 200, 201]).marker == .noChange)
    #expect(test([0, 150, 200, 250, 300]) == .notTested(.countOfZero))
    #expect(test([100, 150, 200, 250, 1300]) == .notTested(.countAboveDenominator))
  }

  private enum Missing: Error { case test }
}
