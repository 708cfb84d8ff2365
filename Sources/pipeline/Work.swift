import ArgumentParser
import Load
import Logging

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A command's work on the state folder from its beginning to its last word: it can be stopped, its
/// failure is told in at most twenty lines, recorded, and passed on to whoever is to be notified.
struct Work {
  let stage: String
  let options: CommonOptions
  /// nil for commands that notify nobody.
  var notification: Notification?

  /// Does the work.
  ///
  /// - Throws: the exit code of a failure about which everything has been said.
  func perform(_ body: (Setting) throws -> Void) throws {
    let lines = options.logLines
    let log = options.log(stage: stage, to: lines)
    StopSignals.watch(state: options.state, format: options.logFormat)
    let started = Date()
    do {
      try body(Setting(options, log: log))
      record(.ok, "done", since: started)
    } catch {
      let ending = self.ending(of: error, log)
      if !isLocked(error) {
        let status = ExitStatus(rawValue: ending.status) ?? .software
        record(status, ending.result, since: started)
      }
      say(ending, lines)
      throw ExitCode(ending.status)
    }
  }

  /// Logs an error that has not been told yet.
  private func ending(of error: any Error, _ log: Logger) -> Ending {
    if let code = error as? ExitCode {
      return Ending(ExitStatus(rawValue: code.rawValue) ?? .software, isComplete: true)
    }
    let status = ExitStatus(error)
    let lines = (error as? LoadError)?.lines ?? [ExitStatus.sentence(of: error)]
    for (index, line) in lines.enumerated() {
      log.log(
        level: index == 0 ? .error : .warning, "\(line)", metadata: ["code": "\(status.name)"])
    }
    return Ending(status, isComplete: false)
  }

  /// A run that could not begin because another is at work leaves no record.
  private func isLocked(_ error: any Error) -> Bool {
    if case .locked? = (error as? LoadError)?.cause { return true }
    return false
  }

  private func record(_ status: ExitStatus, _ result: String, since started: Date) {
    guard stage == "run" else { return }
    RunRecord(
      run: RunID.current, started: started, ended: Date(), exit: status.rawValue, result: result
    ).append(in: options.state)
  }

  /// A failure that passes by itself is not worth a mail before it has come a few times in a row.
  private func say(_ ending: Ending, _ lines: LogLines) {
    let failures = RunRecord.failuresInARow(in: options.state)
    let line = ending.line(Published(in: options.state), as: options.logFormat)
    let isPassing = ending.status == ExitStatus.temporary.rawValue
    if !(options.quiet && isPassing && failures < RunRecord.passingFailuresBeforeMail) {
      lines.release()
      sayWithheld(lines.withheldCount)
      Console.log(line)
    }
    notification?.send(line, ending, failuresInARow: failures)
  }

  private func sayWithheld(_ count: Int) {
    guard count > 0 else { return }
    let line = LogLine(
      time: Date().formatted(.iso8601), level: .warning,
      message: "\(count) more lines like these; all are said with --verbose",
      fields: ["run": RunID.current, "stage": stage])
    Console.log(line.text(options.logFormat))
  }
}
