import Fetch
import Testing

@testable import Transform

/// Which links of a page lead to pages of the same guide.
struct GuidePagesTests {
  private func pages(_ links: [String], at address: String) throws -> [String] {
    let anchors = links.map { "<li><a href=\"\($0)\">A chapter</a></li>" }.joined()
    return try read("<ul>\(anchors)</ul>", at: address).chapters
  }

  private func read(_ body: String, at address: String) throws -> GuideLinks {
    let html = "<!DOCTYPE html><html><body><main>\(body)</main></body></html>"
    return try GuidePages.read(
      BoardPage(
        bytes: Array(html.utf8), contentType: "text/html; charset=utf-8", status: 200,
        finalURL: address, requestedURL: address))
  }

  @Test func `pages one step below belong, in the order of the links and once each`() throws {
    let base = "https://www.anytown.gov.uk/health-strategy"
    #expect(
      try pages(
        [
          "/health-strategy/2", "/health-strategy/3#top", "/health-strategy/2", "/health-strategy",
          "https://www.anytown.gov.uk/health-strategy/priority-1",
        ], at: base) == [base + "/2", base + "/3", base + "/priority-1"])
  }

  @Test func `other chapters of the same page belong`() throws {
    let base = "https://www.anytown.gov.uk/strategy"
    #expect(
      try pages(["?chapter=2", "?chapter=3", "?style=print"], at: base)
        == [base + "?chapter=2", base + "?chapter=3"])
  }

  @Test func `other parts of the site, other sites and documents do not belong`() throws {
    #expect(
      try pages(
        [
          "/contact", "/strategy/a/b", "/strategy.pdf", "/strategy/whole.pdf", "mailto:a@b.org",
          "https://elsewhere.gov.uk/strategy/2", "javascript:void(0)", "/strategy/x?sort=up",
        ], at: "https://www.anytown.gov.uk/strategy") == [])
  }

  @Test func `from a front page the links that speak of the strategy are followed`() throws {
    let home = "https://www.anytown.gov.uk/"
    #expect(
      try read(
        """
        <a href="/bins">Bins</a>
        <a href="/hwb">Joint Health and Wellbeing Strategy 2024 to 2030</a>
        <a href="/board">Health and Wellbeing Board</a>
        <a href="/leisure">Health and wellbeing</a>
        """, at: home) == GuideLinks(strategies: [home + "hwb", home + "board"]))
  }

  @Test func `a page of the board leads to its strategy elsewhere on the site`() throws {
    #expect(
      try read(
        """
        <a href="/hwb">Health and Wellbeing Board</a>
        <a href="/hwb/members">Who sits on it</a>
        <a href="/plans/strategy">Our Joint Local Health and Wellbeing Strategy</a>
        <a href="https://elsewhere.org.uk/">The health and wellbeing strategy of our neighbours</a>
        """, at: "https://www.anytown.gov.uk/hwb")
        == GuideLinks(
          chapters: ["https://www.anytown.gov.uk/hwb/members"],
          strategies: ["https://www.anytown.gov.uk/plans/strategy"]))
  }

  @Test func `a job gives what the parser gives`() throws {
    let html = "<html><body><a href=\"/guide/1\">One</a></body></html>"
    let page = BoardPage(
      bytes: Array(html.utf8), contentType: nil, status: 200,
      finalURL: "https://www.anytown.gov.uk/guide", requestedURL: "https://www.anytown.gov.uk/g")
    let result = HTMLJob(kind: .guidePages, pages: [page]).run()
    #expect(result == .guidePages(GuideLinks(chapters: ["https://www.anytown.gov.uk/guide/1"])))
  }
}
