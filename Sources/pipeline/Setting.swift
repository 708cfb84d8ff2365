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
  private let quiet: Bool

  init(_ options: CommonOptions, log: Logger) throws {
    configuration = try options.configuration
    sources = try Sources(configuration)
    state = options.state
    self.log = log
    quiet = options.quiet
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
    let chosen = sources.all.filter { options.only.isEmpty || options.only.contains($0.id) }
    let files = try options.input.map { try LocalInput($0, sources: sources) }
    var plan = FetchPlan(
      sources: chosen, localFiles: files.map { ($0.sourceID, $0.paths) },
      isOffline: options.offline, indicatorIDs: try configuredIndicatorIDs(configuration),
      contact: sources.contact)
    plan.boards = try configuredBoardAddresses(configuration)
    plan.guidance = try configuredGuidanceAddresses(configuration)
    plan.deadlineSeconds = sources.deadlineSeconds
    plan.asksForAllAgain = options.again
    plan.pagesOfGuide = GuidePageReader.pages
    return plan
  }

  /// The snapshots that are held, as if nothing could be fetched.
  func held(in store: SnapshotStore) throws -> Fetched {
    var plan = FetchPlan(sources: sources.all, isOffline: true, contact: sources.contact)
    plan.guidance = try configuredGuidanceAddresses(configuration)
    return try fetch(plan, into: store)
  }

  /// Fetches, showing how far it has come, and says what did not go well.
  ///
  /// - Parameters:
  ///   - plan: what to ask of whom.
  ///   - store: where the bytes are kept.
  ///   - saysEach: whether each request gets a line where there is no terminal.
  /// - Returns: what the fetch brought.
  /// - Throws: ``FetchError``.
  func fetchWatched(
    _ plan: FetchPlan, into store: SnapshotStore, saysEach: Bool = false
  ) throws -> Fetched {
    let progress = ProgressLine(isQuiet: quiet, saysEach: saysEach)
    let fetched = try fetch(plan, into: store) { step in
      progress.show(step)
      if let report = step.finished {
        log.info("\(report.sentence)", metadata: ["source": "\(report.request.sourceID)"])
      }
    }
    progress.clear()
    report(fetched)
    return fetched
  }

  func say(_ text: String) {
    if !quiet { Console.say(text) }
  }

  /// Says what came of each request that did not go well.
  func report(_ fetched: Fetched) {
    for report in fetched.reports where report.outcome.snapshot == nil {
      log.warning(
        "\(report.sentence)",
        metadata: [
          "source": "\(report.request.sourceID)", "code": "\(report.outcome.code)",
        ])
    }
  }

  /// - Throws: ``InputError`` when there is nothing to work on.
  func refuseNothing(_ fetched: Fetched) throws {
    if fetched.snapshots.isEmpty {
      throw InputError(
        status: fetched.reports.isEmpty ? .noInput : ExitStatus.worst(of: fetched.reports),
        description: "No snapshot of any source is held in \(state), so there is nothing to load."
          + " Give files with --input, or run without --offline.")
    }
  }
}

extension Setting {
  /// What identifies a run on these snapshots, and what its gates let through.
  ///
  /// - Parameters:
  ///   - snapshots: what the run works with.
  ///   - links: what is known of the addresses of the guidance catalogue.
  ///   - store: where they were fetched from when.
  ///   - command: the command and its stage.
  ///   - contents: what else decides what the release holds.
  ///   - gates: what is accepted this once.
  /// - Returns: the order for `load`.
  /// - Throws: ``InputError`` or ``ConfigurationError``.
  func order(
    _ snapshots: [Snapshot], links: [LinkCheck], from store: SnapshotStore,
    named command: String, contents: [String] = [], accepting gates: GateOptions
  ) throws -> LoadRun {
    var order = try LoadRun(
      snapshots: snapshots, configuration: configuration,
      program: (try? sha256Hex(ofFile: HTMLWorkers.ownExecutable).sha256) ?? "",
      contents: ([command] + contents.sorted() + links.map(Self.digest)
        + [BoardJournal(state: state).contents(besides: snapshots)])
        .filter { !$0.isEmpty }.joined(separator: " "))
    order.command = command
    order.started = started
    order.began = began
    order.libraries = Version.facts
    order.accepted = try gates.accepted
    for snapshot in snapshots {
      order.fetches[snapshot.sha256] = store.fetch(of: snapshot)
    }
    return order
  }

  private static func digest(_ link: LinkCheck) -> String {
    "\(link.address)=\(link.state.rawValue),\(link.movedTo ?? ""),\(link.checkedAt)"
  }

  /// Reads snapshots into records, the pages among them in processes of their own.
  ///
  /// - Parameters:
  ///   - snapshots: the snapshots.
  ///   - links: what is known of the addresses of guidance.
  ///   - store: where they were fetched from when.
  /// - Returns: the records.
  /// - Throws: ``ConfigurationError``.
  func records(
    of snapshots: [Snapshot], links: [LinkCheck], from store: SnapshotStore
  ) throws -> Records {
    var answers: [String: ManifestEntry] = [:]
    for snapshot in snapshots { answers[snapshot.sha256] = store.fetch(of: snapshot) }
    let pages = try PageJobs(
      snapshots, of: sources, gazetteer: { try Gazetteer(configuration) },
      answers: answers)
    return try transform(
      snapshots, of: sources, using: configuration, links: links,
      pages: pages.readings(HTMLWorkers().run(pages.jobs), before: entriesBefore()),
      decisions: BoardJournal(state: state).decisions)
  }

  /// How many entries of pages the current release holds, by source.
  private func entriesBefore() -> [String: Int] {
    guard let release = try? Release.current(in: state),
      let database = try? Database(readOnly: release.databasePath)
    else { return [:] }
    let sql = """
      SELECT n.source_id, count(*) FROM (
        SELECT snapshot_id FROM guidance_listing UNION ALL SELECT snapshot_id FROM published_term
      ) JOIN snapshot n USING (snapshot_id) GROUP BY n.source_id
      """
    let rows = try? database.query(sql) { ($0.text(0) ?? "", $0.integer(1) ?? 0) }
    return Dictionary(rows ?? []) { first, _ in first }
  }

  /// Keeps the readings that counted for the first time, and says which pages a person should see.
  func keep(_ records: Records) throws {
    try BoardJournal(state: state).append(records.newlyAccepted)
    let waiting = records.boardPages.filter { $0.decision == .review }.map(\.areaCode)
    if !waiting.isEmpty {
      log.warning(
        "\(waiting.count) boards' pages want a person's eye: \(waiting.joined(separator: ", ")). What was confirmed before stays; see `pipeline review`."
      )
    }
  }

  /// Warns of what the gates let through.
  func report(_ manifest: ReleaseManifest) {
    manifest.warnings.forEach { log.warning("\($0)") }
    for result in manifest.gates where [.warned, .accepted].contains(result.outcome) {
      let level: Logger.Level = result.gate == .freshness ? .info : .warning
      log.log(
        level: level, "\(result.sentence)", metadata: ["gate": "\(result.gate.rawValue)"])
    }
  }

  /// Says that there was nothing to do.
  ///
  /// - Returns: the status: what could not be read when the release was made still cannot.
  func report(unchanged release: Release) throws -> ExitStatus {
    say("nothing has changed since release \(release.number): \(release.databasePath)")
    let refused = try release.manifest()?.refused ?? []
    refused.forEach { log.warning("\($0)") }
    return refused.isEmpty ? .ok : .dataError
  }

  /// How many refused rows or files are worth a line each.
  private static let mostOfAKind = 7

  /// Says what became of the rows, and warns of what was left out.
  func report(_ intake: Intake) {
    let (records, refused) = (intake.records, intake.refused)
    LoadReport.lines(records).forEach(say)
    for failure in refused.prefix(Self.mostOfAKind) { log.warning("\(failure)") }
    for mismatch in records.identityMismatches.prefix(Self.mostOfAKind) {
      log.warning("\(mismatch.sentence)", metadata: ["indicator": "\(mismatch.indicatorID)"])
    }
    for reject in records.rejects.prefix(Self.mostOfAKind) {
      log.warning(
        "\(reject.sentence)", metadata: ["code": "\(reject.reason)", "line": "\(reject.line)"])
    }
    let more = [refused.count, records.rejects.count]
      .reduce(0) { $0 + max(0, $1 - Self.mostOfAKind) }
    if more > 0 { log.warning("and \(more) more rows or files; see `pipeline transform`") }
  }
}

extension ReleaseManifest {
  /// Takes in how the files were that the release was made from, and the status of the run.
  mutating func describe(_ intake: Intake, status: ExitStatus) {
    refused = intake.refused
    run.exitCode = Int(status.rawValue)
    for index in snapshots.indices {
      snapshots[index].staleSince = intake.staleSince[snapshots[index].sha256]
    }
  }
}
