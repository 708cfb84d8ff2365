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
  private let quiet: Bool

  init(_ options: CommonOptions, stage: String) throws {
    configuration = try options.configuration
    sources = try Sources(configuration)
    state = options.state
    log = options.log(stage: stage)
    quiet = options.quiet
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
    return FetchPlan(
      sources: chosen, localFiles: files.map { ($0.sourceID, $0.paths) },
      isOffline: options.offline, indicatorIDs: try configuredIndicatorIDs(configuration),
      contact: sources.contact)
  }

  /// The snapshots that are held, as if nothing could be fetched.
  func held(in store: SnapshotStore) throws -> Fetched {
    try fetch(
      FetchPlan(sources: sources.all, isOffline: true, contact: sources.contact), into: store)
  }

  func say(_ text: String) {
    if !quiet { Console.say(text) }
  }

  /// Says what came of each request that did not go well.
  func report(_ fetched: Fetched) {
    for report in fetched.reports where report.outcome.snapshot == nil {
      log.warning("\(report.sentence)", metadata: ["source": "\(report.request.sourceID)"])
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
  /// Says what became of the rows, and warns of what was left out.
  func report(_ records: Records) {
    LoadReport.lines(records).forEach(say)
    LoadReport.problems(records, atMost: 18).forEach { log.warning("\($0)") }
  }
}
