import Testing

@testable import Brief

/// The years of a strategy beside its title.
struct StrategyYearsTests {
  private func years(_ title: String, _ first: Int?, _ last: Int?) -> String? {
    Strategy(
      id: 1, title: title, firstYear: first, lastYear: last, status: "current", address: nil,
      confirmed: nil, provenance: ""
    ).yearsBesideTitle
  }

  @Test(arguments: [
    "Strategy 2022-2026", "Strategy 2022 to 2026", "Strategy 2022–26 (draft)", "2022–2026: a plan",
  ])
  func `a title that gives both years needs none beside it`(title: String) {
    #expect(years(title, 2022, 2026) == nil)
  }

  @Test func `a title that gives one year, others or none has them beside it`() {
    #expect(years("Strategy (2016 refresh)", 2016, 2026) == "2016 to 2026")
    #expect(years("Strategy 2019-2023", 2022, 2026) == "2022 to 2026")
    #expect(years("Strategy", 2022, 2026) == "2022 to 2026")
    #expect(years("Strategy 2022-2026", 2022, nil) == "from 2022; end not published")
  }
}
