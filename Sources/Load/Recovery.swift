#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension Release {
  /// Tidies up after a run that was cut off: half-made releases go, one that was whole and in its
  /// place, but not yet current, becomes current, and those that are too many go.
  ///
  /// - Throws: ``LoadError`` when the disk fails.
  public static func recover(in state: String) throws {
    try? FileManager.default.removeItem(atPath: "\(state)/work")
    try? FileManager.default.removeItem(atPath: "\(state)/current.new")
    guard let newest = try kept(in: state).last, let manifest = try newest.manifestIfWhole() else {
      return
    }
    let linked = try linked(in: state)
    let rolledBack = try rolledBack(in: state)
    let isUnpublished =
      newest.number > linked?.number ?? 0 && manifest.run.previous == linked?.name
      && !rolledBack.contains(newest.name)
    if isUnpublished, try newest.problems().isEmpty { try newest.makeCurrent() }
    if try Release.linked(in: state) == newest {
      newest.removeOlder(keeping: keptCount, previous: manifest.run.previous)
    }
  }

  /// Makes an older release current again.
  ///
  /// - Parameters:
  ///   - name: the number or the folder of a release; the one before the current when nil.
  ///   - state: the state folder.
  /// - Returns: the release that is current now.
  /// - Throws: ``LoadError`` when there is no such release, or it is not whole.
  public static func rollBack(to name: String? = nil, in state: String) throws -> Release {
    let current = try current(in: state)
    let target = try target(of: name, from: current, in: state)
    if let problem = try target.problems().first {
      throw LoadError(.damaged(problem), path: target.path)
    }
    let names = try rolledBack(in: state) + [current.name]
    try Disk.write(names.map { $0 + "\n" }.joined(), to: rolledBackPath(state))
    try Disk.sync(rolledBackPath(state))
    try target.makeCurrent()
    return target
  }

  private static func target(
    of name: String?, from current: Release, in state: String
  ) throws -> Release {
    let all = try kept(in: state)
    if let name {
      guard let found = all.last(where: { $0.name == name || "\($0.number)" == name }) else {
        throw LoadError(.noSuchRelease(name), path: state)
      }
      return found
    }
    let before = try current.manifest()?.run.previous
    let older = all.filter { $0.number < current.number }
    guard let found = older.last(where: { $0.name == before }) ?? older.last else {
      throw LoadError(.nothingToRollBackTo, path: state)
    }
    return found
  }

  private static func rolledBackPath(_ state: String) -> String { "\(state)/rolled-back" }

  /// The releases that were current and were taken back.
  ///
  /// - Throws: ``LoadError`` when the list of them cannot be read.
  static func rolledBack(in state: String) throws -> [String] {
    let bytes = try Disk.readIfThere(rolledBackPath(state)) ?? Data()
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
