import Support
import Testing

@testable import Transform

@Suite struct BoardStrategyPageTests {
  private static let intro = """
    <p>The Anytown Joint Health and Wellbeing Strategy 2024 to 2029 was agreed by the Board.</p>
    """
  private static let furniture = """
    <h2>Our principles</h2><p>We will:</p><ul><li>listen</li><li>use evidence</li></ul>
    <h2>Contact us</h2><p>Public Health<br>Town Hall</p>
    <h2>Documents</h2><ul><li><a href="/a.pdf">Action plan</a> (PDF, 2MB)</li></ul>
    """

  private func read(
    _ body: String, title: String = "Health and wellbeing strategy | Anytown Council",
    heading: String = "Health and wellbeing strategy", status: Int = 200,
    finalURL: String = "https://www.anytown.example/strategy"
  ) -> BoardStrategyReading {
    let html = """
      <html><head><title>\(title)</title></head><body><header><nav><ul><li>Bins</li></ul></nav>
      </header><main><h1>\(heading)</h1>\(body)</main><footer><p>Anytown</p></footer></body></html>
      """
    let page = BoardPage(
      bytes: Array(html.utf8), contentType: "text/html", status: status, finalURL: finalURL,
      requestedURL: "https://www.anytown.example/strategy")
    return BoardStrategyPage.read([page], areaName: "Anytown", asOfYear: 2026)
  }

  private func priorities(_ body: String) -> [String] {
    read(Self.intro + body + Self.furniture).strategies.first?.priorities.map(\.text) ?? []
  }

  @Test(arguments: [
    "<p>Our three priorities are:</p><ul><li>Food</li><li>Homes</li><li>Jobs</li></ul>",
    "<p>It has these goals:</p><ol><li>Food; </li><li>Homes; and</li><li>Jobs.</li></ol>",
    "<p>We have three themes.</p><h2>Food</h2><p>Eat.</p><h2>Homes</h2><p>Warm.</p><h2>Jobs</h2>",
    "<h2>Priorities</h2><dl><dt>Food</dt><dd>Eat.</dd><dt>Homes</dt><dd>Warm.</dd><dt>Jobs</dt></dl>",
    "<h2>Priority 1: Food</h2><p>A</p><h2>Priority 2: Homes</h2><p>B</p><h2>Priority 3: Jobs</h2>",
    """
    <h2>Our priorities</h2><table><tr><th>No.</th><th>Priority</th></tr><tr><td>1</td><td>Food</td>
    </tr><tr><td>2</td><td>Homes</td></tr><tr><td>3</td><td>Jobs</td></tr></table>
    """,
    """
    <h2>Three ambitions</h2><details><summary>Food</summary>A</details>
    <details><summary>Homes</summary>B</details><details><summary>Jobs</summary>C</details>
    """,
    "<p>The Board chose three priorities: food, homes and jobs.</p>",
    "<p>The priorities are:<br>• Food<br>• Homes<br>• Jobs</p>",
    "<p>The priorities are:</p><p>1. Food</p><p>2. Homes</p><p>3. Jobs</p><p>More later.</p>",
    """
    <h2>Our three priorities</h2><div><div class="c"><a href="/1"><b>Food</b></a></div>
    <div class="c"><a href="/2"><b>Homes</b></a></div><div class="c"><a href="/3"><b>Jobs</b></a>
    </div></div>
    """,
    """
    <p>There are three priorities:</p><p><strong>Food</strong> – eat well.</p>
    <p><strong>Homes</strong> – keep warm.</p><p><strong>Jobs</strong> – good work.</p>
    """,
    "<p>Our three priorities are:</p><ul><li>Food</li><li>Homes</li></ul><p>Jobs</p><p>The end.</p>",
  ])
  func `priorities are found however they are presented`(body: String) {
    #expect(priorities(body).map { $0.lowercased() } == ["food", "homes", "jobs"])
  }

  @Test func `title, years, status, place and score are kept`() throws {
    let reading = read(
      Self.intro + "<p>Its priorities are:</p><ul><li>Food: eat well</li><li>Homes: warm</li></ul>")
    let strategy = try #require(reading.strategies.first)
    #expect(strategy.title == "Anytown Joint Health and Wellbeing Strategy 2024 to 2029")
    #expect(strategy.periodStart == 2024)
    #expect(strategy.periodEnd == 2029)
    #expect(strategy.status == .current)
    #expect(strategy.priorities.map(\.gloss) == ["eat well", "warm"])
    #expect(strategy.priorities[0].offset < strategy.priorities[1].offset)
    #expect(strategy.score >= BoardPriorityEvidence.threshold)
  }

  @Test func `priorities held by themes count, the themes do not`() {
    let body = """
      <p>There are two themes.</p><h2>Theme 1: People</h2><p>Priorities:</p><ul><li>Smoking</li>
      <li>Alcohol</li></ul><h2>Theme 2: Places</h2><p>Priorities:</p><ul><li>Housing</li></ul>
      """
    #expect(priorities(body) == ["Smoking", "Alcohol", "Housing"])
  }

  @Test func `two strategies on a page give two records`() {
    let body = """
      <h2>Now</h2><p>The Anytown Health and Wellbeing Strategy 2024-2029 has two priorities:</p>
      <ul><li>Food</li><li>Homes</li></ul><h2>Before</h2>
      <p>The Anytown Health and Wellbeing Strategy 2018-2023 had two priorities:</p>
      <ul><li>Smoking</li><li>Alcohol</li></ul>
      """
    let strategies = read(body).strategies
    #expect(strategies.map(\.periodStart) == [2024, 2018])
    #expect(strategies.map(\.status) == [.current, .expired])
  }

  @Test func `a draft and a consultation are told apart from a strategy in force`() {
    let list = "<p>We propose two priorities:</p><ul><li>Food</li><li>Homes</li></ul>"
    let draft = read(
      "<p>This is a draft of the Anytown Health and Wellbeing Strategy 2027-30.</p>" + list)
    let asked = read(
      "<p>Have your say on the Anytown Health and Wellbeing Strategy 2027-30.</p>" + list)
    #expect(draft.strategies.first?.status == .draft)
    #expect(asked.strategies.first?.status == .consultation)
  }

  @Test func `lists of principles, members and documents are no priorities`() {
    let reading = read(Self.intro + Self.furniture)
    #expect(reading.outcome == .noPriorities)
    #expect(reading.strategies.isEmpty)
  }

  @Test func `an error page is gone whatever its status`() {
    #expect(read("<p>x</p>", title: "Page not found", heading: "Page not found").outcome == .gone)
    #expect(read("<p>x</p>", status: 404).outcome == .gone)
    #expect(read("<p>Welcome</p>", finalURL: "https://www.anytown.example/").outcome == .gone)
  }

  @Test func `a wall is a challenge and the word recaptcha on a good page is not`() {
    #expect(read("", title: "Just a moment...", heading: "anytown.example").outcome == .challenge)
    #expect(read("<p>x</p>", title: "Sign in", heading: "Sign in").outcome == .challenge)
    #expect(read("<p>x</p>", status: 403).outcome == .challenge)
    let good = "<p>Our priorities:</p><ul><li>Food</li><li>Homes</li></ul><p>reCAPTCHA</p>"
    #expect(read(Self.intro + good).outcome == .ok)
  }

  @Test func `priorities of another body are at the wrong level`() {
    let list = "<p>Our priorities are:</p><ul><li>Physical activity</li><li>Mental health</li></ul>"
    let plan = read(
      "<p>The integrated care board wrote this plan.</p>" + list,
      title: "Joint Forward Plan | Anyshire Integrated Care Board", heading: "Joint Forward Plan")
    #expect(plan.outcome == .wrongLevel)
  }

  @Test func `a page that cannot be parsed is refused and sent to review`() {
    let reading = read(String(repeating: "<div>", count: 100_000))
    #expect(reading.needsReview)
    #expect(!reading.refusals.isEmpty)
  }
}
