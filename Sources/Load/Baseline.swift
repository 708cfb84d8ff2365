#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The last good release, which the next one is compared with.
struct Baseline {
  let release: Release
  let database: Database
  let manifest: ReleaseManifest?
  /// 1 for releases of the first programs, which kept no revisions.
  let schemaVersion: Int

  /// The current release or, where its database is not what was published, the newest older one
  /// that is whole.
  ///
  /// - Parameters:
  ///   - state: the state folder.
  ///   - warn: gets a sentence for each release that cannot be used.
  /// - Returns: nil where there is no release to compare with.
  /// - Throws: ``LoadError`` when the current release is of a newer program, or the disk fails.
  static func find(in state: String, warn: (String) -> Void) throws -> Baseline? {
    for release in try candidates(in: state) {
      do {
        if let problem = try release.databaseProblems().first {
          throw LoadError(.damaged(problem), path: release.path)
        }
        return try Baseline(release)
      } catch let error as LoadError {
        if case .newerVersion = error.cause { throw error }
        if error.isOfTheMachine { throw error }
        warn("\(error) It is not compared with.")
      }
    }
    return nil
  }

  /// The current release, then those before it; all of them when the link leads nowhere.
  private static func candidates(in state: String) throws -> [Release] {
    let linked = try Release.linked(in: state)
    let rolledBack = try Release.rolledBack(in: state)
    let isThere = linked.map { FileManager.default.fileExists(atPath: $0.path) } ?? false
    return try Release.kept(in: state).reversed().filter { release in
      if release == linked { return true }
      return !rolledBack.contains(release.name)
        && (!isThere || release.number < linked?.number ?? 0)
    }
  }

  private init(_ release: Release) throws {
    self.release = release
    database = try Database(readOnly: release.databasePath)
    manifest = try release.manifest()
    schemaVersion = try database.query("PRAGMA user_version") { $0.number(0) }.first ?? 0
    if manifest == nil { try checkPages() }
    for table in Self.tables { try checkIsTable(table) }
  }

  /// What is read of a release. A view or a virtual table in the place of one would run what it
  /// says.
  private static let tables = [
    "area", "indicator", "stratum", "time_period", "snapshot", "series", "observation",
    "strategy", "guidance", "release",
  ]

  private func checkPages() throws {
    if let problem = try database.damage(.quick).first {
      throw LoadError(.damaged(problem), path: release.path)
    }
  }

  private func checkIsTable(_ name: String) throws {
    let kinds = try database.query(
      "SELECT type, sql FROM sqlite_schema WHERE name = ?", [.text(name)]
    ) { ($0.string(0), $0.string(1)) }
    guard kinds.first?.0 == "table", kinds.first?.1.hasPrefix("CREATE TABLE ") == true else {
      throw LoadError(.damaged("it has no table \(name)"), path: release.path)
    }
  }
}

extension Release {
  /// What is wrong with the database alone; see ``problems()``.
  func databaseProblems() throws -> [String] {
    let strays = strayJournals()
    guard FileManager.default.fileExists(atPath: databasePath) else {
      return ["\(Self.databaseName) is missing"]
    }
    guard let listed = try Checksums.listed(in: self) else {
      return run.isEmpty ? strays : strays + ["\(Self.checksumsName) is missing"]
    }
    let sha256 = try Checksums.file(Self.databaseName, in: path).sha256
    let isAltered = sha256 != listed[Self.databaseName]
    return strays + (isAltered ? ["\(Self.databaseName) is not as it was published"] : [])
  }
}
