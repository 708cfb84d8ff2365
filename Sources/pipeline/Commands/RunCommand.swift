import ArgumentParser
import Brief
import Fetch
import Load
import Logging
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
    let making = ReleaseMaking(
      setting, store, named: "run --until \(until)", contents: areas, accepting: gates)
    let fetched = try fetch(setting.plan(inputs), under: setting, into: store)
    if try until == .fetch || making.isUnchanged(fetched) { return try fetched.endRun() }

    let intake = try transform(fetched, under: setting, from: store)
    if try until == .transform || making.isPublished(intake) { return try intake.endRun() }

    let records = intake.records
    let assessments = until == .load ? [] : assess(records)
    let draft = try load(
      records, judged: assessments, into: setting.state, as: making.order(intake.fetched))
    let pages =
      until < .brief
      ? []
      : try brief(
        chosenAreas(records, draft.release, setting), from: draft.release, after: draft.before)

    try making.publish(draft, of: intake, pages)
    try intake.endRun()
  }

  private func chosenAreas(_ records: Records, _ draft: Release, _ setting: Setting) throws
    -> [String]
  {
    if areas.isEmpty {
      let every = try areasToBrief(in: Database(readOnly: draft.databasePath))
      every.sentence.map { setting.log.notice("\($0)") }
      return every.codes
    }
    return try areas.map { try records.gazetteer.resolve($0).code }
  }
}

/// The stages of a run in their order.
enum Stage: String, CaseIterable, ExpressibleByArgument, Comparable {
  case fetch, transform, load, assess, brief

  static func < (left: Stage, right: Stage) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}
