import ArgumentParser
import Fetch
import Load
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
  func log(stage: String, to lines: LogLines) -> Logger {
    let level: Logger.Level = verbose ? .info : .warning
    var logger = Logger(label: "pipeline") { _ in
      LineLogHandler(level: level, format: logFormat, lines: lines)
    }
    logger[metadataKey: "run"] = "\(RunID.current)"
    logger[metadataKey: "stage"] = "\(stage)"
    return logger
  }

  /// Where the lines of the log go: in quiet mode nowhere unless the command fails.
  var logLines: LogLines {
    LogLines(isHeld: quiet && !verbose, most: verbose ? .max : LogLines.mostLines)
  }
}

/// Options of the commands that take data in.
struct InputOptions: ParsableArguments {
  @Flag(help: "Fetch nothing; work with the snapshots that are held.")
  var offline = false

  @Flag(help: "Ask for everything, however lately it was confirmed.")
  var again = false

  @Option(
    help: ArgumentHelp(
      "Ask only this source; the others stay as held (repeatable).", valueName: "source"))
  var only: [String] = []

  @Option(
    help: ArgumentHelp(
      "Take local files as a source's snapshots in place of fetching: SOURCE=PATH, where the path"
        + " is a file, a folder or a pattern, plain or .gz (repeatable). Of two files that give a"
        + " figure the later wins.", valueName: "source=path"))
  var input: [String] = []
}

/// Options of the commands that publish.
struct GateOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Let this gate through, this once (repeatable); the scope is what the gate named: an"
        + " indicator, an area, a source.", valueName: "gate[:scope]"))
  var accept: [String] = []

  @Option(help: "Why; it is recorded in the release's manifest.")
  var reason: String?

  /// - Throws: ``InputError`` for a gate that does not exist or an acceptance without a reason.
  var accepted: [Acceptance] {
    get throws {
      guard !accept.isEmpty else { return [] }
      guard let reason, !reason.isEmpty else {
        throw InputError(status: .usage, description: "--accept needs --reason \"why\".")
      }
      return try accept.map { text in
        if let acceptance = Acceptance(text, reason: reason) { return acceptance }
        let known = Gate.allCases.map(\.rawValue).joined(separator: ", ")
        throw InputError(
          status: .usage, description: "--accept \(text): no such gate; known: \(known).")
      }
    }
  }
}

extension LogFormat: ExpressibleByArgument {}

/// Wrong use of the command, or nothing to work on.
struct InputError: Error, CustomStringConvertible {
  let status: ExitStatus
  let description: String
}
