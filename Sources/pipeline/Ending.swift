import ArgumentParser
import Load
import Logging

/// How a command that works on the state folder ends when not all went well: the last line of its
/// log says what is published, how old it is and what to do.
struct Ending {
  let status: Int32
  let result: String
  let next: String

  /// A run that came to its end without all of its sources, or did not come to its end.
  init(_ status: ExitStatus, isComplete: Bool, next: String? = nil) {
    self.status = status.rawValue
    result = isComplete ? "incomplete" : status.result
    self.next = next ?? status.nextStep
  }

  /// A run that a signal stopped.
  init(signal: Int32) {
    status = 128 + signal
    result = "stopped"
    next = "run it again"
  }

  /// Such as `result=blocked exit=65 published=2026-11-15 age=7d next="…"`.
  func line(_ published: Published, as format: LogFormat) -> String {
    switch format {
    case .text:
      let age = published.ageDays.map { "\($0)d" } ?? "-"
      return "result=\(result) exit=\(status) published=\(published.day ?? "none") age=\(age)"
        + " next=\(LogLine.quoted(next))"
    case .json:
      return JSONText.line(
        LastLine(
          result: result, exit: status, published: published.day, ageDays: published.ageDays,
          next: next, run: RunID.current))
    }
  }

  private struct LastLine: Encodable {
    let result: String
    let exit: Int32
    let published: String?
    let ageDays: Int?
    let next: String
    let run: String
  }
}

extension ExitStatus {
  /// What became of the run, in a word.
  var result: String {
    switch self {
    case .ok: "done"
    case .dataError: "blocked"
    case .temporary: "postponed"
    default: "failed"
    }
  }

  /// What a person can do about it, in a few words.
  var nextStep: String {
    switch self {
    case .ok: "nothing"
    case .usage: "correct the command; see pipeline help"
    case .dataError: "look at what was refused above; mend it at its source or in the configuration"
    case .noInput: "give files with --input, or run without --offline"
    case .unavailable: "look for the source's new address and put it into the configuration"
    case .software: "report this as a fault of the program, with the lines above"
    case .systemError: "free memory and processes, then run again"
    case .cannotCreate: "make the state folder writable, or name another with --state"
    case .inputOutput: "make room on the disk, or check it, then run again"
    case .temporary: "nothing unless this repeats; the next run tries again"
    case .protocol: "look at what the source sends; nothing of it was used"
    case .noPermission: "give this user access to the files named above"
    case .configuration: "correct the configuration, or install the newer version"
    }
  }

  /// The name in `sysexits.h`.
  var name: String {
    switch self {
    case .ok: "OK"
    case .usage: "USAGE"
    case .dataError: "DATAERR"
    case .noInput: "NOINPUT"
    case .unavailable: "UNAVAILABLE"
    case .software: "SOFTWARE"
    case .systemError: "OSERR"
    case .cannotCreate: "CANTCREAT"
    case .inputOutput: "IOERR"
    case .temporary: "TEMPFAIL"
    case .protocol: "PROTOCOL"
    case .noPermission: "NOPERM"
    case .configuration: "CONFIG"
    }
  }
}
