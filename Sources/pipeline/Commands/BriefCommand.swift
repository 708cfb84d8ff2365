public import ArgumentParser
public import Brief
import Fetch
import Load
import Transform

/// `pipeline brief AREA`: write the briefing of an area.
struct BriefCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "brief",
    abstract: "Write the briefing of an area from the published release.",
    discussion: """
      AREA is a code, a name, an alias or a former code: E06000018, Nottingham, "Kingston upon \
      Hull", "st helens". Quote a name of several words.

      Examples:
        pipeline brief Nottingham
        pipeline brief Barnsley Somerset --out .
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp("The area or areas to brief on.", valueName: "area"))
  var areas: [String]

  @Option(
    help: ArgumentHelp("Write into this folder in place of the release's own.", valueName: "dir"))
  var out: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("html, md or both (default: both).", valueName: "format"))
  var format: [BriefingFormat] = BriefingFormat.allCases

  func run() throws {
    let gazetteer = try Gazetteer(try common.configuration)
    let codes = try areas.map { try gazetteer.resolve($0).code }
    let release = try Release.current(in: common.state)
    for file in try brief(codes, from: release, into: out, as: format) {
      if !common.quiet { Console.say(file) }
    }
  }
}

extension BriefingFormat: ExpressibleByArgument {}
