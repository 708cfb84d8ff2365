import ArgumentParser
import Fetch
import Logging

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Options of every command.
struct CommonOptions: ParsableArguments {
  @Option(
    name: .customLong("state"),
    help: ArgumentHelp(
      "The folder that holds snapshots and releases (default: $PIPELINE_STATE or ./state).",
      valueName: "dir"))
  var stateFolder: String?

  @Option(
    help: ArgumentHelp(
      "A pipeline.yaml to use in place of the built-in one; themes.yaml, guidance.yaml and the"
        + " others are read from the same folder where they exist.", valueName: "file"))
  var config: String?

  @Flag(help: "Say nothing unless something is wrong.")
  var quiet = false

  @Flag(help: "Say what is being done.")
  var verbose = false

  @Option(
    name: .customLong("log-format"), help: "How events are written on standard error: text or json."
  )
  var logFormat: LogFormat = .text

  var state: String {
    stateFolder ?? ProcessInfo.processInfo.environment["PIPELINE_STATE"] ?? "./state"
  }

  var configuration: ConfigurationFolder {
    get throws { try ConfigurationFolder(mainFile: config) }
  }

  /// The log of this command.
  func log(stage: String) -> Logger {
    let level: Logger.Level = verbose ? .info : .warning
    var logger = Logger(label: "pipeline") { _ in
      LineLogHandler(level: level, format: logFormat)
    }
    logger[metadataKey: "stage"] = "\(stage)"
    return logger
  }
}

/// Options of the commands that take data in.
struct InputOptions: ParsableArguments {
  @Flag(help: "Fetch nothing; work with the snapshots that are held.")
  var offline = false

  @Option(help: ArgumentHelp("Only this source (repeatable).", valueName: "source"))
  var only: [String] = []

  @Option(
    help: ArgumentHelp(
      "Take local files as a source's snapshots in place of fetching: SOURCE=PATH, where the path"
        + " is a file, a folder or a pattern, plain or .gz (repeatable). Of two files that give a"
        + " figure the later wins.", valueName: "source=path"))
  var input: [String] = []
}

extension LogFormat: ExpressibleByArgument {}

/// Wrong use of the command, or nothing to work on.
struct InputError: Error, CustomStringConvertible {
  let status: ExitStatus
  let description: String
}
