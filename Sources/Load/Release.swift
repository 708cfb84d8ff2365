#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A set of files that belong together: the database and the pages made from it.
///
/// A release is built under `work/`, where nobody looks, and published by one rename of the link
/// `current`: a reader finds the old release or the new one, never a mixture.
public struct Release: Sendable {
  public static let databaseName = "local-health.db"

  public let number: Int
  public let path: String
  private let state: String

  public var databasePath: String { "\(path)/\(Self.databaseName)" }

  /// The published release.
  ///
  /// - Throws: ``LoadError`` when there is none.
  public static func current(in state: String) throws -> Release {
    let link = "\(state)/current"
    guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: link),
      let number = Int(target.split(separator: "/").last ?? ""),
      FileManager.default.fileExists(atPath: "\(state)/\(target)/\(databaseName)")
    else { throw LoadError(.nothingPublished, path: state) }
    return Release(number: number, path: "\(state)/\(target)", state: state)
  }

  /// An empty folder under `work/` for the next release; what a killed run left there is removed.
  static func draft(in state: String) throws -> Release {
    let number = (numbers(in: state).max() ?? 0) + 1
    let work = "\(state)/work"
    try? FileManager.default.removeItem(atPath: work)
    let path = "\(work)/\(number)"
    try makeFolder("\(state)/releases")
    try makeFolder(path)
    return Release(number: number, path: path, state: state)
  }

  private static func makeFolder(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw LoadError(.system(errno: errno, doing: "making the folder"), path: path)
    }
  }

  /// The numbers of the releases that are kept.
  public static func numbers(in state: String) -> [Int] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(state)/releases")) ?? []
    return names.compactMap { Int($0) }.sorted()
  }

  /// Makes the files durable and read-only, moves them into place and swaps the link.
  ///
  /// - Returns: the release at its published path.
  public func publish(keeping kept: Int = 3) throws -> Release {
    try sealFiles()
    let published = "\(state)/releases/\(number)"
    try check(rename(path, published), "moving into place", published)
    try Self.sync("\(state)/releases")
    try swapLink(to: "releases/\(number)")
    try Self.sync(state)
    removeOld(keeping: kept)
    return Release(number: number, path: published, state: state)
  }

  private func sealFiles() throws {
    let names = try FileManager.default.subpathsOfDirectory(atPath: path)
    for name in names {
      let file = "\(path)/\(name)"
      try Self.sync(file)
      if !Self.isFolder(file) { try check(chmod(file, 0o444), "making read-only", file) }
    }
    try Self.sync(path)
  }

  private func swapLink(to target: String) throws {
    let (link, fresh) = ("\(state)/current", "\(state)/current.new")
    if Self.isFolder(link) {
      throw LoadError(.notOurFolder, path: link)
    }
    unlink(fresh)
    try check(symlink(target, fresh), "making the link", fresh)
    try check(rename(fresh, link), "swapping the link", link)
  }

  /// Whether there is a folder at the path itself, not behind a link.
  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private func removeOld(keeping kept: Int) {
    for old in Self.numbers(in: state).filter({ $0 < number }).dropLast(kept - 1) {
      try? FileManager.default.removeItem(atPath: "\(state)/releases/\(old)")
    }
    try? FileManager.default.removeItem(atPath: "\(state)/work")
  }

  static func sync(_ path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw LoadError(.system(errno: errno, doing: "opening"), path: path)
    }
    defer { close(descriptor) }
    if fsync(descriptor) != 0 {
      throw LoadError(.system(errno: errno, doing: "syncing"), path: path)
    }
  }

  private func check(_ status: Int32, _ doing: String, _ path: String) throws {
    if status != 0 { throw LoadError(.system(errno: errno, doing: doing), path: path) }
  }
}
