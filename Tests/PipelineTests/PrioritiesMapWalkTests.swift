import Foundation
import Support
import Testing

/// A page of the shape of the former map of boards' priorities, from the configured source to the
/// command that lists it.
struct PrioritiesMapWalkTests {
  private let folder = TemporaryFolder()
  private var state: String { folder.path + "/state" }

  /// The bundled sources and one map, switched on.
  private func configuration() throws -> String {
    let bundled = SharedData.projectRoot.path + "/fixtures/pipeline.yaml"
    let source = """
        - id: priorities-map
          name: Map of boards' priorities
          publisher: This project
          shape: priorities-map
          address: https://www.local.example/
          licence: MIT, with this project
          attribution: Quoted from the map.
          cadence_days: 365
          maximum_megabytes: 5

      """
    return try folder.write(
      "pipeline.yaml", String(contentsOfFile: bundled, encoding: .utf8) + source)
  }

  private func pipeline(_ arguments: String...) throws -> ProgramRun {
    try ProgramRun(
      ProgramRun.pipelinePath,
      arguments + ["--state", state, "--config", folder.path + "/pipeline.yaml"])
  }

  private func load(_ map: String) throws {
    _ = try configuration()
    let run = try pipeline(
      "run", "--offline", "--until", "load", "--quiet", "--input", "priorities-map=\(map)")
    #expect(run.status == 0, "\(run.complaints)")
  }

  private func listed() throws -> [Listed] {
    let run = try pipeline("priorities", "--map", "--format", "json")
    return try JSONDecoder().decode([Listed].self, from: Data(run.output.utf8))
  }

  @Test func `a map goes through the line into the lists`() throws {
    try load(SharedData.projectRoot.path + "/fixtures/priorities-map/map.html")
    let areas = try listed()
    #expect(areas.map(\.area_name) == ["Bristol", "Nottingham", "Somerset"])
    #expect(
      areas.map(\.summary) == [
        "Priorities: streets where people feel safe.",
        "The Board’s priorities are: mental wellbeing; less harm from alcohol.",
        "Priorities: mental health in villages; warm homes.",
      ])
    #expect(areas.map(\.region) == ["South West", "East Midlands", "South West"])
    #expect(areas[0].themes == [Listed.Theme(name: "Safer streets", theme: nil)])
    #expect(areas[1].themes.map(\.name) == ["Mental health and wellbeing", "Alcohol and drugs"])
    #expect(areas[1].links.map(\.kind) == ["strategy", "lginform", "profile"])
    #expect(areas[1].links.first?.title == "Nottingham strategy 2022-2025")

    let theme = try pipeline("priorities", "--map", "--theme", "mental-health").output
    #expect(theme.contains("Nottingham (E06000018): The Board’s priorities are"))
    #expect(!theme.contains("Bristol"))
    #expect(theme.contains("Quoted from the map."))
    let rows = try pipeline("priorities", "--map", "--area", "Bristol", "--format", "csv").output
    #expect(rows.hasPrefix("area_code,area_name,region,summary,themes,strategy,address,"))
    #expect(rows.contains("E06000023,"))
  }

  @Test func `a map that has lost a fifth of its areas does not replace the one before`() throws {
    let row = { (code: String) in
      "<tr id=\"area-\(code)\"><th>Area \(code)</th><td>Priorities: homes; hope.</td>"
        + "<td><a href=\"https://a.example/\(code)\">Strategy 2025</a></td><td></td></tr>"
    }
    let codes = ["E06000001", "E06000002", "E06000003", "E06000004", "E06000005"]
    let page = { (codes: ArraySlice<String>) in
      "<h1>Map</h1><h3>North East</h3><table><tr><th>Area</th><th>Summary</th><th>Strategy</th>"
        + "<th>Reports</th></tr>\(codes.map(row).joined())</table>"
    }
    try load(try folder.write("map.html", page(codes[...])))
    #expect(try listed().count == 5)
    let run = try pipeline(
      "run", "--offline", "--until", "load", "--quiet", "--input",
      "priorities-map=\(folder.write("map.html", page(codes[..<4])))")
    #expect(run.status == 65)
    #expect(run.complaints.contains("map.html: 4 entries were found"))
    #expect(try listed().count == 5)
  }

  @Test(
    .enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)),
    arguments: ["map-1", "map-2"])
  func `the sample maps come out of the line exactly`(name: String) throws {
    let root = try #require(SharedData.directory).path + "/data/lga-map/"
    try load(root + name + ".html")
    let wanted = try JSONDecoder().decode(
      Expected.self, from: Data(contentsOf: URL(filePath: root + name + ".expected.json")))
    let found = Dictionary(
      uniqueKeysWithValues: try listed().map { ($0.published_code, $0) })
    #expect(Set(found.keys) == Set(wanted.areas.map(\.gss_code)))
    for area in wanted.areas {
      let own = try #require(found[area.gss_code])
      #expect(own.published_name == area.name)
      #expect(own.region == area.region)
      #expect(own.summary == area.summary)
      #expect(Set(own.themes.map(\.name)) == Set(area.themes))
      let strategies = own.links.filter { $0.kind == "strategy" }
      #expect(strategies.map(\.title) == area.strategies.map(\.title))
      #expect(strategies.map(\.address) == area.strategies.map(\.url))
      #expect(
        Set(own.links.filter { $0.kind != "strategy" }.map { "\($0.kind) \($0.address)" })
          == Set(area.reports.map { "\($0.kind) \($0.url)" }))
    }
  }

  private struct Listed: Decodable {
    struct Theme: Decodable, Equatable {
      var name: String
      var theme: String?
    }
    struct Link: Decodable {
      var kind: String
      var title: String?
      var address: String
    }
    var area_name: String
    var published_code: String
    var published_name: String
    var region: String?
    var summary: String?
    var themes: [Theme]
    var links: [Link]
  }

  private struct Expected: Decodable {
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
    var areas: [Area]
  }
}
