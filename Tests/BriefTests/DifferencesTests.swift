import Testing

@testable import Brief

@Suite struct DifferencesTests {
  private func row(_ more: String) throws -> IndicatorRow {
    try #require(try SampleRows.briefing("E06000018", more).rows.first { $0.indicator.id == 1 })
  }

  private let sexes = """
    INSERT INTO stratum VALUES (8, 'Female', '10+ yrs', NULL, NULL);
    """

  @Test func `sexes of the same age and period are set beside each other`() throws {
    let female = SampleRows.series(40, 3, 1, 8, 1, 36, "9.0, 8.0, 10.0, NULL, NULL, NULL")
    let difference = try #require(try row(sexes + female).differences.first)
    #expect(difference.kind == .sex)
    #expect(difference.figures.map(\.name) == ["males", "females"])
    #expect(difference.isApart)
  }

  @Test func `intervals that touch show nothing and are not printed`() throws {
    let female = SampleRows.series(40, 3, 1, 8, 1, 36, "19.0, 17.0, 21.0, NULL, NULL, NULL")
    let difference = try #require(try row(sexes + female).differences.first)
    #expect(!difference.isApart)
    let page = try BriefingWriter().html(SampleRows.briefing("E06000018", sexes + female))
    #expect(!page.contains("females 19.0"))
  }

  @Test func `one sex alone is no difference`() throws {
    #expect(try row("").differences.isEmpty)
  }

  @Test func `small areas are found by their council's name and ordered`() throws {
    let areas = """
      INSERT INTO area VALUES
        (50, 'E02002868', 'Nottingham 001', 'msoa', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL),
        (51, 'E02002869', 'Nottingham 002', 'msoa', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL),
        (52, 'E02002870', 'Nottinghamshire 1', 'msoa', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL);
      """
    let series =
      SampleRows.series(50, 50, 1, 1, 1, 36, "20.0, 10.0, 30.0, NULL, NULL, 1")
      + SampleRows.series(51, 51, 1, 1, 1, 36, "5.0, 2.0, 9.0, NULL, NULL, NULL")
      + SampleRows.series(52, 52, 1, 1, 1, 36, "50.0, 2.0, 90.0, NULL, NULL, NULL")
    let page = try BriefingWriter().markdown(SampleRows.briefing("E06000018", areas + series))
    #expect(
      page.contains(
        "from 5.0 (2.0 to 9.0) in Nottingham 002 to 20.0 (10.0 to 30.0) in Nottingham 001, across "
          + "2 small areas (middle layer). By the publisher’s comparison with England: 1 worse."))
  }

  @Test func `the most and the least deprived parts of the area are compared`() throws {
    let strata = """
      INSERT INTO stratum VALUES (9, 'Persons', '10+ yrs', 'Deprivation deciles',
        'Most deprived tenth'), (10, 'Persons', '10+ yrs', 'Deprivation deciles',
        'Least deprived tenth');
      """
    let series =
      SampleRows.series(60, 3, 1, 9, 1, 36, "30.0, 28.0, 32.0, NULL, NULL, NULL")
      + SampleRows.series(61, 3, 1, 10, 1, 36, "7.0, 5.0, 9.0, NULL, NULL, NULL")
    let difference = try #require(
      try row(strata + series).differences.first { $0.kind == .deprivation })
    #expect(difference.figures.map(\.name) == ["Most deprived tenth", "Least deprived tenth"])
  }
}
