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

  func run() throws {
    let setting = try Setting(common, stage: "load")
    try setting.alone { store in
      let fetched = try setting.held(in: store)
      try setting.refuseNothing(fetched)
      let records = try transform(
        fetched.snapshots, of: setting.sources, using: setting.configuration)
      setting.report(records)
      let release = try load(records, judged: assess(records), into: setting.state)
        .publish()
      setting.say("release \(release.number): \(release.databasePath)")
      try (records.failures.isEmpty ? ExitStatus.ok : .dataError).exitUnlessOK()
    }
  }
}
