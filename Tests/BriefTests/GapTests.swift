import Support
import Testing

@testable import Brief
@testable import Load

/// Every way in which a figure that a theme asks for can be missing is said where it is looked for.
struct GapTests {
  private static let history = """
    INSERT INTO release_history VALUES
      (3, 'a', '2026-10-20T09:00:00Z', '2026-10-20T10:00:00Z'), (7, 'b', '2026-11-20', NULL);
    """
  static let switchedOff =
    history + """
      INSERT INTO switched_off_indicator VALUES
        ('mental_health', 9, 7, 'Distress in the young', 3);
      INSERT INTO identity_mismatch VALUES
        (7, 'unit', '%', 'per 1,000', '…'), (7, 'name', 'Distress', 'Unrest', '…');
      """
  static let sentence =
    "No figure is shown: the publisher now uses number 7 for “Unrest”, which is not the "
    + "configured “Distress”; so since release 3 (20 October 2026). Whoever runs this pipeline "
    + "must look at it and correct the number or the words in config/themes.yaml."

  private func gap(_ indicator: Int, _ more: String, of code: String = "E06000018") throws
    -> MissingIndicator?
  {
    try SampleRows.briefing(code, more).themes.flatMap(\.missing)
      .first { $0.indicatorID == indicator }
  }

  @Test func `an indicator that is switched off has a line in every format`() throws {
    let briefing = try SampleRows.briefing("E06000018", Self.switchedOff)
    let gap = try #require(briefing.themes[0].missing.first { $0.kind == .switchedOff })
    #expect(gap.name == "Distress in the young")
    #expect(gap.sentence == Self.sentence)
    let writer = try BriefingWriter()
    let page = try writer.html(briefing)
    let line = "<tr class=off><th scope=row>Distress in the young<small>indicator 7</small>"
    #expect(page.contains("\(line)<td colspan=6>\(Self.sentence)"))
    let table = try #require(page.firstRange(of: line)?.lowerBound)
    #expect(page[..<table].contains("figures for Nottingham"))
    #expect(
      try writer.markdown(briefing).contains(
        "| Distress in the young (indicator 7) | | **\(Self.sentence)** |"))
    #expect(
      writer.json(briefing).contains(
        "\"kind\": \"switched_off\"") && writer.json(briefing).contains("20 October 2026"))
    #expect(
      writer.csv(briefing).split(separator: "\r\n").contains {
        $0.contains(",7,Distress in the young,") && $0.contains("switched_off")
          && $0.contains("since release 3 (20 October 2026)")
      })
    #expect(
      briefing.caveats.contains { $0.hasSuffix("given in the table: Distress in the young.") })
  }

  @Test func `a figure held under a number that is switched off says what it is not`() throws {
    let rows = try SampleRows.briefing("E06000018", Self.switchedOff).others
    #expect(
      rows.first { $0.indicator.id == 7 }?.notes.first
        == "Not what this number is configured for (“Distress in the young”): the publisher now "
        + "uses number 7 for “Unrest”, which is not the configured “Distress”. No theme shows it.")
  }

  @Test func `a theme whose only indicator is switched off still has its table`() throws {
    let only = """
      DELETE FROM theme_indicator WHERE theme_id = 'prison';
      UPDATE switched_off_indicator SET theme_id = 'prison';
      """
    let briefing = try SampleRows.briefing("E06000018", Self.switchedOff + only)
    let page = try BriefingWriter().html(briefing)
    #expect(page.contains("<caption>Prison and continuity of care: figures for Nottingham"))
  }

  @Test func `beside another area the line spans its column too`() throws {
    let briefing = try SampleRows.briefing("E06000018", Self.switchedOff) {
      $0.compared = "E10000024"
    }
    #expect(try BriefingWriter().html(briefing).contains("<td colspan=7>No figure is shown"))
  }

  @Test func `a number that was never checked is not asked for, and says so`() throws {
    let gap = try gap(6, "UPDATE indicator SET is_verified = 0 WHERE indicator_id = 6;")
    #expect(gap?.kind == .unverified)
    #expect(
      gap?.reason
        == "not asked for until the number is checked against the publisher’s list")
  }

  @Test func `an indicator published for other kinds of area names them`() throws {
    let gap = try gap(6, "INSERT INTO published_for VALUES (6, 6, 'Regions'), (6, 15, 'England');")
    #expect(gap?.kind == .otherAreas)
    #expect(gap?.reason == "published for other kinds of area only: Regions; England")
  }

  @Test func `a file that could not be read is named with what is wrong`() throws {
    let gap = try gap(
      6, "INSERT INTO unread_file VALUES ('indicator-6-502.csv', 'indicator-6-502.csv: empty.');")
    #expect(gap?.kind == .unread)
    #expect(gap?.isAmiss == true)
    #expect(
      gap?.sentence
        == "No figure is shown: its file could not be read (indicator-6-502.csv: empty). "
        + "The next run asks again.")
  }

  private static let withheld = """
    INSERT INTO withheld_file VALUES ('fingertips', 'indicator-6-502.csv', '2025-09-03', 400),
      ('fingertips', 'available-6.json', '2025-09-03', 400);
    """

  @Test func `a file that is too old to be used is named with its last day`() throws {
    let gap = try gap(6, Self.withheld)
    #expect(gap?.kind == .withheld)
    #expect(gap?.isAmiss == true)
    #expect(
      gap?.sentence
        == "No figure is shown: its file was last confirmed by its publisher on 3 September 2025, "
        + "longer ago than the 400 days that are allowed. It comes back once its publisher sends or "
        + "confirms it.")
    #expect(
      try SampleRows.briefing("E06000018", Self.withheld).caveats.contains(
        "One file of figures is left out of this release: it was last confirmed by its publisher on"
          + " 3 September 2025, longer ago than the 400 days that are allowed."))
  }

  @Test func `rows of its file that were left out are counted`() throws {
    let gap = try gap(
      6,
      """
      INSERT INTO snapshot VALUES (2, 'fingertips', 'indicator-6-502.csv', 'file:x',
        'ff', 9, '2026-11-20T09:00:00Z', 3, 0, 0, 0, 3);
      """)
    #expect(gap?.kind == .rejected)
    #expect(gap?.reason == "3 rows of its file could not be read and were left out")
  }

  private static let conflict = """
    INSERT INTO reject VALUES (1, 1, 9, NULL,
      'indicator 6, E06000018, 2023, Persons, 10+ yrs', 'conflictingValues', '…'),
      (2, 1, 10, NULL, 'indicator 2, E06000018, 2024, Persons, 10+ yrs', 'conflictingValues', '…');
    """

  @Test func `two values for one figure are a reason for none`() throws {
    let gap = try gap(6, Self.conflict)
    #expect(gap?.kind == .rejected)
    #expect(
      gap?.reason == "the publisher’s file gives two values for 2023, so neither was taken in")
    #expect(try self.gap(6, Self.conflict, of: "E10000024")?.kind == .notHeld)
  }

  @Test func `two values for a newer period are said beside the older figure`() throws {
    let rows = try SampleRows.briefing("E06000018", Self.conflict).rows
    #expect(
      rows.first { $0.indicator.id == 2 }?.notes.last
        == "The publisher’s file gives this area two values for 2024, so neither was taken in.")
  }

  @Test func `a value that was held back keeps its row with the reason`() throws {
    let row = try #require(
      try SampleRows.briefing().rows.first { $0.indicator.id == 4 })
    #expect(
      RowDisplay(row).valueWithUnit == "Value suppressed for disclosure control due to small count")
  }

  @Test func `a newer period that only England has is said beside the figure`() throws {
    let newer = """
      INSERT INTO time_period VALUES (4, '2024', 20240000, '2024-01-01', '2024-12-31', 12);
      UPDATE series SET last_observation_id = 31 WHERE series_id = 6;
      INSERT INTO observation (observation_id, series_id, time_period_id, value, snapshot_id,
        source_line) VALUES (31, 6, 4, 210, 1, 9);
      """
    let row = try SampleRows.briefing("E06000018", newer).rows.first { $0.indicator.id == 2 }
    #expect(
      row?.notes.last == "England has a newer figure, for 2024; none of this area is held for it.")
  }

  @Test func `figures of long ago are named among what cannot be said`() throws {
    let old = "UPDATE time_period SET last_day = '2021-11-21' WHERE time_period_id = 2;"
    let caveats = try SampleRows.briefing("E06000018", old).caveats
    #expect(caveats.contains { $0.contains("more than five years ago") })
    #expect(try !SampleRows.briefing().caveats.contains { $0.contains("five years ago") })
  }

  @Test func `a part of a council that was divided says whose figures it does not show`() throws {
    let briefing = try SampleRows.briefing("E06000061")
    #expect(
      briefing.caveats.contains(
        "Until 1 April 2021 the area belonged to Northamptonshire, which was divided. Figures of "
          + "Northamptonshire are about a larger area and are not shown here."))
    #expect(
      try BriefingWriter().markdown(briefing).contains(
        "a part of Northamptonshire (E10000021), which was divided; on 1 April 2021"))
  }

  @Test func `a release of an earlier program has no such tables and still gives a briefing`()
    throws
  {
    let older = "DROP TABLE switched_off_indicator; DROP TABLE published_for;"
    #expect(try SampleRows.briefing("E06000018", older).themes.count == 2)
  }
}
