import ArgumentParser
import Load

/// `pipeline rollback`: make an older release current again.
struct RollbackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollback",
    abstract: "Make the release before, or the one named, current again.",
    discussion: """
      The release is checked first, then one rename takes it over. The release that was current \
      stays in place until three newer ones are kept. The next run compares with the release that \
      is current then.

      Examples:
        pipeline rollback
        pipeline rollback 3
      """)

  @OptionGroup var common: CommonOptions

  @Argument(
    help: ArgumentHelp("The release, by number or folder; see `pipeline releases`."))
  var release: String?

  func run() throws {
    let setting = try Setting(common, stage: "rollback")
    try setting.alone { _ in
      let now = try Release.rollBack(to: release, in: setting.state)
      setting.say("release \(now.number) is current: \(now.databasePath)")
    }
  }
}
