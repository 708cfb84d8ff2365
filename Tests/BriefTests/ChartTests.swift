import Testing

@testable import Brief

@Suite struct ChartTests {
  private func suicide() throws -> IndicatorRow {
    try #require(try SampleRows.briefing().rows.first { $0.indicator.id == 1 })
  }

  private func point(
    _ year: Int, _ value: Double?, _ limits: (Double, Double)? = nil, code: String = "E06000018",
    basis: String = "same_extent"
  ) -> HistoryPoint {
    HistoryPoint(
      areaCode: code, period: "\(year)", lastDay: "\(year)-12-31", value: value,
      lower: limits?.0, upper: limits?.1, basis: code == "E06000018" ? nil : basis, snapshotID: 1,
      line: year)
  }

  @Test func `the spine has England in the middle and better on the right`() throws {
    let chart = try #require(SpineChart(suicide()))
    // Low is good: the highest value, furthest from England, is at the left edge.
    #expect(chart.left == 5)
    #expect(chart.mark < SpineChart.middle)
    #expect(chart.innerLeft < chart.innerRight)
    #expect(chart.right > SpineChart.middle)
    #expect(
      chart.description
        == "5.1 to 20.3, middle half 8.2 to 12.0.")
  }

  @Test func `an area without a rank has no spine`() throws {
    let police = try #require(try SampleRows.briefing().rows.first { $0.indicator.id == 8 })
    #expect(police.standing.rank == nil)
    #expect(police.standing.inWords == "not ranked: the value is that of a larger area")
    #expect(SpineChart(police) == nil)
  }

  @Test func `each finding has a shape of its own or is hollow`() throws {
    let chart = try #require(SpineChart(suicide()))
    let shapes = [Significance.Finding.worse, .better, .higher, .lower, .notTested("")]
      .map(chart.outline)
    #expect(Set(shapes).count == shapes.count)
  }

  @Test func `a line breaks where a value is missing and needs two values`() throws {
    var row = try suicide()
    row.history = [point(2019, 10), point(2020, nil), point(2021, 12), point(2022, 14)]
    let chart = try #require(Sparkline(row))
    #expect(chart.line.count(where: { $0 == "M" }) == 2)
    #expect(chart.band.isEmpty)
    #expect(chart.description == "10.0 in 2019 to 14.0 in 2022.")
    row.history = [point(2019, 10), point(2020, nil)]
    #expect(Sparkline(row) == nil)
  }

  @Test func `the band follows the limits and the last point is at the right`() throws {
    var row = try suicide()
    row.history = [point(2019, 10, (8, 12)), point(2020, 12, (9, 15)), point(2022, 14, (11, 18))]
    let chart = try #require(Sparkline(row))
    #expect(chart.band.hasSuffix("z"))
    // From the margin to the margin, 88 wide.
    #expect(chart.line.hasPrefix("M4 "))
    // 2019, 2020 and 2022: the second point is a third of the way, not half.
    #expect(chart.line.contains("l29"))
  }

  @Test func `the end of a former code's figures is marked and said`() throws {
    var row = try suicide()
    row.history = [
      point(2020, 10, code: "E10000027"), point(2021, 11, code: "E10000027"), point(2022, 12),
    ]
    let chart = try #require(Sparkline(row))
    #expect(chart.joins == [70])
    #expect(
      chart.description
        == "10.0 in 2020 to 12.0 in 2022. Up to 2021 under the code E10000027.")
  }

  @Test func `a straight line of one value is drawn and a value beyond numbers is not`() throws {
    var row = try suicide()
    row.history = [point(2019, 10), point(2020, 10)]
    #expect(Sparkline(row) != nil)
    row.history = [point(2019, -1e308), point(2020, 1e308)]
    #expect(Sparkline(row) == nil)
  }

  @Test func `a sum of former councils and a boundary that moved are said`() throws {
    var row = try suicide()
    row.history = [
      point(2019, 10, code: "E07000187|E07000188", basis: "sum_of_predecessors"),
      point(2020, 10, code: "E08000016", basis: "near_same_extent"), point(2021, 11),
    ]
    #expect(
      Sparkline(row)?.description
        == "10.0 in 2019 to 11.0 in 2021. Up to 2019 the sum of the former councils."
        + " Up to 2020 under the code E08000016, of nearly the same area.")
  }

  @Test func `figures from before the area's code come before its own`() throws {
    let chained = """
      INSERT INTO chained_observation VALUES
        (3, 3, NULL, 9.5, 8.5, 10.5, 95, 1000, 'E07000187|E07000188', '2023-04-01',
          'sum_of_predecessors');
      """
    let row = try #require(try SampleRows.briefing("E06000018", chained).rows.first)
    #expect(row.history.map(\.value) == [9.5, 14.26])
    #expect(row.history.map(\.line) == [nil, 103])
    #expect(row.history.first?.basis == "sum_of_predecessors")
  }
}
