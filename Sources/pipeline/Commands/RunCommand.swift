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
      rename takes it over. A source that cannot be reached is left as it was held last.

      Examples:
        pipeline run
        pipeline run --offline --input fingertips='downloads/*.csv.gz'
        pipeline run --until load --quiet
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var inputs: InputOptions

  @Option(help: "Stop after this stage: fetch, transform, load, assess or brief.")
  var until: Stage = .brief

  @Option(
    name: .customLong("area"),
    help: ArgumentHelp(
      "Write the briefing of this area only (repeatable; default: every upper-tier authority"
        + " that has figures).", valueName: "area"))
  var areas: [String] = []

  func run() throws {
    let setting = try Setting(common, stage: "run")
    try setting.alone { store in try run(setting, store) }
  }

  private func run(_ setting: Setting, _ store: SnapshotStore) throws {
    let fetched = try fetch(try setting.plan(inputs), into: store)
    setting.report(fetched)
    try setting.refuseNothing(fetched)
    guard until > .fetch else { return try finish(fetched) }

    let records = try transform(
      fetched.snapshots, of: setting.sources, using: setting.configuration)
    setting.report(records)
    guard until > .transform else { return try finish(fetched, records) }

    let assessments = until > .load ? assess(records) : []
    let draft = try load(records, judged: assessments, into: setting.state)
    let pages = try until > .assess ? brief(chosenAreas(records), from: draft) : []

    let release = try draft.publish()
    setting.say("release \(release.number): \(release.databasePath), \(pages.count) pages")
    try finish(fetched, records)
  }

  private func chosenAreas(_ records: Records) throws -> [String] {
    if areas.isEmpty { return records.areasToBrief }
    return try areas.map { try records.gazetteer.resolve($0).code }
  }

  /// The release holds what could be had; the status says whether that is everything.
  private func finish(_ fetched: Fetched, _ records: Records? = nil) throws {
    let refused = records.map { !$0.failures.isEmpty } ?? false
    try (refused ? ExitStatus.dataError : ExitStatus.worst(of: fetched.reports)).exitUnlessOK()
  }
}

/// The stages of a run in their order.
enum Stage: String, CaseIterable, ExpressibleByArgument, Comparable {
  case fetch, transform, load, assess, brief

  static func < (left: Stage, right: Stage) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}
