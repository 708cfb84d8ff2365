import ArgumentParser
import Brief
import Fetch
import Load
import Transform

/// `pipeline run`: the whole line, from the publishers to the pages.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Fetch, transform, load and brief, and publish the result as a new release.",
    discussion: """
      What was published before stays in place, whole, until the new release is ready; then one \
      rename takes it over. Where nothing has changed nothing is published. A release that differs \
      too much from the one before is blocked by a gate, which says what it measured. A source that cannot be reached is left as it was held last.

      Examples:
        pipeline run
        pipeline run --offline --input fingertips='downloads/*.csv.gz'
        pipeline run --until load --quiet
        pipeline run --accept vanished:92443 --reason "withdrawn by the publisher in May"
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var inputs: InputOptions
  @OptionGroup var gates: GateOptions

  @OptionGroup var notification: Notification

  @Option(help: "Stop after this stage: fetch, transform, load, assess or brief.")
  var until: Stage = .brief

  @Option(
    name: .customLong("area"),
    help: ArgumentHelp(
      "Write the briefing of this area only (repeatable; default: every upper-tier authority"
        + " that has figures).", valueName: "area"))
  var areas: [String] = []

  func run() throws {
    try Work(stage: "run", options: common, notification: notification).perform { setting in
      try setting.alone { store in try run(setting, store) }
    }
  }

  private func run(_ setting: Setting, _ store: SnapshotStore) throws {
    let fetched = try setting.fetchWatched(try setting.plan(inputs), into: store)
    try setting.refuseNothing(fetched)
    guard until > .fetch else { return try finish(fetched) }
    if let release = try published(fetched, fetched.snapshots, setting, store) {
      return try finish(fetched, unchanged: release, setting)
    }

    let intake = try transform(fetched, under: setting, from: store)
    setting.report(intake)
    guard until > .transform else { return try finish(fetched, intake) }
    if !intake.staleSince.isEmpty, try published(fetched, intake.snapshots, setting, store) != nil {
      return try finish(fetched, intake)
    }

    let records = intake.records
    let assessments = until > .load ? assess(records) : []
    var draft = try load(
      records, judged: assessments, into: setting.state,
      as: order(fetched, intake.snapshots, setting, store))
    try draft.release.writeExports()
    let pages =
      try until > .assess ? brief(chosenAreas(records, draft.release), from: draft.release) : []

    draft.manifest.describe(intake, status: status(fetched, intake))
    let release = try draft.publish()
    try setting.keep(records)
    setting.report(draft.manifest)
    setting.say("release \(release.number): \(release.databasePath), \(pages.count) pages")
    try finish(fetched, intake)
  }

  private func order(
    _ fetched: Fetched, _ snapshots: [Snapshot], _ setting: Setting, _ store: SnapshotStore
  ) throws -> LoadRun {
    try setting.order(
      snapshots, links: fetched.links, from: store, named: "run --until \(until)",
      contents: areas, accepting: gates)
  }

  /// The published release, when these snapshots would make the same again.
  private func published(
    _ fetched: Fetched, _ snapshots: [Snapshot], _ setting: Setting, _ store: SnapshotStore
  ) throws -> Release? {
    guard until > .transform else { return nil }
    return try order(fetched, snapshots, setting, store).published(in: setting.state)
  }

  private func chosenAreas(_ records: Records, _ draft: Release) throws -> [String] {
    if areas.isEmpty { return try areasToBrief(in: Database(readOnly: draft.databasePath)) }
    return try areas.map { try records.gazetteer.resolve($0).code }
  }

  private func finish(_ fetched: Fetched, _ intake: Intake? = nil) throws {
    try status(fetched, intake).exitUnlessOK()
  }

  /// The release holds what could be had; the status says whether that is everything.
  private func status(_ fetched: Fetched, _ intake: Intake?) -> ExitStatus {
    let refused = intake.map { !$0.refused.isEmpty } ?? false
    return refused ? .dataError : .worst(of: fetched.reports)
  }

  /// Nothing is published; what could not be read last time still cannot.
  private func finish(_ fetched: Fetched, unchanged release: Release, _ setting: Setting) throws {
    try setting.report(unchanged: release).exitUnlessOK()
    try finish(fetched)
  }
}

/// The stages of a run in their order.
enum Stage: String, CaseIterable, ExpressibleByArgument, Comparable {
  case fetch, transform, load, assess, brief

  static func < (left: Stage, right: Stage) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}
