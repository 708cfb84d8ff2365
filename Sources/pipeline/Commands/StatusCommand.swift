import ArgumentParser
import Fetch

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `pipeline status`: how the pipeline is doing, for a person, a program or a monitor.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say what is held, what is published, how old it is and what needs looking at.",
    discussion: """
      Ends with status 0 when all is well and 1 when something needs looking at: nothing is \
      published, for more than --max-age days no run has published or found the release up to \
      date, the last run failed, a source has failed three times in a row, or less than 512 MB of \
      disk are free. Nothing is fetched and nothing is changed.
      """)

  @OptionGroup var common: CommonOptions

  @Flag(help: "Print one JSON object.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "Write metrics for the text file collector of Prometheus' node exporter, in one step.",
      valueName: "file"))
  var prometheus: String?

  @Option(
    name: .customLong("max-age"),
    help: ArgumentHelp(
      "For how many days the release may be neither published nor found up to date by a run.",
      valueName: "days"))
  var maximumAgeDays = 8

  func run() throws {
    let health = try Health(
      of: common.state, sources: Sources(try common.configuration), maximumAgeDays: maximumAgeDays)
    if let prometheus {
      try Data(health.metrics.utf8).write(to: URL(filePath: prometheus), options: .atomic)
    }
    if json {
      Console.say(JSONText.line(health))
    } else if !common.quiet {
      health.lines.map(Console.printable).forEach(Console.say)
    }
    if !health.problems.isEmpty { throw ExitCode(1) }
  }
}
