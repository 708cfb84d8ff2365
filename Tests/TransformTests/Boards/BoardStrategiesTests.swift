import Testing

@testable import Transform

struct BoardStrategiesTests {
  private let coding = PriorityCoding([
    Theme(
      id: "mental-health", title: "Mental health", summary: "", guidanceSections: [],
      priorityWordings: ["mental health", "wellbeing"], indicators: [])
  ])

  private func baseline(_ texts: [String], start: Int = 2020, end: Int = 2025) -> Strategy {
    Strategy(
      areaCode: "E06000018", title: "Health and Wellbeing Strategy \(start)-\(end)",
      periodStart: start, periodEnd: end, status: .current, address: nil, confirmedOn: nil,
      provenance: "public copy",
      priorities: texts.enumerated().map { index, text in
        Priority(
          number: index + 1, text: text, needsChecking: true, themes: [],
          origin: Origin(configuration: "priorities.csv", line: index + 2))
      })
  }

  private func page(_ body: String, sha256: String = "aa", day: String = "2026-11-03")
    -> BoardReading
  {
    let html =
      "<title>Health and Wellbeing Strategy | Nottingham City Council</title><main><h1>Nottingham"
      + " Health and Wellbeing Strategy 2020-2025</h1>\(body)</main>"
    let page = BoardPage(
      bytes: Array(html.utf8), contentType: nil, status: 200, finalURL: "https://n.example/hws",
      requestedURL: "https://n.example/hws")
    return BoardReading(
      areaCode: "E06000018", snapshots: [4], address: "https://n.example/hws", sha256: sha256,
      day: day,
      reading: BoardStrategyPage.read([page], areaName: "Nottingham", asOfYear: 2024))
  }

  private func clear(_ items: String...) -> String {
    "<p>The strategy has these priorities:</p><ul>"
      + items.map { "<li>\($0)</li>" }.joined() + "</ul>"
  }

  /// A list that may or may not be the priorities.
  private let doubtful = "<h2>Things</h2><ul><li>Homes</li><li>Healthy food</li></ul>"

  private func settled(
    _ baseline: [Strategy], _ readings: [BoardReading], _ decisions: [BoardDecision] = []
  ) -> BoardStrategies {
    BoardStrategies(baseline, coding: coding, readings: readings, decisions: decisions)
  }

  private func word(_ kind: BoardDecision.Kind, _ sha256: String = "aa") -> BoardDecision {
    BoardDecision(
      kind, areaCode: "E06000018", sha256: sha256, day: "2026-11-03",
      address: "https://n.example/hws", by: "someone", at: "2026-11-04T09:00:00Z", reason: nil)
  }

  @Test func `a reading that scores well replaces the baseline, with its day and place`() throws {
    let result = settled(
      [baseline(["Smoking", "Homes"])], [page(clear("Stop smoking", "Mental health", "Homes"))])
    let strategy = try #require(result.strategies.first)
    #expect(result.strategies.count == 1)
    #expect(strategy.priorities.map(\.text) == ["Stop smoking", "Mental health", "Homes"])
    #expect(strategy.confirmedOn == "2026-11-03")
    #expect(strategy.address == "https://n.example/hws")
    #expect(strategy.provenance.contains(BoardStrategyReading.rulesVersion))
    #expect(strategy.priorities.allSatisfy { $0.origin.file == .snapshot(4) })
    #expect(strategy.priorities.first?.origin.span.hasPrefix("page 1, characters ") == true)
    #expect(result.pages.map(\.decision) == [.taken])
    #expect(result.newlyAccepted.count == 1)
  }

  @Test func `a list that has lost a fifth under the same years waits for a person`() {
    let known = ["Smoking", "Homes", "Carers", "Mental health", "Healthy food"]
    let reading = page(clear("Smoking", "Homes", "Carers", "Mental health"))
    let result = settled([baseline(known)], [reading])
    #expect(result.pages.map(\.decision) == [.review])
    #expect(result.strategies.first?.priorities.map(\.text) == known)
    let confirmed = settled([baseline(known)], [reading], [word(.confirmed)])
    #expect(confirmed.strategies.first?.priorities.count == 4)
    #expect(
      settled([baseline(known, start: 2015, end: 2019)], [reading]).pages[0].decision == .taken)
  }

  @Test func `what a page changed is recorded`() {
    let result = settled(
      [baseline(["Smoking", "Homes", "Carers"])],
      [page(clear("Stop smoking", "Mental health", "Homes"))])
    let wordings = result.changes.filter { $0.kind.rawValue.hasPrefix("priority") }
    #expect(
      wordings.map { [$0.kind.rawValue, $0.oldText ?? "", $0.newText ?? ""] } == [
        ["priority_reworded", "Smoking", "Stop smoking"],
        ["priority_added", "", "Mental health"], ["priority_withdrawn", "Carers", ""],
      ])
    #expect(result.changes.count > 2)
    #expect(result.changes.allSatisfy { $0.sha256 == "aa" && $0.day == "2026-11-03" })
  }

  @Test func `priorities are coded with the id and version of the rule`() {
    let result = settled([], [page(clear("Better mental health", "Homes"))])
    let themes = result.strategies.first?.priorities.map { $0.themes.map(\.ruleID) }
    #expect(themes == [["mental-health/mental health"], []])
    #expect(coding.version.hasPrefix("coding-"))
  }

  @Test func `a doubtful page goes to review and the baseline stays`() {
    let result = settled([baseline(["Smoking"])], [page(doubtful)])
    #expect(result.pages.map(\.decision) == [.review])
    #expect(
      result.pages.first?.strategies.first?.priorities.map(\.text) == ["Homes", "Healthy food"])
    #expect(result.strategies == [baseline(["Smoking"])])
    #expect(result.changes.isEmpty)
  }

  @Test func `a person's word makes a doubtful page count and a good one not`() {
    let confirmed = settled([baseline(["Smoking"])], [page(doubtful)], [word(.confirmed)])
    #expect(confirmed.strategies.first?.priorities.map(\.text) == ["Homes", "Healthy food"])
    #expect(confirmed.pages.map(\.decision) == [.confirmed])
    let rejected = settled(
      [baseline(["Smoking"])], [page(clear("Homes", "Food"))], [word(.rejected)])
    #expect(rejected.strategies == [baseline(["Smoking"])])
    #expect(rejected.pages.map(\.decision) == [.rejected])
  }

  @Test func `a page that turns into a wall leaves what was confirmed before, with its day`() throws
  {
    let first = settled([baseline(["Smoking"])], [page(clear("Homes", "Food"))])
    let wall = page("<h1>Access denied</h1>", sha256: "bb", day: "2026-12-03")
    let second = settled([baseline(["Smoking"])], [wall], first.newlyAccepted)
    let strategy = try #require(second.strategies.first)
    #expect(strategy.priorities.map(\.text) == ["Homes", "Food"])
    #expect(strategy.confirmedOn == "2026-11-03")
    #expect(second.pages.map(\.decision) == [.unusable])
    #expect(second.newlyAccepted.isEmpty)
  }

  @Test func `a reading of an earlier run does not count once it is rejected`() {
    let first = settled([baseline(["Smoking"])], [page(clear("Homes", "Food"))])
    let second = settled(
      [baseline(["Smoking"])], [], first.newlyAccepted + [word(.rejected)])
    #expect(second.strategies == [baseline(["Smoking"])])
  }

  @Test func `a newer strategy in force ends the older one, which stays as history`() {
    let old = baseline(["Smoking"], start: 2014, end: 2019)
    let result = settled([old], [page(clear("Homes", "Food"))])
    #expect(result.strategies.map(\.periodStart) == [2020, 2014])
    #expect(result.strategies.map(\.status) == [.current, .expired])
    #expect(result.strategies.last?.priorities == old.priorities)
  }

  @Test func `reading a page twice records nothing twice`() {
    let first = settled([baseline(["Smoking"])], [page(clear("Homes", "Food"))])
    let again = settled(
      [baseline(["Smoking"])], [page(clear("Homes", "Food"))], first.newlyAccepted)
    #expect(again.strategies == first.strategies)
    #expect(again.changes == first.changes)
    #expect(again.newlyAccepted.isEmpty)
  }

  @Test(arguments: [
    ("E06000018.html", "E06000018"), ("E06000018/3", "E06000018"),
    ("E06000018-2.html", "E06000018"),
    ("st-helens.html.gz", "st helens"), ("nottingham-2.html", "nottingham"),
  ])
  func `the name of a page tells its area`(name: String, place: String) {
    #expect(PageJobs.place(name) == place)
  }
}
