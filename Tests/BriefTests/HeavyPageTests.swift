import Support
import Testing

@testable import Brief
@testable import Load

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A briefing with very many figures.
struct HeavyPageTests {
  private static let many = (100..<320).map { id in
    """
    INSERT INTO indicator (indicator_id, indicator_name, polarity, unit, is_verified)
    VALUES (\(id), 'A measure with a name of ordinary length, no. \(id)', 'low', 'per 1,000', 1);
    """ + SampleRows.series(id, 3, id, 1, 2, 12, "10.0, 9.0, 11.0, NULL, NULL, NULL")
  }.joined()

  @Test func `it is parted into pages that stand alone and lead to each other`() throws {
    let briefing = try SampleRows.briefing("E06000018", Self.many)
    let writer = try BriefingWriter()
    let pages = try writer.pages(briefing)
    #expect(pages.map(\.name) == ["E06000018.html", "E06000018-2.html"])
    for (name, text) in pages {
      #expect(text.utf8.count < 120_000, "\(name): \(text.utf8.count)")
      #expect(text.contains("<style>") && text.contains("default-src &#39;none&#39;"), "\(name)")
      #expect(text.contains("<strong>Illustrative figures: do not quote.</strong>"), "\(name)")
    }
    #expect(pages[0].text.contains("<a href=\"E06000018-2.html\">Part 2</a>"))
    #expect(pages[1].text.contains("<a href=\"E06000018.html\">Nottingham</a>"))
    let whole = try writer.html(briefing)
    for number in briefing.rows.map(\.number) {
      #expect(whole.contains("<tr id=f\(number)>"))
      #expect(pages.count { $0.text.contains("<tr id=f\(number)>") } == 1, "\(number)")
    }
  }

  @Test func `parts of an earlier and heavier page are removed`() throws {
    let folder = TemporaryFolder()
    let writer = try BriefingWriter()
    let target = URL(filePath: folder.path)
    try writer.write(SampleRows.briefing("E06000018", Self.many), into: target, as: [.html])
    #expect(folder.contents().count == 2)
    let files = try writer.write(SampleRows.briefing(), into: target, as: [.html])
    #expect(files.map(\.lastPathComponent) == ["E06000018.html"])
    #expect(folder.contents() == ["E06000018.html"])
  }
}
