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

  @Test func `a number that is none is still printed`() {
    #expect(Figures.number(.infinity, 1) == "inf")
  }

  @Test func `the largest value of the ranked areas sets the precision`() throws {
    let row = try #require(try SampleRows.briefing().rows.first { $0.indicator.id == 2 })
    #expect(RowDisplay(row).valueWithUnit == "150.0 per 100,000")
    #expect(RowDisplay(row).number(3) == "3.0")
  }

  @Test(
    arguments: [
      ("Persons", "All ages", "", nil), ("Male", "18+ yrs", "", "males, aged 18 and over"),
      ("Female", "10-24 yrs", "", "females, aged 10 to 24"),
      ("Persons", "<75 yrs", "Deaths under 75", nil), ("Not applicable", "Not applicable", "", nil),
      ("Persons", "16-64 yrs", "", "aged 16 to 64"), ("Persons", "<16 yrs", "", "under 16"),
      ("Persons", "18+ yrs", "Smoking in adults (18+)", nil),
    ] as [(String, String, String, String?)])
  func `sex and age are said once and in words`(
    _ sex: String, _ age: String, _ name: String, _ words: String?
  ) {
    #expect(Population(sex: sex, age: age).words(beside: name) == words)
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
    #expect(
      row.significance.finding == .notTested("the value was withheld because numbers are small"))
  }

  @Test func `a figure without a value or a note was not published`() {
    let figure = Figure(
      areaCode: "E1", value: nil, lower: nil, upper: nil, count: nil, note: nil, snapshotID: 1,
      line: 2)
    #expect(RowDisplay.absence(figure) == "not published")
  }
}
