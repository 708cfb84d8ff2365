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

/// A release that is being made, in a folder where nobody looks. Pages and exports are written
/// into it before it is published.
public struct Draft: Sendable {
  public let release: Release
  /// What the release will say of itself; the list of its files is added when it is sealed.
  public var manifest: ReleaseManifest
  /// The release that it was compared with, whose database was as it was published; nil for a first
  /// one.
  public internal(set) var before: Release?
  /// When the run began, by a clock that nobody sets.
  var began = ContinuousClock.now

  /// An empty folder under `work/` for the next release; what a killed run left there is removed.
  static func make(run: String, in state: String) throws -> Draft {
    let link = "\(state)/current"
    if isFolder(link) { throw LoadError(.notOurFolder, path: link) }
    try Release.linked(in: state)?.refuseIfNewer()
    let number = (try Release.kept(in: state).map(\.number).max() ?? 0) + 1
    let work = "\(state)/work"
    try? FileManager.default.removeItem(atPath: work)
    let path = "\(work)/\(Release.name(number, run))"
    for folder in [state, "\(state)/releases", work, path] { try makeFolder(folder) }
    return Draft(
      release: Release(number: number, run: run, path: path, state: state),
      manifest: ReleaseManifest(number: number, run: run))
  }

  private static func makeFolder(_ path: String) throws {
    if mkdir(path, 0o777) == 0 { return }
    let code = errno
    if !isFolder(path) { throw LoadError.system(code, "making the folder", path) }
  }

  /// Removes the draft: what is published stays as it is.
  func abandon() {
    try? FileManager.default.removeItem(atPath: "\(release.state)/work")
  }

  /// Makes the files durable and read-only, moves them into place and swaps the link.
  ///
  /// - Parameter kept: how many releases stay.
  /// - Returns: the release at its published path.
  /// - Throws: ``LoadError`` when the disk fails; what was published before then stays published.
  public func publish(keeping kept: Int = Release.keptCount) throws -> Release {
    try seal()
    let state = release.state
    let published = Release(
      number: release.number, run: release.run, path: "\(state)/releases/\(release.name)",
      state: state)
    try Disk.rename(release.path, to: published.path)
    try Disk.sync("\(state)/releases")
    try published.makeCurrent()
    published.removeOlder(keeping: kept, previous: manifest.run.previous)
    return published
  }

  /// Writes manifest and checksums, and makes every file durable and read-only.
  private func seal() throws {
    var manifest = manifest
    manifest.run.ended = Disk.now()
    let (seconds, attoseconds) = (ContinuousClock.now - began).components
    manifest.run.elapsedMilliseconds =
      Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
    let files = try Checksums.of(release.path)
    manifest.files = files.map(ReleaseManifest.File.init)
    try Disk.write(manifest.json(), to: release.manifestPath)
    let all = try files + Checksums.of([Release.manifestName], in: release.path)
    try Disk.write(Checksums.text(all), to: release.checksumsPath)
    for name in try Disk.contents(of: release.path) {
      let path = "\(release.path)/\(name)"
      try Disk.sync(path)
      if !Self.isFolder(path) { try Disk.makeReadOnly(path) }
    }
    try Disk.sync(release.path)
  }

  /// Whether there is a folder at the path itself, not behind a link.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}

extension Release {
  /// - Throws: ``LoadError`` when a newer program made this release, or the disk fails; damage is no
  ///   matter here.
  fileprivate func refuseIfNewer() throws {
    do {
      _ = try Database(readOnly: databasePath)
    } catch let error as LoadError {
      if case .newerVersion = error.cause { throw error }
      if error.isOfTheMachine { throw error }
    }
  }

  /// Lets the link `current` name this release, by one rename.
  func makeCurrent() throws {
    let (link, fresh) = ("\(state)/current", "\(state)/current.new")
    if Draft.isFolder(link) { throw LoadError(.notOurFolder, path: link) }
    try Disk.link(fresh, to: "releases/\(name)")
    try Disk.rename(fresh, to: link)
    try Disk.sync(state)
  }

  /// Removes all but the newest releases and the one that was compared with, which a rollback goes
  /// to; and what is left of the work on this one.
  func removeOlder(keeping kept: Int, previous: String?) {
    let older = Self.all(in: state).filter { $0.number < number }
    let others = older.filter { $0.name != previous }
    let room = kept - 1 - (older.count - others.count)
    for old in others.dropLast(max(0, room)) {
      try? FileManager.default.removeItem(atPath: old.path)
    }
    try? FileManager.default.removeItem(atPath: "\(state)/work")
  }
}
