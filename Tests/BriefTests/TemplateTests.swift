import Fetch
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
    let html = try Templates.embedded.text("area-briefing.html.mustache")
    let markdown = try Templates.embedded.text("area-briefing.md.mustache")
    for briefing in briefings {
      let view = try HTML.view(briefing, in: PageShell(), styles: "")
      try TemplateCheck(html, name: "html", looksAtEveryItem: true).check(view)
      let text = Markdown.view(briefing, in: PageShell())
      try TemplateCheck(markdown, name: "md", looksAtEveryItem: true).check(text)
    }
  }

  /// A folder with one template of its own.
  private func templates(_ name: String, _ text: String) throws -> (TemporaryFolder, Templates) {
    let folder = TemporaryFolder()
    _ = try folder.write(name, text)
    return (folder, try Templates(in: URL(filePath: folder.path)))
  }

  @Test func `a misspelt tag is an error that names it`() throws {
    let text = "{{#themes}}{{#rows}}{{valeu}}{{/rows}}{{/themes}}"
    let (folder, templates) = try templates("area-briefing.html.mustache", text)
    let error = #expect(throws: BriefError.self) {
      try BriefingWriter(templates).html(SampleRows.briefing())
    }
    withExtendedLifetime(folder) {}
    #expect(error == .unknownTag("valeu", template: "area-briefing.html.mustache"))
    #expect(
      error?.description
        == """
        area-briefing.html.mustache: a briefing has nothing called “valeu”. No page was written; \
        correct the tag.
        """)
  }

  @Test func `a section left open is an error`() throws {
    let (folder, templates) = try templates("area-briefing.html.mustache", "{{#themes}}")
    #expect(throws: BriefError.self) { try BriefingWriter(templates) }
    withExtendedLifetime(folder) {}
  }

  @Test func `the page's head and foot are partials that a folder can replace`() throws {
    let (folder, templates) = try templates("page-foot.html.mustache", "<p>{{footline}}</p>")
    let page = try BriefingWriter(templates).html(SampleRows.briefing())
    #expect(page.hasSuffix("<p>Nottingham (E06000018), as at 22 November 2026, release 7.</p>\n"))
    withExtendedLifetime(folder) {}
  }

  @Test func `a partial that is not there, or takes itself in, is an error`() throws {
    for text in ["{{> page-hat}}", "{{> area-briefing}}"] {
      let (folder, templates) = try templates("area-briefing.html.mustache", text)
      #expect(throws: BriefError.self) { try BriefingWriter(templates) }
      withExtendedLifetime(folder) {}
    }
  }

  @Test func `a folder that is not there is an error`() {
    let error = #expect(throws: BriefError.self) {
      try Templates(in: URL(filePath: "/nowhere/at/all"))
    }
    #expect(error == .noSuchFolder("/nowhere/at/all"))
  }

  @Test func `the HTML template leaves nothing unescaped but the styles`() throws {
    let text = try Templates.embedded.text("area-briefing.html.mustache")
    #expect(text.ranges(of: "{{{").count == 1)
    #expect(text.contains("{{#inlineStyles}}\n<style>{{{.}}}</style>"))
    #expect(!text.contains("{{&"))
  }

  @Test func `a folder replaces the templates it has`() throws {
    let (folder, templates) = try templates("area-briefing.md.mustache", "# {{area}}")
    #expect(try BriefingWriter(templates).markdown(SampleRows.briefing()) == "# Nottingham")
    #expect(try BriefingWriter(templates).html(SampleRows.briefing()).contains("<h1>Nottingham"))
    withExtendedLifetime(folder) {}
  }

  @Test func `a style sheet cannot close its element`() throws {
    let view = try HTML.view(
      SampleRows.briefing(), in: PageShell(), styles: "a{}</style><script>")
    let styles = try #require((view["inlineStyles"] as? [String])?.first)
    #expect(styles.hasPrefix("a{}<\\/style><script>"))
  }

  @Test func `the policy allows the page's own styles by their hash and nothing else`() throws {
    let page = try BriefingWriter().html(SampleRows.briefing())
    let open = try #require(page.firstRange(of: "<style>"))
    let close = try #require(page.firstRange(of: "</style>"))
    let hash = try sha256Hex(of: page[open.upperBound..<close.lowerBound].utf8)
    let bytes = stride(from: 0, to: 64, by: 2).compactMap {
      UInt8(hash.dropFirst($0).prefix(2), radix: 16)
    }
    #expect(
      page.contains(
        "default-src &#39;none&#39;; style-src &#39;sha256-\(Data(bytes).base64EncodedString())&#39;;"
      )
    )
  }

  @Test func `a house style puts name, logo, colours, contact and introduction on the page`() throws
  {
    let folder = TemporaryFolder()
    _ = try folder.write("logo.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    _ = try folder.write(
      "house.yaml",
      """
      name: Example <Charity>
      logo: logo.svg
      accent: "#123456"
      accent_dark: "#abcdef"
      contact: policy@example.org
      introduction:
        - What we do.
      """)
    var shell = PageShell()
    shell.house = try HouseStyle(in: URL(filePath: folder.path))
    let page = try BriefingWriter(shell: shell).html(SampleRows.briefing())
    #expect(page.contains("Example &lt;Charity&gt;"))
    #expect(page.contains("src=\"data:image/svg+xml;base64,"))
    #expect(page.contains("--accent: #123456;"))
    #expect(page.contains("<p>policy@example.org</p>"))
    #expect(page.contains("<p>What we do.</p>"))
    let text = try BriefingWriter(shell: shell).markdown(SampleRows.briefing())
    #expect(text.contains("What we do.") && text.contains("Example &lt;Charity&gt;"))
  }

  @Test(arguments: [
    "accent: red", "accent: \"#12345\"", "logo: ../logo.svg", "logo: none.png", "colour: x",
  ])
  func `a house style that cannot stand is an error with its place`(_ text: String) throws {
    let folder = TemporaryFolder()
    _ = try folder.write("house.yaml", text)
    let error = #expect(throws: ConfigurationError.self) {
      try HouseStyle(in: URL(filePath: folder.path))
    }
    #expect(error?.file.hasSuffix("house.yaml") == true)
  }

  @Test func `a site names its own files and policy`() throws {
    var shell = PageShell()
    shell.styleSheets = ["site.css"]
    shell.scripts = ["site.js"]
    shell.links = [PageShell.Link(title: "All areas", href: "index.html")]
    shell.policy = "default-src 'none'; style-src 'self'"
    let page = try BriefingWriter(shell: shell).html(SampleRows.briefing())
    #expect(!page.contains("<style>"))
    #expect(page.contains("<link rel=\"stylesheet\" href=\"site.css\">"))
    #expect(page.contains("<script src=\"site.js\" defer></script>"))
    #expect(page.contains("<li><a href=\"index.html\">All areas</a></li>"))
  }
}
