import Fetch
import Load
import Logging
import Transform

/// The making of a release, from the snapshots that identify it to the rename that publishes it.
struct ReleaseMaking {
  private let setting: Setting
  private let store: SnapshotStore
  private let command: String
  private let contents: [String]
  private let gates: GateOptions

  /// - Parameters:
  ///   - setting: what the command works with.
  ///   - store: where the snapshots were fetched from when.
  ///   - command: the command and its stage.
  ///   - contents: what else decides what the release holds.
  ///   - gates: what is accepted this once.
  init(
    _ setting: Setting, _ store: SnapshotStore, named command: String, contents: [String] = [],
    accepting gates: GateOptions
  ) {
    self.setting = setting
    self.store = store
    self.command = command
    self.contents = contents
    self.gates = gates
  }

  /// What identifies a run on these snapshots, and what its gates let through.
  ///
  /// - Throws: ``InputError`` or ``ConfigurationError``.
  func order(_ fetched: Fetched) throws -> LoadRun {
    var order = try LoadRun(
      snapshots: fetched.snapshots, configuration: setting.configuration,
      program: (try? sha256Hex(ofFile: HTMLWorkers.ownExecutable).sha256) ?? "",
      contents: ([command] + contents.sorted() + fetched.links.map(Self.digest)
        + fetched.withheld.map(Self.digest)
        + [try BoardJournal(state: setting.state).contents(besides: fetched.snapshots)])
        .filter { !$0.isEmpty }.joined(separator: " "))
    order.command = command
    order.started = setting.started
    order.began = setting.began
    order.libraries = Version.facts
    order.accepted = try gates.accepted
    for snapshot in fetched.snapshots {
      order.fetches[snapshot.sha256] = store.fetch(of: snapshot)
    }
    return order
  }

  private static func digest(_ copy: WithheldSnapshot) -> String {
    let day = copy.confirmedAt.prefix(10)
    return "withheld \(copy.snapshot.sourceID)/\(copy.snapshot.name),\(day),\(copy.maximumAgeDays)"
  }

  private static func digest(_ link: LinkCheck) -> String {
    "\(link.address)=\(link.state.rawValue),\(link.movedTo ?? ""),\(link.checkedAt)"
  }

  /// Whether the published release was made of these snapshots; says so.
  ///
  /// - Throws: the exit code, where something could not be read when it was made: it still cannot.
  func isUnchanged(_ fetched: Fetched) throws -> Bool {
    guard let release = try order(fetched).published(in: setting.state) else { return false }
    setting.say("nothing has changed since release \(release.number): \(release.databasePath)")
    let refused = try release.manifest()?.refused ?? []
    refused.forEach { setting.log.warning("\($0)") }
    try (refused.isEmpty ? ExitStatus.ok : .dataError).exitUnlessOK()
    return true
  }

  /// Whether the published release was made of the copies that had to take the place of files which
  /// could not be read, or without those that are too old to take it.
  func isPublished(_ intake: Intake) throws -> Bool {
    guard !intake.staleSince.isEmpty || !intake.fetched.withheld.isEmpty else { return false }
    return try order(intake.fetched).published(in: setting.state) != nil
  }

  /// Puts exports beside the database and pages, publishes, and says what a person should know.
  ///
  /// - Parameters:
  ///   - draft: what `load` made.
  ///   - intake: what it was made of.
  ///   - pages: what `brief` wrote into it.
  /// - Throws: ``LoadError`` or ``ExportError``; what was published before stays published then.
  func publish(_ draft: Draft, of intake: Intake, _ pages: [String] = []) throws {
    var draft = draft
    try draft.release.writeExports()
    draft.manifest.describe(intake)
    let release = try draft.publish()
    try keep(intake.records)
    report(draft.manifest)
    setting.say("release \(release.number): \(release.databasePath), \(pages.count) pages")
  }

  /// Keeps the readings that counted for the first time, and says which pages a person should see.
  private func keep(_ records: Records) throws {
    try BoardJournal(state: setting.state).append(records.newlyAccepted)
    let waiting = records.boardPages.filter { $0.decision == .review }.map(\.areaCode)
    if !waiting.isEmpty {
      setting.log.warning(
        "\(waiting.count) boards' pages want a person's eye: \(waiting.joined(separator: ", ")). What was confirmed before stays; see `pipeline review`."
      )
    }
  }

  /// Warns of what the gates let through.
  private func report(_ manifest: ReleaseManifest) {
    manifest.warnings.forEach { setting.log.warning("\($0)") }
    for result in manifest.gates where [.warned, .accepted].contains(result.outcome) {
      setting.log.log(
        level: result.gate == .freshness ? .info : .warning, "\(result.sentence)",
        metadata: ["gate": "\(result.gate.rawValue)"])
    }
  }
}

extension ReleaseManifest {
  /// Takes in how the files were that the release was made from, and the status of the run.
  fileprivate mutating func describe(_ intake: Intake) {
    refused = intake.refused
    run.exitCode = Int(intake.status.rawValue)
    for index in snapshots.indices {
      snapshots[index].staleSince = intake.staleSince[snapshots[index].sha256]
    }
  }
}
