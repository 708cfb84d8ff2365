import ArgumentParser
import Fetch
import Transform

/// `pipeline transform`: say what would be loaded, without touching the database.
struct TransformCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "transform",
    abstract: "Read the held snapshots and say what would be loaded, with every rejected row.",
    discussion: "Nothing is fetched and nothing is published.")

  @OptionGroup var common: CommonOptions

  func run() throws {
    let setting = try Setting(common, stage: "transform")
    let records = try setting.alone { store in
      let fetched = try setting.held(in: store)
      try setting.refuseNothing(fetched)
      return try transform(fetched.snapshots, of: setting.sources, using: setting.configuration)
    }
    LoadReport.lines(records).forEach(setting.say)
    LoadReport.problems(records, atMost: .max).forEach(Console.complain)
    try (records.failures.isEmpty ? ExitStatus.ok : .dataError).exitUnlessOK()
  }
}
