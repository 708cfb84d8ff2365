#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension Release {
  /// What is wrong with the files of the release: missing, altered or added since it was published.
  /// Empty when it is whole.
  ///
  /// - Throws: ``LoadError`` when the folder cannot be read.
  public func problems() throws -> [String] {
    guard FileManager.default.fileExists(atPath: databasePath) else {
      return ["\(Self.databaseName) is missing"]
    }
    let strays = strayJournals()
    guard let listed = try Checksums.listed(in: self) else {
      return run.isEmpty ? strays : strays + ["\(Self.checksumsName) is missing"]
    }
    let found = Dictionary(
      try Checksums.of(path).map { ($0.path, $0.sha256) }
    ) { first, _ in first }
    let altered = listed.keys.sorted().compactMap { name -> String? in
      guard let sha256 = found[name] else { return "\(name) is missing" }
      return sha256 == listed[name] ? nil : "\(name) is not as it was published"
    }
    let added = found.keys.sorted().filter { listed[$0] == nil && !strays.contains(journal($0)) }
    return strays + altered + added.map { "\($0) was not published with it" }
  }

  /// A journal beside a database would be played into it by whoever opens it next.
  func strayJournals() -> [String] {
    ["-journal", "-wal"].map { Self.databaseName + $0 }
      .filter { FileManager.default.fileExists(atPath: "\(path)/\($0)") }.map(journal)
  }

  private func journal(_ name: String) -> String { "\(name) lies beside the database" }

  /// Everything that can be checked: the checksums, every page and every reference of the database.
  ///
  /// - Throws: ``LoadError`` when a newer program made the release, or it cannot be read.
  public func verify() throws -> [String] {
    let problems = try problems()
    if !problems.isEmpty { return problems }
    do {
      let database = try Database(readOnly: databasePath)
      let pages = try database.damage(.whole)
      let dangling = try database.query("PRAGMA foreign_key_check") { row in
        "row \(row.number(1)) of \(row.string(0)) names a row of \(row.string(2))"
          + " that is not there"
      }
      return pages + dangling
    } catch let error as LoadError {
      if case .newerVersion = error.cause { throw error }
      if error.isOfTheMachine { throw error }
      return ["\(error)"]
    }
  }
}
