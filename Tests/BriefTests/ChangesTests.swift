import Support
import Testing

@testable import Brief
@testable import Load

@Suite struct ChangesTests {
  private let ledger = """
    INSERT INTO release_history VALUES
      (5, 'e', '2026-09-01T09:00:00Z', NULL), (6, 'f', '2026-10-15T09:00:00Z', NULL),
      (7, 'g', '2026-11-20T09:00:00Z', NULL);
    INSERT INTO revision_kind VALUES (1, 'new_period'), (2, 'revised'), (3, 'withdrawn');
    INSERT INTO time_period VALUES (20, '2019 - 21', 20190000, '2019-01-01', '2021-12-31', 36);
    INSERT INTO revision_cell (revision_id, release_number, revision_kind_id, area_id,
        indicator_id, stratum_id, time_period_id, old_value, new_value, changed) VALUES
      (1, 7, 2, 3, 1, 1, 20, 13.5, 14.1, 1), (2, 7, 1, 3, 1, 1, 1, NULL, 14.26, 0),
      (3, 6, 3, 3, 2, 1, 2, 9, NULL, 0), (4, 7, 3, 2, 2, 1, 2, 9, NULL, 0);
    """

  @Test func `what came in since the release before is listed by kind`() throws {
    let page = try BriefingWriter().markdown(SampleRows.briefing("E06000018", ledger))
    #expect(page.contains("## Changed since release 6 (15 October 2026)\n"))
    #expect(page.contains("### Corrected by the publisher"))
    #expect(
      page.contains("- Suicide rate, aged 10 and over, 2019 - 21: 13.5 became 14.1\n"))
    #expect(page.contains("- Suicide rate, aged 10 and over, 2020 - 22: 14.3\n"))
    #expect(!page.contains("### Withdrawn"))
  }

  @Test func `an earlier release reaches further back`() throws {
    let changes = try SampleRows.briefing("E06000018", ledger) { $0.since = .release(5) }.changes
    #expect(changes.figures(.withdrawn).map(\.before) == [9])
  }

  @Test func `a day counts by when the file was fetched`() throws {
    let before = try #require(CalendarDay("2026-11-20"))
    let after = try #require(CalendarDay("2026-11-21"))
    let since = try SampleRows.briefing("E06000018", ledger) { $0.since = .day(before) }
    #expect(since.changes.figures.count == 2)
    #expect(since.changes.since == "20 November 2026")
    let none = try SampleRows.briefing("E06000018", ledger) { $0.since = .day(after) }
    #expect(none.changes.figures.isEmpty)
  }

  @Test func `a strategy that ended in between is named`() throws {
    let day = try #require(CalendarDay("2023-06-01"))
    let changes = try SampleRows.briefing("E06000018", "") { $0.since = .day(day) }.changes
    #expect(
      changes.strategies == ["“Joint Strategy 2018-2023” has ended: it covered 2018 to 2023."])
  }

  @Test func `an earlier release that cannot be read is said, and stops nothing`() throws {
    let earlier = try SampleDatabase(["CREATE TABLE note (text TEXT)"])
    let changes = try SampleRows.briefing("E06000018", "", after: earlier).changes
    #expect(
      changes.strategies.last
        == "Which strategies are new or gone cannot be told: the earlier release cannot be read.")
  }

  @Test func `strategies are compared with the earlier release's where it is kept`() throws {
    let earlier = try SampleRows.database("DELETE FROM strategy WHERE strategy_id = 1;")
    let changes = try SampleRows.briefing("E06000018", "", after: earlier).changes
    #expect(
      changes.strategies == ["“Joint Strategy 2025-2028” (2025 to 2028) is new in the catalogue."])
  }
}
