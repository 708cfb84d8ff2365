import Support
import Testing

@testable import Fetch

/// A plan against the stand-in service, its store, and what it was asked.
struct StandInPlan {
  let folder = TemporaryFolder()
  let service: StandInService
  let store: SnapshotStore
  var plan: FetchPlan

  /// - Parameter sources: the sources to ask; all of them when empty.
  /// - Throws: when the service cannot be started.
  init(_ sources: String...) throws {
    service = try StandInService()
    store = try SnapshotStore(stateDirectory: folder.path + "/state")
    let file = try service.writeConfiguration(into: folder)
    let all = try Sources(ConfigurationFolder(mainFile: file))
    plan = FetchPlan(
      sources: all.all.filter { sources.isEmpty || sources.contains($0.id) }, contact: "nobody")
  }

  /// Fetches, and says what was asked for.
  func fetchAndAsk() throws -> (fetched: Fetched, asked: [String]) {
    let before = service.asked.count
    let fetched = try fetch(plan, into: store)
    return (fetched, Array(service.asked.dropFirst(before)))
  }

  /// The codes of the outcomes that are not good, by name.
  func troubles(_ fetched: Fetched) -> [String: String] {
    let bad = fetched.reports.filter { $0.outcome.snapshot == nil }
    return Dictionary(bad.map { ($0.request.name, $0.outcome.code) }) { first, _ in first }
  }
}
