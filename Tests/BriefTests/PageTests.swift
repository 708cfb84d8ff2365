import Support
import Testing

@testable import Brief

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct PageTests {
  private func html(_ code: String = "E06000018", _ more: String = "") throws -> String {
    try BriefingWriter().html(SampleRows.briefing(code, more))
  }

  private func markdown(_ code: String = "E06000018", _ more: String = "") throws -> String {
    try BriefingWriter().markdown(SampleRows.briefing(code, more))
  }

  @Test(arguments: [
    ("L&D", "L&D"), ("health & care", "health & care"), ("R&D; care", "R&D; care"),
    ("&lt;b&gt;", "&amp;lt;b&amp;gt;"), ("&#60;", "&amp;#60;"), ("a &lt", "a &amp;lt"),
  ])
  func `an ampersand is plain in Markdown unless it would begin a character`(
    text: String, written: String
  ) {
    #expect(Printable.markdown(text) == written)
  }

  @Test func `markup in a name is text on the page`() throws {
    let html = try self.html()
    #expect(!html.contains("<script"))
    #expect(html.contains("&lt;script&gt;alert("))
    let markdown = try self.markdown()
    #expect(!markdown.contains("<script"))
    #expect(markdown.contains("&lt;script&gt;alert('x')&lt;/script&gt; \\| \"a\" & \\*b\\*"))
  }

  @Test(arguments: [
    "UPDATE area SET area_name = ", "UPDATE indicator SET indicator_name = ",
    "UPDATE theme SET title = ", "UPDATE theme SET summary = ", "UPDATE priority SET text = ",
    "UPDATE strategy SET title = ", "UPDATE strategy SET provenance = ",
    "UPDATE board SET board_name = ", "UPDATE guidance SET title = ",
    "UPDATE guidance SET status = ", "UPDATE guidance SET description = ",
    "UPDATE glossary_term SET definition = ", "UPDATE source SET name = ",
    "UPDATE source SET attribution = ", "UPDATE value_note SET text = value_note_id || ",
    "UPDATE published_word SET text = published_word_id || ", "UPDATE prison SET name = ",
    "UPDATE indicator SET unit = ", "UPDATE indicator SET caution = ",
    "UPDATE time_period SET label = ", "UPDATE stratum SET age = ", "UPDATE snapshot SET name = ",
    "UPDATE release SET value = ", "UPDATE strategy SET address = ",
    "UPDATE guidance SET address = ", "UPDATE snapshot SET address = ",
  ])
  func `a hostile text opens no element wherever it stands`(_ update: String) throws {
    let text = "\"><script>x</script><img src=x onerror=x>'`\u{202E}\n</style>"
    let html = try self.html("E06000018", update + SampleRows.quoted(text) + ";")
    #expect(!html.contains("<script"))
    #expect(!html.contains("<img"))
    #expect(!html.contains("\u{202E}"))
    #expect(html.components("<style>") == 1)
    let markdown = try self.markdown("E06000018", update + SampleRows.quoted(text) + ";")
    #expect(!markdown.contains("<script"))
  }

  @Test(arguments: [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "data:text/html,x",
    "vbscript:x", "//evil.example", "https://a@evil.example/", "https://", "ftp://a.example",
    " https://a.example", "https://a.example/\"x", "https://a.example/<x>", "mailto:", "",
    "https://a.example (moved)", "https://a.example\\@b.example",
  ])
  func `an address that is not plainly http, https or mailto is no link`(_ address: String) {
    #expect(Printable.link(address) == nil)
  }

  @Test(arguments: [
    "https://example.org/a?b=c&d=1#e", "HTTP://example.org", "mailto:a@example.org",
  ])
  func `a plain address is a link`(_ address: String) {
    #expect(Printable.link(address) == address)
  }

  @Test func `an address that cannot be followed keeps its text`() throws {
    let html = try self.html()
    #expect(!html.contains("href=\"javascript"))
    #expect(html.contains("address as given: javascript:alert(1)"))
  }

  @Test func `illustrative figures say so at the top, in every table and at the end`() throws {
    let html = try self.html()
    #expect(
      html.contains("<p class=\"banner\"><strong>Illustrative figures: do not quote.</strong>"))
    #expect(html.contains("@top-center { content: \"Illustrative figures: do not quote\""))
    let captions = html.split(separator: "<caption>").dropFirst().map { $0.prefix { $0 != "<" } }
    #expect(captions.allSatisfy { $0.contains("illustrative figures: do not quote") })
    #expect(try markdown().contains("**Illustrative figures: do not quote.**"))
    let real = try self.html("E06000018", "UPDATE source SET is_illustrative = 0;")
    #expect(!real.lowercased().contains("illustrative"))
  }

  @Test func `a theme without a board priority says so`() throws {
    #expect(try html().contains("No published priority of this board names this theme."))
  }

  @Test func `an area without figures has a page that says so`() throws {
    let html = try self.html("E06000061")
    #expect(html.contains("No figure on this theme is held for North Northamptonshire"))
    #expect(html.contains("No health and wellbeing board is held"))
    #expect(html.contains("There is no figure on this page to prove."))
  }

  @Test func `every figure leads to its line in the proof`() throws {
    let briefing = try SampleRows.briefing()
    let html = try self.html()
    for row in briefing.rows {
      #expect(html.contains("<tr id=f\(row.number)>"))
      #expect(html.contains("F1:\(row.area.line)"))
    }
    #expect(html.contains("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"))
  }

  @Test func `pages are named after the code and replace the last ones`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let briefing = try SampleRows.briefing()
    let writer = try BriefingWriter()
    let first = try writer.write(briefing, into: folder)
    #expect(first.map(\.lastPathComponent) == ["E06000018.html", "E06000018.md"])
    #expect(try writer.write(briefing, into: folder) == first)
  }
}

extension String {
  fileprivate func components(_ mark: String) -> Int { ranges(of: mark).count }
}
