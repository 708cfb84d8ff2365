import ArgumentParser

/// The command as a whole: its name, its help and its subcommands.
struct Pipeline: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pipeline",
    abstract: "Local health data for people who write area briefings in England.",
    discussion: """
      Fetches public health profiles, normalises them, loads them into one SQLite database beside \
      the boards' priorities and the guidance catalogue, and writes area briefings.

      Start with: pipeline run
      Then:       pipeline brief Nottingham

      Exit status: 0 done or nothing to do; 64 wrong use; 65 content refused; 66 no input; \
      69 a source has moved; 70 a fault of the program; 73, 74 disk; 75 try again later; \
      76 protocol; 77 permission; 78 configuration.
      """,
    subcommands: [
      RunCommand.self, FetchCommand.self, TransformCommand.self, LoadCommand.self,
      BriefCommand.self, AreasCommand.self, StatusCommand.self, AuditCommand.self,
      ExtractCommand.self, ParseHTMLCommand.self,
    ])
}
