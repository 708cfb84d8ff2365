import ArgumentParser

/// `bench`: makes the files that speed is measured on and tells what was measured.
@main
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Makes files to measure with, measures the fetch, and a table of what was measured.",
    discussion: "See docs/performance.md; scripts/bench does everything in one go.",
    subcommands: [
      GenerateCommand.self, ReportCommand.self, ReadsCommand.self, FetchBenchCommand.self,
      PagesCommand.self, HTMLCommand.self,
    ])
}
