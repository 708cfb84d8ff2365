import Support
import Testing

@testable import Transform

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct PrioritiesMapPageTests {
  @Test func `an area in the page and in the script comes out once`() throws {
    let html = """
      <h2>By theme</h2><h3>Housing (1)</h3><ul><li><a href="#area-E06000001">Hartlepool</a></li></ul>
      <h3>North East</h3><table><tr><th>Area</th><th>Summary</th><th>Strategy</th><th>Reports</th></tr>
      <tr id="area-E06000001"><th>Hartlepool</th><td>Priorities: homes; hope.</td>
      <td><a href="https://h.example/s">Hartlepool strategy 2025</a></td>
      <td><a href="https://lginform.local.gov.uk/r?area=E06000001">LG Inform</a></td></tr></table>
      <script>var boards = [{"c": "E06000001", "n": "Hartlepool", "s": "<p>Other<\\/p>"}];</script>
      """
    let map = try PrioritiesMapPage.read(
      Array(html.utf8), contentType: nil, address: "https://map.example/")
    let area = try #require(map.areas.first)
    #expect(map.areas.count == 1)
    #expect(area.name == "Hartlepool")
    #expect(area.region == "North East")
    #expect(area.summary == "Priorities: homes; hope.")
    #expect(area.themes == ["Housing"])
    #expect(area.strategies.map(\.title) == ["Hartlepool strategy 2025"])
    #expect(area.reports.map(\.kind) == [.lgInform])
  }

  @Test(
    .enabled(if: SharedData.isPresent, "skipped: no shared reference data (set SHARED_DIR)"),
    arguments: ["map-1", "map-2"])
  func `the sample maps are read exactly`(name: String) throws {
    let expected = try JSONDecoder().decode(
      Expected.self, from: Data(SharedData.bytes("lga-map/\(name).expected.json")))
    let map = try PrioritiesMapPage.read(
      SharedData.bytes("lga-map/\(name).html"), contentType: "text/html; charset=utf-8",
      address: expected.final_url)
    let themes = Dictionary(uniqueKeysWithValues: map.themes.map { ($0.name, Set($0.areas)) })
    #expect(
      themes
        == Dictionary(
          uniqueKeysWithValues: expected.themes.map { ($0.name, Set($0.areas)) }))
    #expect(map.areas.count == expected.areas.count)
    for wanted in expected.areas {
      let area = try #require(map.areas.first { $0.code == wanted.gss_code })
      #expect(area.name == wanted.name)
      #expect(area.region == wanted.region)
      #expect(area.summary == wanted.summary)
      #expect(Set(area.themes) == Set(wanted.themes))
      #expect(area.strategies.map(\.title) == wanted.strategies.map(\.title))
      #expect(area.strategies.map(\.address) == wanted.strategies.map(\.url))
      #expect(
        Set(area.reports.map { "\($0.kind.rawValue) \($0.address)" })
          == Set(wanted.reports.map { "\($0.kind) \($0.url)" }))
    }
  }

  private struct Expected: Decodable {
    struct Theme: Decodable {
      var name: String
      var areas: [String]
    }
    struct Link: Decodable {
      var title: String?
      var url: String
    }
    struct Report: Decodable {
      var kind: String
      var url: String
    }
    struct Area: Decodable {
      var gss_code: String
      var name: String
      var region: String?
      var summary: String
      var themes: [String]
      var strategies: [Link]
      var reports: [Report]
    }
    var final_url: String
    var themes: [Theme]
    var areas: [Area]
  }
}
