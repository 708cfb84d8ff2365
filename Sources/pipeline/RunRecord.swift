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

/// One line of `runs.jsonl` in the state folder: how a run went, whether or not it published.
struct RunRecord: Codable {
  /// A failure that passes by itself is mailed from this many in a row on.
  static let passingFailuresBeforeMail = 3

  let run: String
  let started: String
  let ended: String
  let exit: Int32
  let result: String

  init(run: String, started: Date, ended: Date, exit: Int32, result: String) {
    self.run = run
    self.started = started.formatted(.iso8601)
    self.ended = ended.formatted(.iso8601)
    self.exit = exit
    self.result = result
  }

  /// Adds the line. That it could not be written, as on a full disk, is no second failure.
  func append(in state: String) {
    let descriptor = open(Self.path(in: state), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    // The line end comes first too, so that a line that a crash cut short stands alone.
    let bytes = Array("\n\(JSONText.line(self))\n".utf8)
    _ = write(descriptor, bytes, bytes.count)
  }

  /// All records, oldest first.
  static func all(in state: String) -> [RunRecord] {
    guard let bytes = FileManager.default.contents(atPath: path(in: state)) else { return [] }
    return bytes.split(separator: UInt8(ascii: "\n")).compactMap {
      try? JSONDecoder().decode(RunRecord.self, from: Data($0))
    }
  }

  /// How many runs have failed since the last that went well.
  static func failuresInARow(in state: String) -> Int {
    all(in: state).reversed().prefix { $0.exit != 0 }.count
  }

  private static func path(in state: String) -> String { "\(state)/runs.jsonl" }
}
