#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A set of files that belong together: the database, the pages and the exports made from it, with
/// a manifest and their checksums.
///
/// A release is built under `work/`, where nobody looks, and published by one rename of the link
/// `current`: a reader finds the old release or the new one, never a mixture. Whoever reads more
/// than one file resolves the link once.
public struct Release: Sendable, Equatable {
  public static let databaseName = "local-health.db"
  /// How many releases stay.
  public static let keptCount = 3
  static let manifestName = "manifest.json"
  static let checksumsName = "SHA256SUMS"

  public let number: Int
  /// The id of the run that made it: the same for the same snapshots and configuration. Empty for
  /// releases of programs that did not give one.
  public let run: String
  public let path: String
  let state: String

  public var databasePath: String { "\(path)/\(Self.databaseName)" }
  /// Where briefings are written: into a release while it is being made, and beside the releases
  /// once it is published, for a published release is not added to.
  public var briefingsPath: String {
    let isPublished = FileManager.default.fileExists(atPath: checksumsPath)
    return isPublished ? "\(state)/briefings" : "\(path)/briefings"
  }
  public var exportsPath: String { "\(path)/exports" }
  var manifestPath: String { "\(path)/\(Self.manifestName)" }
  var checksumsPath: String { "\(path)/\(Self.checksumsName)" }

  /// The name of its folder, `<number>-<run>`.
  public var name: String { Self.name(number, run) }

  static func name(_ number: Int, _ run: String) -> String {
    run.isEmpty ? "\(number)" : "\(number)-\(run)"
  }

  /// A release by the name of its folder; nil when no release is called so.
  private init?(named name: String, in state: String) {
    let parts = name.split(separator: "-", maxSplits: 1)
    guard let first = parts.first, let number = Int(first), number > 0 else { return nil }
    self.init(
      number: number, run: parts.count > 1 ? String(parts[1]) : "",
      path: "\(state)/releases/\(name)", state: state)
  }

  init(number: Int, run: String, path: String, state: String) {
    self.number = number
    self.run = run
    self.path = path
    self.state = state
  }
}

extension Release {
  /// The published release.
  ///
  /// - Throws: ``LoadError`` when there is none.
  public static func current(in state: String) throws -> Release {
    guard let release = try linked(in: state),
      FileManager.default.fileExists(atPath: release.databasePath)
    else { throw LoadError(.nothingPublished, path: state) }
    return release
  }

  /// The release that the link names, whether its files are there or not.
  ///
  /// - Throws: ``LoadError`` when the link cannot be read.
  static func linked(in state: String) throws -> Release? {
    let target = try Disk.target(ofLink: "\(state)/current")
    guard let name = target?.split(separator: "/").last else { return nil }
    return Release(named: String(name), in: state)
  }

  /// The path of another kept release's database; nil when it is not there.
  public func sibling(_ number: Int) -> String? {
    let paths = Self.all(in: state).filter { $0.number == number }.map(\.databasePath)
    return paths.last { FileManager.default.fileExists(atPath: $0) }
  }

  /// The releases that are kept, oldest first.
  ///
  /// - Throws: ``LoadError`` when their folder cannot be read.
  public static func kept(in state: String) throws -> [Release] {
    try Disk.names(in: "\(state)/releases").compactMap { Release(named: $0, in: state) }
      .sorted { ($0.number, $0.run) < ($1.number, $1.run) }
  }

  /// The same for those who only look; none when their folder cannot be read.
  public static func all(in state: String) -> [Release] { (try? kept(in: state)) ?? [] }

  /// The published release; nil when there is none.
  ///
  /// - Throws: ``LoadError`` when the disk fails.
  public static func currentIfAny(in state: String) throws -> Release? {
    do {
      return try current(in: state)
    } catch let error as LoadError where error.cause == .nothingPublished {
      return nil
    }
  }

  /// What the release says of how it was made; nil for releases that have no manifest.
  ///
  /// - Throws: ``LoadError`` when the manifest cannot be understood.
  public func manifest() throws -> ReleaseManifest? {
    guard let bytes = try Disk.readIfThere(manifestPath) else { return nil }
    return try ReleaseManifest(json: bytes, path: manifestPath)
  }

  /// The same; nil as well when it cannot be understood.
  ///
  /// - Throws: ``LoadError`` when it cannot be read.
  func manifestIfWhole() throws -> ReleaseManifest? {
    do {
      return try manifest()
    } catch let error as LoadError {
      if error.isOfTheMachine { throw error }
      return nil
    }
  }
}
