import Testing

@testable import Brief

@Suite struct KeyMessagesTests {
  @Test func `worse and worsening comes first, with value, interval, period and England`() throws {
    let groups = try SampleRows.briefing().messages
    let first = try #require(groups.first)
    #expect(first.title == "Worse than England and getting worse")
    let message = try #require(first.messages.first)
    #expect(message.subject == "Suicide rate, aged 10 and over")
    #expect(
      message.sentence
        == """
        14.3 per 100,000 in 2020 - 22 (95% interval 11.9 to 16.8), England 10.3. \
        Recent trend, tested: increasing and getting worse.
        """)
  }

  @Test func `nothing untested or without a value is called better or worse`() throws {
    let briefing = try SampleRows.briefing()
    let said = Set(briefing.messages.flatMap(\.messages).map(\.number))
    let silent = briefing.rows.filter { row in
      row.area.value == nil
        || !row.significance.finding.isTested && !row.trend.isWorsening
    }
    #expect(!silent.isEmpty)
    #expect(said.isDisjoint(with: silent.map(\.number)))
  }

  @Test func `a better figure says that its trend was not tested`() throws {
    let groups = try SampleRows.briefing().messages
    let better = try #require(groups.first { $0.title == "Better than England" })
    #expect(better.messages.map(\.subject) == ["Self-harm admissions, aged 10 and over"])
    #expect(better.messages.first?.sentence.contains(", England 200.0. Recent trend") == true)
    #expect(better.messages.first?.sentence.contains("not tested: fewer than five") == true)
  }

  @Test func `the tally counts every figure once`() throws {
    let briefing = try SampleRows.briefing()
    #expect(
      briefing.tally
        == "Of 7 figures under the themes below: 1 worse than England, 1 similar, 1 better, "
        + "4 not tested.")
  }

  @Test func `more than six under a heading are only named`() throws {
    let row = try #require(try SampleRows.briefing().rows.first)
    var theme = Theme(id: "a", title: "A", summary: "")
    theme.rows = (1...9).map { number in
      var row = row
      (row.number, row.seriesID) = (number, number)
      return row
    }
    let group = try #require(KeyMessages.groups([theme]).first)
    #expect(group.messages.count == KeyMessages.mostPerGroup)
    #expect(group.others.count == 3)
  }

  @Test func `an area without figures has no messages and no tally`() throws {
    let briefing = try SampleRows.briefing("E06000061")
    #expect(briefing.messages.isEmpty)
    #expect(briefing.tally == nil)
  }
}
