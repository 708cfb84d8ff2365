import Support
import Testing

@testable import Fetch

/// What is held is used for as long as its source allows after somebody last vouched for it.
struct WithheldSnapshotTests {
  private let folder = TemporaryFolder()
  private let store: SnapshotStore
  private let held: Snapshot
  private let received: Int

  init() throws {
    store = try SnapshotStore(stateDirectory: folder.path + "/state")
    held = try store.store(
      sourceID: "figures", name: "a.csv", address: "https://example.org/a.csv",
      bytes: Array("x\n1\n".utf8))
    received = try #require(
      store.fetch(of: held).flatMap { Clock.seconds(iso8601: $0.retrievedAt) })
  }

  private func sources(_ more: String) throws -> [Source] {
    let text = """
      contact: nobody
      sources:
        - id: figures
          name: Figures
          publisher: Nobody
          shape: fingertips-data
          address: https://example.org/
          licence: None
          attribution: None
          cadence_days: 30
      \(more.isEmpty ? "" : "    \(more)\n")
      """
    let file = try folder.write("pipeline.yaml", text)
    return try Sources(ConfigurationFolder(mainFile: file)).all
  }

  /// What an offline run works with that begins so many seconds after the copy was received.
  private func fetched(
    after seconds: Int, _ more: String = "max_age_days: 400", given: [String] = []
  ) throws -> Fetched {
    var plan = FetchPlan(sources: try sources(more), isOffline: true, contact: "nobody")
    if !given.isEmpty { plan.localFiles = [("figures", given)] }
    plan.began = Clock.iso8601(received + seconds)
    return try fetch(plan, into: store)
  }

  private static let days = 86_400

  @Test func `a copy is used to the end of its last day and withheld after it`() throws {
    let last = try fetched(after: 400 * Self.days)
    #expect(last.snapshots == [held])
    #expect(last.withheld == [])
    let next = try fetched(after: 400 * Self.days + 1)
    #expect(next.snapshots == [])
    let withheld = try #require(next.withheld.first)
    #expect(withheld.snapshot == held)
    #expect(withheld.ageDays == 400)
    let day = Clock.iso8601(received).prefix(10)
    #expect(
      withheld.sentence
        == "figures/a.csv: withheld. It was last received or confirmed on \(day), 400 days ago; 400"
        + " are allowed. None of its figures are used until its publisher sends or confirms it, or"
        + " you give a copy with --input.")
  }

  @Test func `without a limit the last confirmed copy stays for ever`() throws {
    #expect(try fetched(after: 9000 * Self.days, "").snapshots == [held])
  }

  @Test func `what was found unchanged is as young as that, and a failure confirms nothing`() throws
  {
    var line = try #require(store.fetch(of: held))
    line.retrievedAt = Clock.iso8601(received + 300 * Self.days)
    try store.confirm(held, entry: &line)
    #expect(store.fetch(of: held)?.heldSince == Clock.iso8601(received))
    var failure = ManifestEntry(
      source: "figures", name: "a.csv", address: held.address, outcome: "temporary",
      retrievedAt: Clock.iso8601(received + 690 * Self.days))
    failure.note = "No answer."
    try store.record(failure)
    #expect(try fetched(after: 700 * Self.days).snapshots == [held])
    #expect(try fetched(after: 701 * Self.days).withheld.map(\.ageDays) == [401])
  }

  @Test func `a request that failed does not say that a copy too old is still in use`() throws {
    var plan = FetchPlan(sources: try sources("max_age_days: 400"), contact: "nobody")
    let request = FetchRequest(sourceID: "figures", name: "a.csv", address: held.address)
    var report = FetchReport(request: request, outcome: .gone(404))
    report.heldSnapshot = held
    let fetched = Fetched(snapshots: [held], reports: [report], links: [])
    let day = held.retrievedAt.prefix(10)
    for (days, words) in [(10, "is still in use."), (500, "is too old to be used.")] {
      plan.began = Clock.iso8601(received + days * Self.days)
      let sentence = fetched.withholding(plan, store).reports.first?.sentence
      #expect(sentence?.hasSuffix("The last good copy, of \(day), \(words)") == true)
    }
  }

  @Test func `a local file is as fresh as it is given, whatever its own date`() throws {
    let path = try folder.write("b.csv", "x\n2\n")
    let given = try fetched(after: 9000 * Self.days, given: [path])
    #expect(given.snapshots.map(\.name) == ["b.csv"])
    #expect(given.withheld == [])
    #expect(
      try fetched(after: 9000 * Self.days).withheld.map(\.snapshot.name) == ["a.csv", "b.csv"])
  }

  @Test(arguments: ["max_age_days: 0", "ask_every_days: 90\n    max_age_days: 90"])
  func `a limit that would withhold what is not asked for yet is refused`(line: String) throws {
    #expect(throws: ConfigurationError.self) { try sources(line) }
  }
}
