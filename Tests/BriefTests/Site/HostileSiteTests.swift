import Support
import Testing

@testable import Brief
@testable import Load

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Every hostile string in every text that pages of the site print.
@Suite struct HostileSiteTests {
  /// Text columns that reach a page, and those that hold an address.
  private static let texts = [
    "release.value", "source.name", "source.publisher", "source.licence", "source.attribution",
    "snapshot.name", "area.area_name", "theme.title", "theme.summary", "indicator.indicator_name",
    "indicator.short_name", "indicator.unit", "indicator.caution", "stratum.age",
    "time_period.label", "board.board_name", "board.note", "strategy.title", "strategy.provenance",
    "priority.text", "priority_theme.wording", "guidance.title", "guidance.publisher",
    "guidance.description", "guidance.audience", "glossary_term.term", "glossary_term.definition",
    "glossary_term.abbreviation", "prison.name", "map_tile.label", "value_note.text",
    "published_word.text",
  ]
  private static let addresses = [
    "source.address", "snapshot.address", "strategy.address",
    "guidance.address",
  ]

  /// What stands before the text where rows must differ, or where it would move the page's parts.
  private static let prefix = [
    "value_note.text": "value_note_id || ' ' || ",
    "published_word.text": "published_word_id || ' ' || ",
    "glossary_term.term": "substr(term, 1, 4) || ' ' || ",
    "time_period.label": "time_period_id || ' ' || ", "stratum.age": "stratum_id || ' ' || ",
    "area.area_name": "'zz ' || ",
  ]

  private static func sql(_ text: String, _ address: String) -> String {
    func update(_ column: String, _ value: String) -> String {
      let parts = column.split(separator: ".")
      return "UPDATE \(parts[0]) SET \(parts[1]) = \(prefix[column] ?? "")"
        + SampleRows.quoted(value)
        + (parts[1] == "short_name" ? " WHERE indicator_id = 1;" : ";")
    }
    return (texts.map { update($0, text) } + addresses.map { update($0, address) }).joined()
  }

  private static func strings() throws -> [String] {
    try ["blns.json", "xss-filter-evasion.json"].flatMap { name -> [String] in
      let bytes = Data(try SharedData.bytes("hostile-strings/\(name)"))
      return try JSONDecoder().decode([String].self, from: bytes)
    }.filter { !$0.utf8.contains(0) }
  }

  @Test(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
  func `no hostile string changes the elements of a page`() throws {
    let strings = try Self.strings()
    #expect(strings.count > 400)
    let chunks: [[String]] = stride(from: 0, to: strings.count, by: 24).map { first in
      Array(strings[first..<min(first + 24, strings.count)])
    }
    let plain = try pages("plain words", "plain words")
    let linked = try pages("plain words", "https://example.org/")
    for chunk in chunks {
      let address = chunk.first { !$0.isEmpty } ?? ""
      let found = try pages(chunk.joined(separator: " "), address)
      let expected = Printable.link(address) == nil ? plain : linked
      #expect(found.count == expected.count)
      for (page, other) in zip(found, expected) where page.skeleton != other.skeleton {
        Issue.record("\(page.path) has other elements with \(chunk) and \(address)")
      }
    }
  }

  private func pages(_ text: String, _ address: String) throws -> [(
    path: String, skeleton: [String]
  )] {
    let contents = try SampleSite.contents(Self.sql(text, address))
    let writer = try SampleSite.writer(contents)
    return try SiteJob.all(contents).compactMap { job in
      // An area's page is the briefing, which has a test of its own.
      guard job.page(of: contents) != nil, let page = try writer.pages(job).first else {
        return nil
      }
      return (page.path, PageSkeleton.of(page.text))
    }
  }
}
