import ArgumentParser
import Fetch
import Load
import Transform

/// `pipeline load`: make a release of the snapshots that are held.
struct LoadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load",
    abstract: "Load the held snapshots into a new database and publish it.",
    discussion: """
      Nothing is fetched. The database is made anew, checked, and takes the place of the one \
      before in one step; readers that have the old one open keep it.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gates: GateOptions

  func run() throws {
    try Work(stage: "load", options: common).perform { setting in
      try setting.alone { store in try run(setting, store) }
    }
  }

  private func run(_ setting: Setting, _ store: SnapshotStore) throws {
    let fetched = try setting.held(in: store)
    try setting.refuseNothing(fetched)
    if let release = try order(fetched, fetched.snapshots, setting, store).published(
      in: setting.state)
    {
      return try setting.report(unchanged: release).exitUnlessOK()
    }
    let intake = try transform(fetched, under: setting, from: store)
    setting.report(intake)
    let status = intake.refused.isEmpty ? ExitStatus.ok : .dataError
    let wanted = try order(fetched, intake.snapshots, setting, store)
    if try wanted.published(in: setting.state) != nil { return try status.exitUnlessOK() }
    var draft = try load(
      intake.records, judged: assess(intake.records), into: setting.state, as: wanted)
    try draft.release.writeExports()
    draft.manifest.describe(intake, status: status)
    let release = try draft.publish()
    try setting.keep(intake.records)
    setting.report(draft.manifest)
    setting.say("release \(release.number): \(release.databasePath)")
    try status.exitUnlessOK()
  }

  private func order(
    _ fetched: Fetched, _ snapshots: [Snapshot], _ setting: Setting, _ store: SnapshotStore
  ) throws -> LoadRun {
    try setting.order(
      snapshots, links: fetched.links, from: store, named: "load", accepting: gates)
  }
}
