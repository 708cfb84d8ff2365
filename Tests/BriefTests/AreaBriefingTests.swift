import Support
import Testing

@testable import Brief
@testable import Load

@Suite struct AreaBriefingTests {
  private func row(_ indicator: Int, _ briefing: AreaBriefing) -> IndicatorRow? {
    briefing.rows.first { $0.indicator.id == indicator }
  }

  @Test func `persons stand alone where they are held, otherwise both sexes`() throws {
    let briefing = try SampleRows.briefing()
    #expect(briefing.rows.filter { $0.indicator.id == 1 }.map(\.sex) == ["Persons"])
    #expect(briefing.rows.filter { $0.indicator.id == 5 }.map(\.sex) == ["Male", "Female"])
  }

  @Test func `a series of a part of the population is not shown as the whole`() throws {
    #expect(try SampleRows.briefing().rows.allSatisfy { $0.area.value != 30 })
  }

  @Test func `England of another year is not set beside the area`() throws {
    let row = try #require(row(5, try SampleRows.briefing()))
    #expect(row.england == nil)
    #expect(RowDisplay(row).england == "not held for this period")
  }

  @Test func `a theme may ask for one sex and one age`() throws {
    let asked = "UPDATE theme_indicator SET sex = 'Male', age = '10+ yrs' WHERE indicator_id = 1;"
    let briefing = try SampleRows.briefing("E06000018", asked)
    #expect(row(1, briefing)?.area.value == 20)
  }

  @Test func `an age that is not held is a reason, not a gap`() throws {
    let asked = "UPDATE theme_indicator SET age = '65+ yrs' WHERE indicator_id = 2;"
    let theme = try #require(try SampleRows.briefing("E06000018", asked).themes.first)
    #expect(
      theme.missing == [
        MissingIndicator(
          kind: .otherPeople, indicatorID: 2, name: "Self-harm admissions",
          reason: "held only for everybody aged 10 and over, not for everybody aged 65 and over")
      ])
  }

  @Test func `an indicator nobody holds says so under its theme`() throws {
    let theme = try #require(try SampleRows.briefing().themes.last)
    #expect(theme.rows.isEmpty)
    #expect(theme.missing.map(\.reason) == ["not held in this release"])
  }

  @Test func `a district is told which figures are its county's`() throws {
    let briefing = try SampleRows.briefing("E07000176")
    let reasons = briefing.themes.flatMap(\.missing)
    #expect(
      reasons.first { $0.name == "Self-harm admissions" }?.reason
        == "published for Nottinghamshire as a whole, not for this district")
    #expect(
      reasons.first { $0.name == "Suicide rate" }?.reason
        == "held for England and other areas, not for this one")
  }

  @Test func `an indicator of no theme is kept for the last section`() throws {
    let briefing = try SampleRows.briefing()
    #expect(briefing.others.map(\.indicator.id) == [7])
  }

  @Test func `a former code leads to the area it became`() throws {
    let briefing = try SampleRows.briefing("E08000016")
    #expect(briefing.place.code == "E08000038")
    #expect(
      briefing.redirection
        == """
        Barnsley (E08000016) is a former code: it became Barnsley (E08000038) on 1 April 2025, \
        and this briefing is about that area.
        """)
  }

  @Test func `figures of a former code stand in, and say so`() throws {
    let row = try #require(row(1, try SampleRows.briefing("E08000038")))
    #expect(row.area.areaCode == "E08000016")
    #expect(
      row.notes == [
        "Published under the former code E08000016, replaced on 1 April 2025; "
          + "the boundary moved a little at that change."
      ])
  }

  @Test func `figures of a former code give way to the area's own`() throws {
    let own = SampleRows.series(30, 5, 1, 1, 1, 36, "12.0, 10.0, 14.0, NULL, NULL, NULL")
    let row = try #require(row(1, try SampleRows.briefing("E08000038", own)))
    #expect(row.area.areaCode == "E08000038")
    #expect(row.formerCode == nil)
  }

  @Test func `a divided area has no briefing and names its successors`() throws {
    let error = #expect(throws: BriefError.self) { try SampleRows.briefing("E10000021") }
    #expect(
      error?.description
        == """
        Northamptonshire (E10000021) was divided into North Northamptonshire (E06000061) and West \
        Northamptonshire (E06000062). No briefing was written; ask for one of them.
        """)
  }

  @Test func `an unknown code is an error in words`() throws {
    let error = #expect(throws: BriefError.self) { try SampleRows.briefing("E99") }
    #expect(
      error?.description
        == "No area of this release has the code “E99”. No briefing was written.")
  }

  @Test func `figures and priorities that do not meet are listed`() throws {
    let mirror = try SampleRows.briefing().mirror
    #expect(mirror.needs.isEmpty)
    #expect(mirror.unmeasured.map(\.text) == ["Severe and multiple disadvantage"])
    let unmatched = try SampleRows.briefing("E06000018", "DELETE FROM priority_theme;").mirror
    #expect(unmatched.needs.map(\.theme) == ["Mental health"])
  }

  @Test func `a strategy that ended is marked and comes last`() throws {
    let briefing = try SampleRows.briefing()
    #expect(briefing.strategies.map { $0.hasEnded(by: briefing.day) } == [false, true])
  }

  @Test func `a publisher's word that its interval contradicts is noted`() throws {
    let row = try #require(row(8, try SampleRows.briefing()))
    #expect(
      row.notes == [
        "LAs are allocated the rate of the police force area within which they sit",
        "The publisher prints “Worse” for the comparison with England; the 95% interval does not "
          + "bear that out.",
      ])
  }

  @Test func `caveats follow the figures`() throws {
    let caveats = try SampleRows.briefing().caveats
    #expect(caveats.contains { $0.contains("police force’s figure") })
    #expect(caveats.contains { $0.contains("Several years are put together") })
    #expect(caveats.contains { $0.contains("No local figure is held on: Prison and continuity") })
    #expect(!caveats.contains { $0.contains("Published under a former code") })
  }

  @Test func `only terms that the page uses are explained`() throws {
    let briefing = try SampleRows.briefing()
    #expect(
      briefing.themes.map { $0.terms.map(\.term) } == [["Accommodation"], ["Continuity of care"]])
    #expect(briefing.glossary.isEmpty)
  }

  @Test func `the same figure has one number wherever it stands`() throws {
    let twice = "INSERT INTO theme_indicator VALUES ('prison', 2, 1, NULL, NULL);"
    let briefing = try SampleRows.briefing("E06000018", twice)
    #expect(briefing.themes[0].rows.first?.number == briefing.themes[1].rows.first?.number)
    #expect(briefing.rows.map(\.number) == Array(1...briefing.rows.count))
  }

  @Test func `the longest reaching and then the shorter period is shown`() throws {
    let more =
      SampleRows.series(31, 3, 3, 1, 1, 36, "14.0, 13.0, 15.0, NULL, NULL, NULL")
    #expect(row(3, try SampleRows.briefing("E06000018", more))?.period.label == "2023")
  }

  @Test func `one theme alone can be asked for, and only one that exists`() throws {
    let briefing = try SampleRows.briefing { $0.theme = "prison" }
    #expect(briefing.themes.map(\.id) == ["prison"])
    #expect(briefing.others.isEmpty)
    let error = #expect(throws: BriefError.self) {
      try SampleRows.briefing { $0.theme = "prisons" }
    }
    #expect(
      error?.description
        == "No theme is called “prisons”; known: mental_health, prison. Nothing was written.")
  }

  @Test func `another area's figure of the same period stands beside`() throws {
    let briefing = try SampleRows.briefing { $0.compared = "E10000024" }
    #expect(briefing.compared?.name == "Nottinghamshire")
    #expect(row(2, briefing)?.compared?.value == 190)
    #expect(row(1, briefing)?.compared == nil)
    let page = try BriefingWriter().markdown(briefing)
    #expect(page.contains("| Similar areas | Nottinghamshire | Compared with England |"))
  }

  @Test func `who does what names the area's own bodies`() throws {
    let duties = try SampleRows.briefing().responsibilities
    #expect(duties.map(\.id) == ["pcc", "icb", "drugs"])
    #expect(duties.map(\.here) == [["Mayor of Nottinghamshire"], ["E54000060"], []])
    let page = try BriefingWriter().markdown(SampleRows.briefing())
    #expect(page.contains("**Drugs partnership**: not held in this release."))
  }

  @Test func `rank, fifth, region and neighbours come from the assessments`() throws {
    let row = try #require(row(1, try SampleRows.briefing()))
    #expect(row.standing.inWords == "140th of 151; fifth 5 of 5")
    #expect(row.neighbours == Comparator(value: 12, finding: .similar))
    #expect(row.regionComparison.finding == .worse)
  }

  @Test func `the areas to brief are the live upper-tier ones that have figures`() throws {
    let sample = try SampleRows.database()
    let areas = try areasToBrief(in: Database(readOnly: sample.path))
    #expect(areas.codes == ["E06000018", "E08000038", "E10000024"])
    #expect(
      areas.sentence
        == "No figure is held of North Northamptonshire (E06000061), West Northamptonshire "
        + "(E06000062), so no briefing of them was written; ask for one by name to have its board "
        + "and bodies alone.")
  }

  @Test func `the national picture has promises, needs and what nobody measures`() throws {
    let sample = try SampleRows.database()
    let day = CalendarDay("2026-11-22")
    let picture = try nationalPicture(from: Database(readOnly: sample.path), asOf: day)
    #expect(picture.promises.map(\.text) == ["Mental wellbeing"])
    #expect(picture.needs.map(\.area.name) == ["Nottingham"])
    #expect(picture.needs.first?.england == 10.34)
    #expect(picture.unmeasured.map(\.indicator) == ["Engaged after release"])
    #expect(picture.themesWithoutMeasure.map(\.id) == ["prison"])
    #expect(picture.boardsWithoutStrategy.isEmpty)
  }
}
