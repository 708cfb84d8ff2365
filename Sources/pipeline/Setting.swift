import Fetch
import Load
import Logging
import Transform

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What a command works with: its configuration, its sources, its state folder and its log.
struct Setting {
  let configuration: ConfigurationFolder
  let sources: Sources
  let state: String
  let log: Logger
  let started = Date().formatted(.iso8601)
  let began = ContinuousClock.now
  let isQuiet: Bool

  init(_ options: CommonOptions, log: Logger) throws {
    configuration = try options.configuration
    sources = try Sources(configuration)
    state = options.state
    self.log = log
    isQuiet = options.quiet
  }

  /// For a command that only reads: what it says is said at once.
  init(_ options: CommonOptions, stage: String) throws {
    try self.init(options, log: options.log(stage: stage, to: options.logLines))
  }

  /// Does something while no other run may touch the state folder, which is made if need be.
  func alone<Result>(_ body: (SnapshotStore) throws -> Result) throws -> Result {
    do {
      try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
    } catch {
      throw InputError(
        status: .cannotCreate,
        description: "\(state): the state folder cannot be made. Nothing was done; give another"
          + " with --state, or its owner's permission.")
    }
    let store = try SnapshotStore(stateDirectory: state)
    let lock = try StateLock(state: state)
    defer { withExtendedLifetime(lock) {} }
    try Release.recover(in: state)
    return try body(store)
  }

  /// What to fetch under these options.
  func plan(_ options: InputOptions) throws -> FetchPlan {
    if let unknown = options.only.first(where: { sources[$0] == nil }) {
      let known = sources.all.map(\.id).joined(separator: ", ")
      throw InputError(
        status: .usage, description: "--only \(unknown): no such source; known: \(known).")
    }
    let files = try options.input.map { try LocalInput($0, sources: sources) }
    var plan = FetchPlan(
      sources: sources.all, localFiles: files.map { ($0.sourceID, $0.paths) },
      isOffline: options.offline, indicatorIDs: try configuredIndicatorIDs(configuration),
      contact: sources.contact)
    plan.askedIDs = options.only.isEmpty ? nil : Set(options.only)
    plan.boards = try configuredBoardAddresses(configuration)
    plan.guidance = try configuredGuidanceAddresses(configuration)
    plan.deadlineSeconds = sources.deadlineSeconds
    plan.asksForAllAgain = options.again
    plan.began = started
    plan.linksOfGuide = GuidePageReader.links
    return plan
  }

  /// The snapshots that are held, as if nothing could be fetched.
  ///
  /// - Throws: ``FetchError``, or ``InputError`` when none is held.
  func held(in store: SnapshotStore) throws -> Fetched {
    var plan = FetchPlan(sources: sources.all, isOffline: true, contact: sources.contact)
    plan.guidance = try configuredGuidanceAddresses(configuration)
    plan.began = started
    let fetched = try fetch(plan, into: store)
    log.warn(of: fetched.withheld)
    try refuseNothing(fetched)
    return fetched
  }

  func say(_ text: String) {
    if !isQuiet { Console.say(text) }
  }

  /// - Throws: ``InputError`` when there is nothing to work on.
  func refuseNothing(_ fetched: Fetched) throws {
    // Where all that is held is withheld, a release without it is what is wanted.
    guard fetched.snapshots.isEmpty, fetched.withheld.isEmpty else { return }
    let wasAsked = !fetched.reports.isEmpty
    throw InputError(
      status: wasAsked ? ExitStatus.worst(of: fetched.reports) : .noInput,
      description: "No snapshot of any source is held in \(state), so there is nothing to load."
        + (wasAsked
          ? " No source gave anything; what became of each request is above."
          : " Give files with --input, or run without --offline."))
  }
}

extension Setting {
  /// Reads what was fetched into records, the pages among it in processes of their own.
  ///
  /// - Parameters:
  ///   - fetched: the snapshots, and what is known of the addresses of guidance.
  ///   - store: where they were fetched from when.
  /// - Returns: the records.
  /// - Throws: ``ConfigurationError``.
  func records(of fetched: Fetched, from store: SnapshotStore) throws -> Records {
    let snapshots = fetched.snapshots
    var answers: [String: ManifestEntry] = [:]
    for snapshot in snapshots { answers[snapshot.sha256] = store.fetch(of: snapshot) }
    let pages = try PageJobs(
      snapshots, of: sources, gazetteer: { try Gazetteer(configuration) },
      answers: answers)
    return try transform(
      snapshots, of: sources, using: configuration, links: fetched.links,
      pages: pages.readings(HTMLWorkers().run(pages.jobs), before: entriesBefore()),
      decisions: BoardJournal(state: state).decisions, withheld: fetched.withheld)
  }

  /// How many entries of pages the current release holds, by source.
  ///
  /// - Throws: ``LoadError`` when the disk fails.
  private func entriesBefore() throws -> [String: Int] {
    guard let release = try Release.currentIfAny(in: state) else { return [:] }
    let sql = """
      SELECT n.source_id, count(*) FROM (
        SELECT snapshot_id FROM guidance_listing UNION ALL SELECT snapshot_id FROM published_term
        UNION ALL SELECT snapshot_id FROM mapped_area
      ) JOIN snapshot n USING (snapshot_id) GROUP BY n.source_id
      """
    do {
      let database = try Database(readOnly: release.databasePath)
      let rows = try database.query(sql) { ($0.string(0), $0.number(1)) }
      return Dictionary(rows) { first, _ in first }
    } catch let error as LoadError {
      // What is damaged, or older than these tables, holds no entries.
      if error.isOfTheMachine { throw error }
      return [:]
    }
  }
}
