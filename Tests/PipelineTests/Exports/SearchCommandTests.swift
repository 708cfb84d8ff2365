import Foundation
import Support
import Testing

/// `pipeline search` on the release of the fixtures.
struct SearchCommandTests {
  private func search(_ arguments: String...) throws -> ProgramRun {
    try PublishedFixtures.shared.pipeline("search", arguments)
  }

  @Test func `indicators, guidance and priorities are found by any form of a word`() throws {
    let run = try search("suicides")
    #expect(run.status == 0, "\(run.complaints)")
    #expect(run.output.contains("indicator 41001  Suicide rate"))
    let guidance = try search("--kind", "guidance", "prisons")
    #expect(guidance.output.split(separator: "\n").count > 3)
    #expect(!guidance.output.contains("\nindicator "))
  }

  @Test func `a priority is found with its area`() throws {
    let run = try search("--kind", "priority", "Nottingham", "disadvantage", "--format", "json")
    let hits = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]]
    #expect(hits?.first?["area_code"] as? String == "E06000018")
    #expect(hits?.first?["title"] as? String == "Severe and multiple disadvantage")
  }

  @Test func `nothing found is said`() throws {
    let run = try search("xyzzy")
    #expect(run.status == 0)
    #expect(run.output == "Nothing has any of the words “xyzzy”.\n")
  }
}
