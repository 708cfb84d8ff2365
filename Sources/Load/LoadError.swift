#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Why a release could not be made or opened.
public struct LoadError: Error, Equatable, Sendable, CustomStringConvertible {
  public enum Cause: Equatable, Sendable {
    case sqlite(code: Int32, message: String)
    case newerVersion(Int, known: Int)
    case failedCheck(String)
    case nothingPublished
    case notOurFolder
    case system(errno: Int32, doing: String)
    /// The disk or the user's share of it is full; with the bytes that were still to be written,
    /// where that is known.
    case noSpace(errno: Int32, bytesNeeded: Int?)
    case locked(holder: String)
    case damaged(String)
    case blocked([GateResult])
    case nothingToRollBackTo
    case noSuchRelease(String)
  }

  public let cause: Cause
  public let path: String

  init(_ cause: Cause, path: String) {
    self.cause = cause
    self.path = path
  }

  /// The error of a system call that has just failed.
  ///
  /// - Parameters:
  ///   - code: its `errno`.
  ///   - doing: what was being done.
  ///   - path: to what.
  ///   - bytesNeeded: how many bytes were still to be written, for a call that writes.
  /// - Returns: the error.
  static func system(
    _ code: Int32, _ doing: String, _ path: String, bytesNeeded: Int? = nil
  ) -> LoadError {
    let isFull = code == ENOSPC || code == EDQUOT
    return LoadError(
      isFull
        ? .noSpace(errno: code, bytesNeeded: bytesNeeded) : .system(errno: code, doing: doing),
      path: path)
  }

  /// Whether the machine failed rather than what it was to read: nothing can be said of that then.
  public var isOfTheMachine: Bool {
    switch cause {
    case .system, .noSpace: true
    case .sqlite(let code, _): Database.isOfTheMachine(code)
    default: false
    }
  }

  /// Whether trying again later may help.
  public var isTemporary: Bool {
    if case .locked = cause { return true }
    return false
  }

  public var description: String {
    switch cause {
    case .sqlite(let code, let message):
      "\(path): SQLite says “\(message)” (\(code)). What was published before is unchanged."
    case .newerVersion(let version, let known):
      "\(path): written by a newer program (schema \(version), this one knows \(known))."
        + " Install that version, or give another --state folder."
    case .failedCheck(let problem):
      "\(path): the new database failed its check (\(problem)) and was not published."
    case .nothingPublished:
      "\(path): nothing is published here yet. Run `pipeline run` first."
    case .notOurFolder:
      "\(path): is a folder where the link to the current release should be. Move it away."
    case .system(let errno, let doing):
      "\(path): \(doing) failed (\(Self.words(errno))). What was published before is unchanged."
    case .noSpace(let errno, let bytesNeeded):
      "\(errno == EDQUOT ? "the quota is used up" : "no space left"): \(path) needs"
        + " \(bytesNeeded.map { "\($0) bytes more" } ?? "more room")."
        + " What was published before is unchanged; make room and run again."
    case .damaged(let problem):
      "\(path): is not what was published (\(problem)). Run `pipeline verify` to see all of it."
    case .blocked(let results):
      Self.lines(results, path).joined(separator: " ")
    case .nothingToRollBackTo:
      "\(path): no older release is kept, so there is nothing to roll back to."
    case .noSuchRelease(let name):
      "\(path): no release “\(name)” is kept. See `pipeline releases`."
    case .locked(let holder):
      "\(path): another run is at work (\(holder)). Nothing was done; try again when it has ended."
    }
  }

  /// What the system calls an error.
  static func words(_ errno: Int32) -> String { String(cString: strerror(errno)) }

  /// The description, line by line where it is long.
  public var lines: [String] {
    if case .blocked(let results) = cause { return Self.lines(results, path) }
    return [description]
  }

  private static func lines(_ results: [GateResult], _ path: String) -> [String] {
    ["\(path): the new release was not published; what was published before stays."]
      + results.map { $0.sentence + "." } + [wayPast(results)]
  }

  private static func wayPast(_ results: [GateResult]) -> String {
    let example = results.first.map { result in
      result.gate.rawValue + (result.scope.map { ":\($0)" } ?? "")
    }
    return "Look at the rows first. If the publisher meant it, run again with"
      + " --accept \(example ?? "GATE") --reason \"why\"."
  }
}
