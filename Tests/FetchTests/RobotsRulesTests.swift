import Support
import Testing

@testable import Fetch

struct RobotsRulesTests {
  private func rules(_ text: String, _ product: String = "ExampleBot/1.0 (+x)") -> RobotsRules {
    RobotsRules(Array(text.utf8), product: product)
  }

  @Test func `the longest rule decides and allowing wins a tie`() {
    let rules = rules(
      "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c\nDisallow: /t\nAllow: /t")
    #expect(rules.allows("/"))
    #expect(!rules.allows("/a"))
    #expect(!rules.allows("/ax"))
    #expect(rules.allows("/a/b"))
    #expect(!rules.allows("/a/b/cd"))
    #expect(rules.allows("/t"))
  }

  @Test func `the group that names us comes before that for everybody`() {
    let text = """
      User-agent: *
      Disallow: /

      user-agent: OTHER
      User-Agent: examplebot
      Disallow: /private # not for programs

      User-agent: ExampleBot
      Crawl-delay: 5
      Disallow: /more
      """
    #expect(rules(text).allows("/x"))
    #expect(!rules(text).allows("/private/x"))
    #expect(!rules(text).allows("/more"))
    #expect(rules(text).crawlDelaySeconds == 5)
    #expect(!rules(text, "stranger").allows("/x"))
    #expect(rules(text, "other").allows("/more"))
  }

  @Test func `stars and a last dollar are understood`() {
    let rules = rules("User-agent: *\nDisallow: /*.pdf$\nDisallow: /a/*/c\nDisallow: /q?id=*$")
    #expect(!rules.allows("/x/y.pdf"))
    #expect(rules.allows("/x/y.pdf?z"))
    #expect(!rules.allows("/a/b/cd"))
    #expect(rules.allows("/a/c"))
    #expect(!rules.allows("/q?id=7"))
  }

  @Test func `encoded and plain spellings are the same path`() {
    let rules = rules("User-agent: *\nDisallow: /caf%C3%A9\nDisallow: /%7Ejoe\nDisallow: /a%2Fb")
    #expect(!rules.allows("/café"))
    #expect(!rules.allows("/caf%c3%a9"))
    #expect(!rules.allows("/~joe/"))
    #expect(!rules.allows("/a%2fb"))
    #expect(rules.allows("/a/b"))
  }

  @Test func `an empty file, an empty rule and rubbish allow everything`() {
    for text in ["", "User-agent: *\nDisallow:", "<html>", "Disallow: /", "\u{0}\u{1}:::\n%%%"] {
      #expect(rules(text).allows("/x"))
    }
    #expect(rules("User-agent: *\nDisallow: /").allows("/robots.txt"))
  }

  @Test func `a byte order mark and any line ends are read`() {
    #expect(!rules("\u{FEFF}User-agent: *\r\nDisallow: /a\r\n").allows("/a"))
    #expect(!rules("User-agent: *\rDisallow: /a\r").allows("/a"))
  }

  @Test func `a hostile pattern costs no more than its length allows`() {
    let pattern = String(repeating: "*a", count: 500)
    let rules = rules("User-agent: *\nDisallow: /\(pattern)b$")
    let started = Clock.monotonicSeconds()
    #expect(rules.allows("/" + String(repeating: "a", count: 2000)))
    #expect(Clock.monotonicSeconds() - started < 5 * Sanitizers.slowness)
  }
}
