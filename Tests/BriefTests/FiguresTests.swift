import Testing

@testable import Brief

@Suite struct FiguresTests {
  @Test(arguments: [
    (0.0, 1, "0.0"), (12.34, 1, "12.3"), (12.25, 1, "12.3"), (-0.25, 1, "−0.3"), (-0.04, 1, "0.0"),
    (1234.5, 0, "1,235"), (1_234_567, 0, "1,234,567"), (0.055, 2, "0.06"), (999.96, 1, "1,000.0"),
    (84.25, 2, "84.25"),
  ])
  func `a number is rounded half away from zero and grouped`(
    _ value: Double, _ decimals: Int, _ printed: String
  ) {
    #expect(Figures.number(value, decimals) == printed)
  }

  @Test func `a number too large for whole numbers is still printed`() {
    #expect(Figures.number(1e300, 1) == "1e+300")
    #expect(Figures.number(.infinity, 1) == "inf")
  }

  @Test func `precision follows the largest figure of a row`() {
    #expect(Figures.decimals(largest: 0.6) == 2)
    #expect(Figures.decimals(largest: 12) == 1)
    #expect(Figures.decimals(largest: 1000) == 0)
  }

  @Test func `a unit follows its number as the field writes it`() {
    #expect(Figures.suffix("%") == "%")
    #expect(Figures.suffix("per 100,000") == " per 100,000")
    #expect(Figures.suffix("Years") == " years")
    #expect(Figures.suffix("-").isEmpty)
    #expect(Figures.suffix(nil).isEmpty)
  }

  @Test func `a row prints value, unit and interval at one precision`() throws {
    let row = try #require(try SampleRows.briefing().rows.first)
    let display = RowDisplay(row)
    #expect(display.valueWithUnit == "14.3 per 100,000")
    #expect(display.interval == "11.9 to 16.8")
    #expect(display.england == "10.3")
    #expect(display.region == "9.8")
  }

  @Test func `a suppressed figure prints its reason, never nothing and never 0`() throws {
    let row = try #require(try SampleRows.briefing().rows.first { $0.indicator.id == 4 })
    #expect(
      RowDisplay(row).valueWithUnit
        == "Value suppressed for disclosure control due to small count")
    #expect(row.significance.finding == .notTested("no value for this area"))
  }

  @Test func `a figure without a value or a note was not published`() {
    let figure = Figure(
      areaCode: "E1", value: nil, lower: nil, upper: nil, count: nil, note: nil, snapshotID: 1,
      line: 2)
    #expect(RowDisplay.absence(figure) == "not published")
  }
}
