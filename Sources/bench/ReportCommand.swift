import ArgumentParser

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `bench report`: one Markdown table from the results of many rounds.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Print the table of times and ratios from files that hyperfine wrote.")

  @Option(help: "The command that the others are compared with.")
  var baseline = "sqlite3 .import"

  @Option(help: "A file of lines “command, size, kilobytes”, set apart by tabs.")
  var memory: String?

  @Argument(help: "Files of `hyperfine --export-json`, of any number of rounds.")
  var files: [String]

  func run() throws {
    var measurements = Measurements()
    for file in files { try measurements.add(try Data(contentsOf: URL(filePath: file))) }
    if let memory {
      measurements.addMemory(try String(contentsOfFile: memory, encoding: .utf8))
    }
    print(measurements.table(baseline: baseline))
  }
}
