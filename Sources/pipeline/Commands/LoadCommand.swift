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
    let making = ReleaseMaking(setting, store, named: "load", accepting: gates)
    let fetched = try setting.held(in: store)
    if try making.isUnchanged(fetched) { return try fetched.endRun() }
    let intake = try transform(fetched, under: setting, from: store)
    if try making.isPublished(intake) { return try intake.endRun() }
    let draft = try load(
      intake.records, judged: assess(intake.records), into: setting.state,
      as: making.order(intake.fetched))
    try making.publish(draft, of: intake)
    try intake.endRun()
  }
}
