import ArgumentParser

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whom to tell when a run fails.
struct Notification: ParsableArguments {
  @Option(
    name: .customLong("notify"),
    help: ArgumentHelp(
      "Run this shell command when the run fails. It gets the last line of the log on standard"
        + " input, and PIPELINE_EXIT, PIPELINE_RESULT and PIPELINE_FAILURES in its environment.",
      valueName: "command"))
  var command: String?

  @Option(
    name: .customLong("notify-after"),
    help: ArgumentHelp("Only from so many failures in a row on.", valueName: "n"))
  var failuresBefore = 1

  func validate() throws {
    if failuresBefore < 1 { throw ValidationError("--notify-after must be 1 or more.") }
  }

  /// Runs the command and waits for it. That it fails itself is said and changes nothing else.
  func send(_ line: String, _ ending: Ending, failuresInARow: Int) {
    guard let command, failuresInARow >= failuresBefore else { return }
    setenv("PIPELINE_EXIT", "\(ending.status)", 1)
    setenv("PIPELINE_RESULT", ending.result, 1)
    setenv("PIPELINE_FAILURES", "\(failuresInARow)", 1)
    guard let pipe = popen(command, "w") else {
      return Console.complain("--notify: the command could not be started.")
    }
    fputs(line + "\n", pipe)
    if pclose(pipe) != 0 { Console.complain("--notify: the command ended with a failure.") }
  }
}
