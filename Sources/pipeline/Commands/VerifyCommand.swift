import ArgumentParser
import Load

/// `pipeline verify`: check a release from end to end.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check the files, pages and references of a release.",
    discussion: """
      Every file is compared with its SHA-256; no file may be missing or added; the database passes \
      SQLite's full integrity check and its foreign-key check. Status 65 when something is wrong; \
      71 or 74 when memory or the disk failed, so that nothing can be said of the release.
      """)

  @OptionGroup var common: CommonOptions

  @Flag(help: "Check all releases that are kept, not the current one alone.")
  var all = false

  func run() throws {
    let current = try Release.current(in: common.state)
    var status = ExitStatus.ok
    for release in all ? Release.all(in: common.state) : [current] {
      let problems = try release.verify()
      problems.forEach { Console.complain("release \(release.name): \($0)") }
      if !problems.isEmpty { status = .dataError }
      if problems.isEmpty, !common.quiet {
        Console.say("release \(release.name): every file, page and reference is as published")
      }
    }
    try status.exitUnlessOK()
  }
}
