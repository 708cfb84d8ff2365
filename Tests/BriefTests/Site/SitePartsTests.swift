import Testing

@testable import Brief

@Suite struct SitePartsTests {
  private struct Stop: Error, Equatable { let number: Int }

  @Test func `work is done once and its results keep their order`() throws {
    let results = try Crew.map(500, with: { 2 }) { $0 * $1 }
    #expect(results == (0..<500).map { $0 * 2 })
    #expect(try Crew.map(0, with: {}) { $1 } == [])
  }

  @Test func `the error of one piece of work ends all`() {
    #expect(throws: Stop(number: 7)) {
      try Crew.map(100, with: {}) { if $1 == 7 { throw Stop(number: 7) } }
    }
  }

  @Test(arguments: [
    ("Male 10+ yrs", "male-10-yrs"), ("Ü <b>", "b"), ("", "other"), ("..", "other"),
    ("A–B", "a-b"),
  ])
  func `a text becomes a name for a file`(text: String, slug: String) {
    #expect(Slug.of(text) == slug)
  }

  @Test func `a text in a script ends neither its string nor its element`() {
    #expect(
      ScriptText.quoted("a\"b\\c</script>\n\u{2028}") == #""a\"b\\c\u003C/script>\u000a\u2028""#)
  }

  private func point(_ year: Int, _ value: Double?, _ half: Double? = 1) -> IndicatorTable.Point {
    IndicatorTable.Point(
      period: "\(year)", lastDay: "\(year)-12-31", spanMonths: 12, value: value,
      lower: half.flatMap { half in value.map { $0 - half } },
      upper: half.flatMap { half in value.map { $0 + half } })
  }

  @Test func `a line breaks where a figure is missing`() throws {
    let chart = try #require(
      LineChart([point(2019, 4), point(2020, 5), point(2021, nil), point(2022, 6), point(2023, 7)]))
    #expect(chart.line.split(separator: "M").count == 2)
    #expect(chart.band.split(separator: "M").count == 2)
    #expect(chart.dots.count == 4)
  }

  @Test func `a line without intervals has no band and one figure makes no line`() throws {
    let chart = try #require(LineChart([point(2019, 4, nil), point(2020, 4, nil)]))
    #expect(chart.band == "")
    #expect(chart.line == "M8 100L632 100")
    #expect(LineChart([point(2019, 4)]) == nil)
    #expect(LineChart([]) == nil)
  }

  @Test func `a skeleton has elements and attributes and no text`() {
    #expect(
      PageSkeleton.of("<p class=\"a>b\">x &lt; y</p><img alt=\"'\" src=\"c\">")
        == ["p class=", "/p", "img alt= src="])
  }
}
