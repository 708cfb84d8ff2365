import Support
import Testing

@testable import Fetch

/// Requests that the configuration lists: asked when due, and in which groups.
struct RequestPlannerTests {
  @Test func `what was confirmed lately is not asked for again`() throws {
    let standIn = try StandInPlan("fingertips-lists", "guidance", "glossary")
    let (first, asked) = try standIn.fetchAndAsk()
    #expect(standIn.troubles(first) == [:])
    #expect(asked.filter { $0 != "/robots.txt" }.count == 4)
    let (second, askedAgain) = try standIn.fetchAndAsk()
    #expect(askedAgain == [])
    #expect(second.snapshots == first.snapshots)
  }

  @Test func `what was confirmed long ago is due`() throws {
    let standIn = try StandInPlan("guidance")
    _ = try standIn.fetchAndAsk()
    let path = standIn.folder.path + "/state/snapshots/guidance/manifest.jsonl"
    var entry = try #require(try Manifest(path: path).entries.last)
    entry.retrievedAt = "2020-01-01T00:00:00Z"
    try standIn.folder.append(
      path, String(decoding: try JSONLines.line(entry), as: UTF8.self))
    let store = try SnapshotStore(stateDirectory: standIn.folder.path + "/state")
    #expect(
      try standIn.plan.outlook(store).map(\.reason) == ["last confirmed on 2020-01-01"])
  }

  @Test func `an address that was configured anew is asked`() throws {
    let standIn = try StandInPlan("guidance")
    let store = standIn.store
    _ = try store.store(
      sourceID: "guidance", name: "health-and-justice", address: "http://127.0.0.1/old",
      bytes: Array("<html></html>".utf8))
    #expect(
      try standIn.plan.outlook(store).map(\.reason) == ["the configured address is another"])
  }

  @Test func `indicators are asked for some at a time and boards one at a time`() throws {
    var standIn = try StandInPlan()
    standIn.plan.indicatorIDs = Array(1...120)
    standIn.plan.boards = [
      BoardAddresses(areaCode: "E06000001", addresses: []),
      BoardAddresses(areaCode: "E06000002", addresses: []),
    ]
    let folder = TemporaryFolder()
    let file = try folder.write(
      "pipeline.yaml",
      """
      contact: me
      sources:
        - id: lists
          name: N
          publisher: P
          shape: fingertips-lists
          address: https://example.org/api/
          licence: L
          attribution: A
          cadence_days: 30
          indicators_per_request: 50
          requests:
            - {name: some, address: 'x?ids={indicator_ids}'}
            - {name: neighbours, address: 'n?area={area_code}&type=502'}
            - {name: all, address: y}

      """)
    standIn.plan.sources = try Sources(ConfigurationFolder(mainFile: file)).all
    let lines = try standIn.plan.outlook(standIn.store)
    #expect(
      lines.map(\.name) == [
        "some-1", "some-51", "some-101", "neighbours-E06000001", "neighbours-E06000002", "all",
      ])
    #expect(lines[3].address == "https://example.org/api/n?area=E06000001&type=502")
  }

  @Test func `a source that is off is not asked`() throws {
    let folder = TemporaryFolder()
    let file = try folder.write(
      "pipeline.yaml",
      """
      contact: me
      sources:
        - id: map
          name: N
          publisher: P
          shape: priorities-map
          enabled: false
          address: https://example.org/
          licence: L
          attribution: A
          cadence_days: 30
          requests: [{name: map, address: map}]

      """)
    let plan = FetchPlan(
      sources: try Sources(ConfigurationFolder(mainFile: file)).all, contact: "me")
    let store = try SnapshotStore(stateDirectory: folder.path + "/state")
    #expect(try plan.outlook(store) == [])
  }
}
