import ArgumentParser
import Fetch
import Load

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `pipeline doctor`: is everything there that a run needs?
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check libraries, configuration, state folder, disk, clock, database and sources.",
    discussion: """
      Prints one line a check, with what to do about each that fails, and ends with status 0 when \
      all pass, else with the status a run would have ended with. Each source's host is asked once, \
      unless --offline is given; nothing is kept.
      """)

  @OptionGroup var common: CommonOptions

  @Flag(help: "Do not ask whether the sources can be reached.")
  var offline = false

  func run() throws {
    let checks = Examination(state: common.state, isOffline: offline).checks {
      try common.configuration
    }
    for check in checks where !(common.quiet && check.status == .ok) {
      Console.say(Console.printable(check.line))
    }
    try (checks.first { $0.status != .ok }?.status ?? .ok).exitUnlessOK()
  }
}
