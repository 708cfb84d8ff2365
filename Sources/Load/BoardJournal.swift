public import Fetch
public import Transform

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The journal of boards' pages, `boards.jsonl` in the state folder: what was taken as confirmed and
/// what people decided, oldest first, one JSON object a line. Lines are only ever appended.
public struct BoardJournal: Sendable {
  public let path: String
  private let folder: String
  public let decisions: [BoardDecision]

  /// Reads the journal; there is none before the first page was taken. A line that a crash cut short
  /// is passed over.
  ///
  /// - Throws: ``LoadError`` when it is there and cannot be read: what people decided must not be
  ///   taken for nothing, nor be written over.
  public init(state: String) throws {
    folder = state
    path = "\(state)/boards.jsonl"
    let decoder = JSONDecoder()
    decisions = try (Disk.readIfThere(path) ?? Data()).split(separator: 0x0A)
      .compactMap { try? decoder.decode(BoardDecision.self, from: Data($0)) }
  }

  /// Adds lines and makes them durable.
  ///
  /// - Throws: ``LoadError`` when the disk fails; the journal is then as it was.
  public func append(_ new: [BoardDecision]) throws {
    guard !new.isEmpty else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let held = (decisions + new).compactMap { try? encoder.encode($0) }
    let text = held.map { String(decoding: $0, as: UTF8.self) + "\n" }.joined()
    try Disk.write(text, to: path + ".new")
    try Disk.sync(path + ".new")
    try Disk.rename(path + ".new", to: path)
    try Disk.sync(folder)
  }

  /// What a release is a function of besides its snapshots: people's decisions, and readings of
  /// pages that are no longer the held ones.
  public func contents(besides snapshots: [Snapshot]) -> String {
    let held = Set(snapshots.map(\.sha256))
    let lines = decisions.filter { $0.kind != .accepted || !held.contains($0.sha256) }
      .map { "\($0.areaCode) \($0.sha256) \($0.kind.rawValue)" }
    return lines.isEmpty ? "" : "boards \((try? sha256Hex(of: lines.joined().utf8)) ?? "")"
  }
}
