import Foundation
import Support
import Testing

@testable import Brief
@testable import Load

@Suite struct SiteTests {
  @Test func `every area of today has a page and every page is linked from another`() throws {
    let contents = try SampleSite.contents()
    let pages = try SampleSite.pages(contents)
    #expect(
      pages.keys.filter { $0.hasPrefix("areas/") }.sorted() == [
        "areas/E06000018.html", "areas/E06000061.html", "areas/E06000062.html",
        "areas/E07000176.html", "areas/E08000038.html", "areas/E10000024.html",
      ])
    let linked = Set(pages.flatMap { SiteLinks.targets($1, of: $0).map(\.page) })
    #expect(Set(pages.keys).subtracting(linked) == [])
  }

  @Test func `every link of the sample leads to a page and a place on it`() throws {
    let folder = TemporaryFolder()
    let report = try SampleSite.write(folder.path + "/site")
    let check = try SiteLinks(folder: folder.path + "/site")
    #expect(check.pageCount == report.pageCount)
    #expect(check.linkCount > 300)
    #expect(check.broken == [])
  }

  @Test func `an indicator that is switched off is told wherever it is looked for`() throws {
    let pages = try SampleSite.pages(SampleSite.contents(GapTests.switchedOff))
    let line = "Distress in the young. \(GapTests.sentence)"
    for path in ["indicators/index.html", "themes/mental-health.html", "england.html"] {
      #expect(pages[path]?.contains(line) == true, "\(path)")
    }
    let own = try #require(pages["indicators/7.html"])
    #expect(own.contains("<p class=\"notice\">Not what this number is configured for"))
  }

  @Test func `every tag of every template is given on every page`() throws {
    let contents = try SampleSite.contents()
    let writer = try SampleSite.writer(contents)
    for page in SiteJob.all(contents).compactMap({ $0.page(of: contents) }) {
      let text = try Templates.embedded.text(page.template.file)
      try TemplateCheck(text, name: page.path, looksAtEveryItem: true).check(writer.fields(page))
    }
  }

  @Test func `a misspelt tag of a template of one's own is an error`() throws {
    let folder = TemporaryFolder()
    _ = try folder.write("site-home.html.mustache", "<h1>{{heading}}</h1>")
    let templates = try Templates(in: URL(filePath: folder.path))
    let contents = try SampleSite.contents()
    #expect(
      throws: BriefError.unknownTag("heading", template: "site-home.html.mustache")
    ) { try SampleSite.pages(contents, using: templates) }
  }

  @Test func `styles of one's own take the place of the built-in ones`() throws {
    let folder = TemporaryFolder()
    _ = try folder.write("site.css", "main { color: teal }")
    let templates = try Templates(in: URL(filePath: folder.path))
    #expect(try templates.text("site.css") == "main { color: teal }")
    #expect(try templates.text("site.js") == Templates.embedded.text("site.js"))
  }

  @Test func `a page says its language, its policy, one heading and one main part`() throws {
    for (path, text) in try SampleSite.pages(SampleSite.contents()) {
      #expect(text.hasPrefix("<!doctype html>\n<html lang=\"en-GB\">"), "\(path)")
      #expect(text.components(separatedBy: "<!doctype").count == 2, "\(path)")
      #expect(text.contains("content=\"default-src &#39;none&#39;;"), "\(path)")
      for once in ["<h1", "<main", "<header", "<footer"] {
        #expect(text.components(separatedBy: once).count == 2, "\(path) \(once)")
      }
      #expect(text.contains("Illustrative figures: do not quote"), "\(path)")
    }
  }

  @Test func `the same release gives the same bytes`() throws {
    let folder = TemporaryFolder()
    _ = try SampleSite.write(folder.path + "/a")
    _ = try SampleSite.write(folder.path + "/b")
    let check = try ProgramRun("diff", ["-r", folder.path + "/a", folder.path + "/b"])
    #expect(check.status == 0, "\(check.output)")
  }

  @Test func `an earlier site is replaced and a folder of somebody's own is left alone`() throws {
    let folder = TemporaryFolder()
    let own = folder.path + "/own"
    try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
    _ = try folder.write("own/letter.txt", "Dear Ada")
    #expect(throws: BriefError.notASite(own)) { try SampleSite.write(own) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: own) == ["letter.txt"])
    let earlier = folder.path + "/site"
    _ = try SampleSite.write(earlier)
    _ = try folder.write("site/areas/E99999999.html", "left over")
    _ = try SampleSite.write(earlier)
    #expect(!FileManager.default.fileExists(atPath: earlier + "/areas/E99999999.html"))
    #expect(folder.contents().filter { $0.hasPrefix("site.") } == [])
  }

  @Test func `a release without a local authority makes no site`() throws {
    let folder = TemporaryFolder()
    #expect(throws: BriefError.noAuthorities) {
      try SampleSite.write(folder.path + "/site", "UPDATE area SET end_date = '2026-01-01';")
    }
    #expect(
      "\(BriefError.noAuthorities)"
        == "The release has no local authority of today. No site was written; load data for at"
        + " least one.")
    #expect(
      "\(BriefError.notASite("/a/b"))"
        == "/a/b holds something that is not an earlier site. Nothing was written; name a new or an"
        + " empty folder.")
  }

  @Test func `a heavy briefing is parted and its links lead to the other parts`() throws {
    let contents = try SampleSite.contents()
    let number = try #require(contents.areas.firstIndex { $0.code == "E06000018" })
    let writer = try SampleSite.writer(contents)
    let whole = try #require(try writer.pages(.area(number)).first?.text)
    let area = contents.areas[number]
    #expect(BriefingParts(whole, named: area.code) == nil)
    let one = try #require(BriefingParts(whole, named: area.code, above: 0))
    #expect(one.parts.count == 1)
    let again = one.head + one.parts[0].body + one.tail
    #expect(again.filter { !$0.isWhitespace } == whole.filter { !$0.isWhitespace })
    let long = String(repeating: "long ", count: 25_000)
    let heavy = whole.replacing(
      "<section aria-labelledby=\"proof\">",
      with: "<section aria-labelledby=\"proof\"><p>\(long)</p>")
    let parts = try #require(BriefingParts(heavy, named: area.code, in: "areas/"))
    #expect(parts.parts.map(\.path) == ["areas/E06000018.html", "areas/E06000018-2.html"])
    #expect(parts.parts[1].titles == "Proof")
    let first = PartPage(parts, of: area.place).first
    #expect(first.contains("href=E06000018-2.html#f1>"))
    #expect(!first.contains("href=#f1>"))
    #expect(first.contains("href=\"#glance\""))
    #expect(first.contains("<a href=\"E06000018-2.html\">Part 2</a>: Proof"))
  }

  @Test func `the search index holds other names and former codes of an area`() throws {
    let script = SearchIndex.script(try SampleSite.contents())
    #expect(script.contains("[\"Nottingham\",\"E06000018\",\"midlands of queen the\"]"))
    #expect(script.contains("[\"Barnsley\",\"E08000038\",\"e08000016\"]"))
    #expect(!script.contains("</"))
  }

  @Test func `changes are told apart by kind, and a release without them says so`() throws {
    let contents = try SampleSite.contents()
    let changes = ChangesPage(contents: contents).page.fields
    #expect(changes["isKept"] as? Bool == true)
    #expect(changes["hasCounts"] as? Bool == false)
    let ended = changes["ended"] as? [[String: Any]]
    #expect(ended?.count == 1)
    #expect(ended?.first?["alone"] as? Bool == false)
  }
}
