import Support
import Testing

@testable import Transform

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct GuidanceCataloguePageTests {
  private func read(_ html: String) throws -> GuidanceCatalogue {
    try GuidanceCataloguePage.read(
      Array(html.utf8), contentType: "text/html", address: "https://example.org/health/guidance")
  }

  @Test func `a quoted link is the title and the block is the text`() throws {
    let page = try read(
      """
      <h1>Guidance</h1><h2>Prison health</h2>
      <p><a href="/a.pdf">‘Better care inside’</a> sets out what good looks like.</p>
      """)
    let item = try #require(page.sections.first?.items.first)
    #expect(item.title == "Better care inside")
    #expect(item.isTitleInQuotes)
    #expect(item.address == "https://example.org/a.pdf")
    #expect(item.text == "‘Better care inside’ sets out what good looks like.")
  }

  @Test func `an item may lack a link, have two, or hide its title behind click here`() throws {
    let page = try read(
      """
      <h1>Guidance</h1><h2>Release</h2><ul>
      <li>‘Through the gate’ is no longer online.</li>
      <li><a href="https://a.example/x">First steps</a> explains. See the <a href="/b">blog</a>.</li>
      <li>Nacro has a Helpline Guide that families can use. <a href="www.nacro.example">Click here</a></li>
      </ul>
      """)
    let items = try #require(page.sections.first?.items)
    #expect(items.map(\.title) == ["Through the gate", "First steps", "Helpline Guide"])
    #expect(
      items.map(\.address) == [nil, "https://a.example/x", "https://www.nacro.example"])
    #expect(items[1].otherLinks == ["/b"])
  }

  @Test func `links that run code or write mail are no items`() throws {
    let page = try read(
      """
      <h1>Guidance</h1><h2>Health</h2><p><a href="javascript:print()">Print</a></p>
      <p><a href="mailto:a@example.org">Write to us</a></p>
      """)
    #expect(page.sections.isEmpty)
  }

  @Test(
    .enabled(if: SharedData.isPresent, "skipped: no shared reference data (set SHARED_DIR)"),
    arguments: ["page-1", "page-2"])
  func `the sample pages are read exactly`(name: String) throws {
    let expected = try JSONDecoder().decode(
      Expected.self, from: Data(SharedData.bytes("clinks-guidance/\(name).expected.json")))
    let page = try GuidanceCataloguePage.read(
      SharedData.bytes("clinks-guidance/\(name).html"), contentType: "text/html; charset=utf-8",
      address: expected.final_url)
    #expect(page.heading == expected.heading)
    #expect(page.glossaryTitle == expected.glossary.title)
    #expect(page.glossaryAddress == expected.glossary.url)
    #expect(page.sections.map(\.heading) == expected.sections.map(\.heading))
    for (section, wanted) in zip(page.sections, expected.sections) {
      #expect(section.items.map { plain($0.title) } == wanted.items.map { plain($0.title) })
      #expect(section.items.map { plain($0.text) } == wanted.items.map { plain($0.text) })
      #expect(section.items.map(\.address) == wanted.items.map(\.url))
      #expect(section.items.map(\.isTitleInQuotes) == wanted.items.map(\.title_in_quotes))
      #expect(section.items.map(\.otherLinks) == wanted.items.map { $0.other_links ?? [] })
    }
  }

  private func plain(_ text: String) -> String {
    let bare = text.lowercased().filter { !"‘’“”'\"".contains($0) }
    return bare.split(separator: " ").joined(separator: " ")
  }

  private struct Expected: Decodable {
    struct Glossary: Decodable {
      var title: String
      var url: String
    }
    struct Item: Decodable {
      var title: String
      var title_in_quotes: Bool
      var url: String?
      var text: String
      var other_links: [String]?
    }
    struct Section: Decodable {
      var heading: String
      var items: [Item]
    }
    var heading: String
    var final_url: String
    var glossary: Glossary
    var sections: [Section]
  }
}
