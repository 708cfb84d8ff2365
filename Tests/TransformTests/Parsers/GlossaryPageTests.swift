import Support
import Testing

@testable import Transform

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct GlossaryPageTests {
  @Test func `headword, abbreviation, qualifier, definition and see-also are kept apart`() throws {
    let html = """
      <h1>Words</h1><h2>A</h2>
      <h3><a class="term" name="aa">Adult advocate (AA)</a></h3>Someone who speaks up.<br>
      For you. <i>See also</i> <a href="#bb">befriender</a>
      <h2>B</h2><ul><li><a class="term" id="bb">Befriender [paid]</a><p>A visitor.</p>
      <p>Comes weekly.</p></li></ul><p><a href="#top">Back to top</a></p>
      """
    let page = try GlossaryPage.read(Array(html.utf8), contentType: nil)
    #expect(page.terms.map(\.term) == ["Adult advocate", "Befriender"])
    #expect(page.terms.map(\.abbreviation) == ["AA", nil])
    #expect(page.terms.map(\.qualifier) == [nil, "paid"])
    #expect(
      page.terms.map(\.definition) == [
        "Someone who speaks up. For you.", "A visitor. Comes weekly.",
      ])
    #expect(page.terms.map(\.seeAlso) == [["Befriender"], []])
  }

  @Test(
    .enabled(if: SharedData.isPresent, "skipped: no shared reference data (set SHARED_DIR)"),
    arguments: ["glossary-1", "glossary-2"])
  func `the sample glossaries are read exactly`(name: String) throws {
    let expected = try JSONDecoder().decode(
      Expected.self, from: Data(SharedData.bytes("jargon-buster/\(name).expected.json")))
    let page = try GlossaryPage.read(
      SharedData.bytes("jargon-buster/\(name).html"), contentType: expected.contentType)
    #expect(page.heading == expected.heading)
    #expect(page.terms.count == expected.count)
    for (term, wanted) in zip(page.terms, expected.terms) {
      #expect(straight(term.term) == straight(wanted.term))
      #expect(term.abbreviation == wanted.abbreviation)
      #expect(term.qualifier == wanted.qualifier)
      #expect(straight(term.definition) == straight(wanted.definition))
      #expect(term.seeAlso.map(straight) == wanted.see_also.map(straight))
    }
  }

  private func straight(_ text: String) -> String {
    String(text.map { "‘’".contains($0) ? "'" : $0 }).split(separator: " ").joined(separator: " ")
  }

  private struct Expected: Decodable {
    struct Term: Decodable {
      var term: String
      var abbreviation: String?
      var qualifier: String?
      var definition: String
      var see_also: [String]
    }
    var heading: String
    var count: Int
    var contentType: String
    var terms: [Term]

    enum CodingKeys: String, CodingKey {
      case heading, count, terms
      case contentType = "content-type"
    }
  }
}
