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
    version: Version.text,
    subcommands: [
      RunCommand.self, FetchCommand.self, TransformCommand.self, LoadCommand.self,
      BriefCommand.self, SiteCommand.self, ServeCommand.self, AreasCommand.self,
      PrioritiesCommand.self, ReviewCommand.self,
      GuidanceCommand.self, GlossaryCommand.self, StatusCommand.self, DoctorCommand.self,
      SnapshotsCommand.self, AuditCommand.self, TraceCommand.self, ChangesCommand.self,
      ReleasesCommand.self, RollbackCommand.self, VerifyCommand.self, SearchCommand.self,
      SQLCommand.self, ExportCommand.self, ExtractCommand.self, ParseHTMLCommand.self,
    ])
}
