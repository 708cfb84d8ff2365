import Support
import Testing

@testable import Brief

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct TemplateTests {
  /// Rows that fill every list of the view.
  private let everything = """
    UPDATE board SET note = 'Meets in public.';
    UPDATE area_parent SET kind = 'region';
    UPDATE theme_indicator SET sex = NULL;
    """

  @Test func `every tag of every template is in the view`() throws {
    let briefings = try ["E06000018", "E07000176", "E08000016", "E06000061"].map {
      try SampleRows.briefing($0, everything)
    }
    for briefing in briefings {
      let html = HTML.view(briefing, styles: "")
      try TemplateCheck(Templates.embedded.html, name: "html", looksAtEveryItem: true).check(html)
      let markdown = Markdown.view(briefing)
      try TemplateCheck(Templates.embedded.markdown, name: "md", looksAtEveryItem: true)
        .check(markdown)
    }
  }

  @Test func `a misspelt tag is an error that names it`() throws {
    let templates = Templates(
      html: "{{#themes}}{{#rows}}{{valeu}}{{/rows}}{{/themes}}", markdown: "", styles: "")
    let error = #expect(throws: BriefError.self) {
      try BriefingWriter(templates).page(SampleRows.briefing(), as: .html)
    }
    #expect(error == .unknownTag("valeu", template: "area-briefing.html.mustache"))
    #expect(
      error?.description
        == """
        area-briefing.html.mustache: a briefing has nothing called “valeu”. No page was written; \
        correct the tag.
        """)
  }

  @Test func `a section left open is an error`() {
    let templates = Templates(html: "{{#themes}}", markdown: "", styles: "")
    #expect(throws: BriefError.self) { try BriefingWriter(templates) }
  }

  @Test func `the HTML template leaves nothing unescaped but the styles`() {
    let open = Templates.embedded.html.ranges(of: "{{{").count
    #expect(open == 1)
    #expect(Templates.embedded.html.contains("{{{styles}}}"))
    #expect(!Templates.embedded.html.contains("{{&"))
  }

  @Test func `a folder replaces the templates it has`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("# {{area}}".utf8).write(to: folder.appending(path: "area-briefing.md.mustache"))
    let templates = try Templates(in: folder)
    #expect(templates.html == Templates.embedded.html)
    #expect(
      try BriefingWriter(templates).page(SampleRows.briefing(), as: .markdown) == "# Nottingham")
  }

  @Test func `a style sheet cannot close its element`() throws {
    let view = HTML.view(try SampleRows.briefing(), styles: "a{}</style><script>")
    #expect(view["styles"] as? String == "a{}<\\/style><script>")
  }
}
