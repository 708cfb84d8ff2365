import Support
import Testing

@testable import Fetch

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What is asked of a Fingertips service, and what is not.
struct IndicatorPlannerTests {
  private static let log = "/api/data_changes_and_updates/by_indicator_ids?indicator_ids="

  @Test func `the log is asked first, then availability, then a file for each kind of area`()
    throws
  {
    let standIn = try StandInPlan("fingertips")
    let (fetched, asked) = try standIn.fetchAndAsk()
    #expect(standIn.troubles(fetched) == [:])
    #expect(asked[0].hasPrefix(Self.log))
    let place = { (text: String) in asked.firstIndex { $0.hasSuffix(text) } }
    let available = try #require(place("/available_data?indicator_id=41001"))
    let upper = try #require(
      place(
        "indicator_ids=41001&child_area_type_id=502&parent_area_type_id=15"))
    #expect(0 < available && available < upper)
    #expect(place("indicator_ids=41001&child_area_type_id=402&parent_area_type_id=15") == nil)
    let names = fetched.snapshots.map(\.name).filter { $0.contains("-41001") }
    #expect(
      names == [
        "available-41001.json", "indicator-41001-501.csv", "indicator-41001-502.csv",
        "indicator-41001-6.csv",
      ])
  }

  @Test func `with nothing changed only the log is asked and the same files are in use`() throws {
    let standIn = try StandInPlan("fingertips", "local-health")
    let (first, _) = try standIn.fetchAndAsk()
    let (second, asked) = try standIn.fetchAndAsk()
    #expect(asked.count == 2)
    #expect(asked.allSatisfy { $0.hasPrefix(Self.log) })
    #expect(second.snapshots == first.snapshots)
    #expect(second.reports.allSatisfy { $0.outcome.code == "unchanged" })
  }

  @Test func `what the log names as it is held counts as confirmed, with a line once a month`()
    throws
  {
    let standIn = try StandInPlan("fingertips")
    let (first, _) = try standIn.fetchAndAsk()
    let (store, today) = (standIn.store, Clock.iso8601(Clock.now()).prefix(10))
    for name in first.snapshots.map(\.name) {
      var old = try #require(store.heldEntry(sourceID: "fingertips", name: name))
      old.retrievedAt = "2024-02-03T04:05:06Z"
      try store.record(old)
    }
    let (second, asked) = try standIn.fetchAndAsk()
    #expect(asked.count == 1)
    #expect(second.snapshots.map(\.sha256) == first.snapshots.map(\.sha256))
    #expect(second.withheld == [])
    for name in first.snapshots.map(\.name) {
      let line = try #require(store.heldEntry(sourceID: "fingertips", name: name))
      #expect(line.retrievedAt.hasPrefix(today))
      #expect(line.outcome == "unchanged")
    }
    let lines = store.entries(sourceID: "fingertips").count
    _ = try standIn.fetchAndAsk()
    #expect(store.entries(sourceID: "fingertips").count == lines)
  }

  @Test func `after a change upstream only what changed is asked for`() throws {
    let standIn = try StandInPlan("fingertips")
    let (first, _) = try standIn.fetchAndAsk()
    standIn.service.revise(41001, area: "E06000018")
    standIn.service.withdraw(848)
    standIn.service.reuse(22301, as: "Something else altogether")
    let (second, asked) = try standIn.fetchAndAsk()
    let ids = ["41001", "848", "22301"]
    #expect(
      asked.dropFirst().allSatisfy { path in
        ids.contains { path.contains("=\($0)&") || path.hasSuffix("=\($0)") }
      })
    #expect(!asked.contains { $0.contains("indicator_ids=848&") })
    #expect(standIn.troubles(second) == ["indicator-848": "withdrawn"])
    #expect(!second.snapshots.contains { $0.name.hasPrefix("indicator-848-") })
    let changed = Set(second.snapshots).subtracting(first.snapshots).map(\.name)
    #expect(changed.contains("indicator-41001-502.csv"))
    #expect(changed.contains("indicator-22301-502.csv"))
    #expect(changed.allSatisfy { name in ids.contains { name.contains("-\($0)") } })
    #expect(standIn.store.snapshots(sourceID: "fingertips").contains { $0.name.contains("-848-") })
    let (third, askedThen) = try standIn.fetchAndAsk()
    #expect(askedThen.count == 1)
    #expect(third.snapshots == second.snapshots)
  }

  @Test func `a damaged file is asked for again although nothing changed upstream`() throws {
    let standIn = try StandInPlan("local-health")
    let (first, _) = try standIn.fetchAndAsk()
    let file = try #require(first.snapshots.first { $0.name == "indicator-93239-3.csv" })
    try FileManager.default.removeItem(atPath: file.path)
    try Data(repeating: 97, count: file.byteCount).write(to: URL(filePath: file.path))
    let (second, asked) = try standIn.fetchAndAsk()
    #expect(asked.count == 2)
    #expect(asked.last?.contains("indicator_ids=93239&child_area_type_id=3") == true)
    #expect(second.snapshots == first.snapshots)
    try second.snapshots.forEach(standIn.store.verify)
  }

  @Test func `the configured profile is sent`() throws {
    let standIn = try StandInPlan("local-health")
    let (_, asked) = try standIn.fetchAndAsk()
    let data = asked.filter { $0.hasPrefix("/api/all_data/") }
    #expect(data.count == 2)
    #expect(data.allSatisfy { $0.hasSuffix("&profile_id=143") })
  }

  @Test func `without the log what is held stays in use and nothing else is asked`() throws {
    let standIn = try StandInPlan("local-health")
    let (first, _) = try standIn.fetchAndAsk()
    standIn.service.breakDown("/api/data_changes")
    let (second, asked) = try standIn.fetchAndAsk()
    #expect(standIn.troubles(second) == ["updates-93239": "temporary"])
    #expect(asked.allSatisfy { $0.hasPrefix(Self.log) })
    #expect(second.snapshots == first.snapshots)
  }

  @Test func `without the log what is not held is asked for all the same`() throws {
    let standIn = try StandInPlan("local-health")
    standIn.service.breakDown("/api/data_changes")
    let (fetched, _) = try standIn.fetchAndAsk()
    #expect(fetched.snapshots.count == 4)
    standIn.service.mend()
    let (_, asked) = try standIn.fetchAndAsk()
    #expect(asked.count == 5)
  }

  @Test func `a file that fails leaves the one that is held and is asked for the next time`()
    throws
  {
    let standIn = try StandInPlan("local-health")
    let (first, _) = try standIn.fetchAndAsk()
    standIn.service.revise(93239, area: "E02002875")
    standIn.service.breakDown("/api/all_data")
    let (second, _) = try standIn.fetchAndAsk()
    #expect(standIn.troubles(second) == ["indicator-93239-3.csv": "temporary"])
    #expect(second.snapshots.map(\.sha256).contains(first.snapshots[1].sha256))
    standIn.service.mend()
    let (_, asked) = try standIn.fetchAndAsk()
    #expect(asked.count == 2)
  }

  @Test func `an indicator that the publisher does not list is named`() throws {
    var standIn = try StandInPlan("fingertips")
    standIn.plan = try onlyIndicator(7, standIn)
    let (fetched, _) = try standIn.fetchAndAsk()
    #expect(standIn.troubles(fetched) == ["indicator-7": "not_offered"])
    #expect(
      fetched.reports.last?.sentence
        == "fingertips/indicator-7: The publisher lists no data of it for the kinds of area asked "
        + "for. No earlier copy is held.")
  }

  private func onlyIndicator(_ id: Int, _ standIn: StandInPlan) throws -> FetchPlan {
    let folder = standIn.folder
    let text = try String(contentsOfFile: folder.path + "/pipeline.yaml", encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.contains("indicators: [") ? "      indicators: [\(id)]" : String(line)
    }
    let file = try folder.write("pipeline.yaml", lines.joined(separator: "\n"))
    let source = try Sources(ConfigurationFolder(mainFile: file)).all[0]
    return FetchPlan(sources: [source], contact: "nobody")
  }

  @Test func `a newer kind of area takes the place of the older`() throws {
    let standIn = try StandInPlan("local-health")
    let (first, _) = try standIn.fetchAndAsk()
    let older = "Indicator ID,Area Code,Time period,Value\r\n93239,E05000001,2020,1\r\n"
    _ = try standIn.store.store(
      sourceID: "local-health", name: "indicator-93239-8.csv", address: "x:",
      bytes: Array(older.utf8))
    standIn.service.revise(93239, area: "E02002875")
    let (second, _) = try standIn.fetchAndAsk()
    #expect(second.snapshots.map(\.name) == first.snapshots.map(\.name))
    #expect(
      standIn.store.latestGood(sourceID: "local-health", name: "indicator-93239-8.csv") == nil)
  }

  @Test func `more than a hundred indicators are asked about in several logs`() throws {
    var standIn = try StandInPlan()
    let source = try #require(standIn.plan.sources.first { $0.id == "fingertips" })
    let files = IndicatorFiles(
      indicatorIDs: [], areaTypes: [], areaTypeOtherwise: nil, parentAreaTypeID: 15,
      profileID: nil, profileOfIndicator: [:])
    standIn.plan.indicatorIDs = Array(1...250)
    let first = IndicatorPlanner(source, files, standIn.plan, standIn.store).first()
    #expect(first.map(\.name) == ["updates-1", "updates-101", "updates-201"])
    #expect(first.allSatisfy { $0.address.split(separator: ",").count <= 100 })
  }

  @Test func `a dry run says what would be asked and asks nothing`() throws {
    let standIn = try StandInPlan("local-health")
    let before = try standIn.plan.outlook(standIn.store)
    #expect(before.map(\.name) == ["updates-93239", "indicator-93239", "indicator-93553"])
    #expect(before[0].reason == "to learn what has changed")
    #expect(
      before[1].reason
        == "not held yet: availability, then a file for each kind of area")
    #expect(standIn.service.asked == [])
    _ = try standIn.fetchAndAsk()
    #expect(
      try standIn.plan.outlook(standIn.store)[1].reason
        == "only if the log of updates names a change")
  }

  @Test func `everything is asked for again when that is wished`() throws {
    var standIn = try StandInPlan("local-health")
    let (_, asked) = try standIn.fetchAndAsk()
    standIn.plan.asksForAllAgain = true
    #expect(try standIn.fetchAndAsk().asked.count == asked.count)
  }

  @Test func `the manifest says in which version of the log a file was kept`() throws {
    let standIn = try StandInPlan("local-health")
    _ = try standIn.fetchAndAsk()
    let path = standIn.folder.path + "/state/snapshots/local-health/manifest.jsonl"
    let entries = try Manifest(path: path).entries
    #expect(entries.count == 4)
    #expect(
      entries.allSatisfy { $0.publisherVersion?.contains("|2026-10-06T09:15:00|") == true })
  }
}
