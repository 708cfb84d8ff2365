import Support
import Testing

@testable import Brief
@testable import Load

@Suite struct IndicatorTableTests {
  /// Six authorities of one tier with a figure each, and what the assessment says of them.
  private func tier(_ figures: [(value: Double?, period: String, reason: String?)], high: Bool)
    throws -> TierTable
  {
    let contents = try SampleSite.contents()
    let area = try #require(contents.areas.first { $0.code == "E06000018" })
    let row = try #require(area.briefing.rows.first { $0.indicator.id == 1 })
    let entries = figures.enumerated().map { index, figure in
      IndicatorTable.Entry(
        area: area, row: row.with(figure.value, figure.period, figure.reason))
    }
    return IndicatorTable(
      key: .init(row), polarity: high ? .high : .low, indicator: row.indicator, label: "",
      page: "1", themeIDs: [], entries: entries,
      england: []
    ).tier(.upper)
  }

  @Test func `the best comes first and equals share a rank`() throws {
    let figures = [3.0, 1, 2, 2, 5].map {
      (value: Double?($0), period: "2023", reason: String?.none)
    }
    let low = try tier(figures, high: false)
    #expect(low.ranked.map(\.rank) == [1, 2, 2, 4, 5])
    #expect(low.ranked.compactMap(\.entry.row.area.value) == [1, 2, 2, 3, 5])
    let high = try tier(figures, high: true)
    #expect(high.ranked.map(\.rank) == [1, 2, 3, 3, 5])
    #expect(high.ranked.compactMap(\.entry.row.area.value) == [5, 3, 2, 2, 1])
  }

  @Test func `a larger area's figure and one of another period have no rank`() throws {
    let table = try tier(
      [
        (1, "2023", nil), (2, "2023", nil),
        (3, "2023", "not ranked: the value is that of a larger area"), (4, "2021", nil),
        (nil, "2023", "not ranked: value withheld"),
      ], high: false)
    #expect(table.period?.label == "2023")
    #expect(table.ranked.count == 2)
    #expect(
      table.unranked.map(\.reason) == [
        "the value is that of a larger area", "the latest figure is about 2021",
      ])
    #expect(table.withheld.count == 1)
  }

  @Test func `a figure of a police force is shown on its page and not ranked`() throws {
    let contents = try SampleSite.contents()
    let number = try #require(contents.tables.firstIndex { $0.key.indicatorID == 8 })
    let table = contents.tables[number].tier(.upper)
    #expect(table.ranked.isEmpty)
    #expect(table.unranked.map(\.entry.area.code) == ["E06000018"])
    let page = try #require(try SampleSite.pages(contents)["indicators/8.html"])
    #expect(page.contains("<p>No area can be ranked on this indicator; England 30.0.</p>"))
    #expect(page.contains("the value is that of a larger area"))
  }

  @Test func `both sexes of an indicator have pages of their own`() throws {
    let contents = try SampleSite.contents()
    let pages = contents.tables.filter { $0.key.indicatorID == 5 }.map(\.page)
    #expect(pages == ["5", "5-male-18-yrs"])
  }

  @Test func `what no council has a figure of is listed by theme`() throws {
    let contents = try SampleSite.contents()
    #expect(contents.unmeasured.map(\.themeID) == ["prison"])
    #expect(contents.unmeasured.first?.names == ["Engaged after release"])
  }
}

extension IndicatorRow {
  /// The same row with another figure, and with a reason for having no rank.
  fileprivate func with(_ value: Double?, _ period: String, _ reason: String?) -> IndicatorRow {
    IndicatorRow(
      seriesID: seriesID, indicator: indicator, sex: sex, age: age,
      period: Period(label: period, lastDay: "\(period)-12-31", spanMonths: 12, held: 1),
      area: Figure(
        areaCode: area.areaCode, value: value, lower: nil, upper: nil, count: nil, note: nil,
        snapshotID: 1, line: 1),
      england: nil, region: nil, compared: nil, significance: significance, trend: trend,
      neighbours: neighbours, regionComparison: regionComparison,
      standing: Standing(
        rank: nil, rankedAreas: 0, quintile: nil, reason: reason, spread: nil),
      notes: [], formerCode: nil, polarity: polarity, population: population)
  }
}
