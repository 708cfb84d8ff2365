#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension SnapshotStore {
  /// Removes snapshots that are neither among the newest of their name nor young.
  ///
  /// The newest good snapshot of a name is never removed, nor is a file that a name still needs.
  /// The manifest keeps its lines.
  /// - Parameters:
  ///   - keep: how many snapshots of each name stay whatever their age (at least 1).
  ///   - olderThanDays: the age in days that a snapshot must exceed to be removed.
  ///   - isDryRun: whether nothing is removed, only listed.
  /// - Returns: what was removed, or would be if `isDryRun`.
  /// - Throws: ``FetchError`` when a file cannot be removed.
  @discardableResult
  public func prune(keep: Int, olderThanDays: Int, isDryRun: Bool = false) throws -> [Snapshot] {
    let before = Clock.iso8601(Clock.now() - olderThanDays * 86_400)
    var removed: [Snapshot] = []
    for source in sourceIDs() {
      let spent = spentSnapshots(sourceID: source, keep: max(1, keep), before: before)
      for snapshot in spent {
        if !isDryRun { try remove(snapshot) }
        removed.append(snapshot)
      }
    }
    return removed
  }

  private func spentSnapshots(sourceID: String, keep: Int, before: String) -> [Snapshot] {
    let held = snapshots(sourceID: sourceID)
    var needed = Set(latestGood(sourceID: sourceID).map(\.path))
    var spent: [Snapshot] = []
    for versions in Dictionary(grouping: held, by: \.name).values {
      let old = versions.dropLast(keep).filter { $0.retrievedAt <= before }
      needed.formUnion(Set(versions).subtracting(old).map(\.path))
      spent += old
    }
    return spent.filter { !needed.contains($0.path) }
      .sorted { ($0.name, $0.retrievedAt) < ($1.name, $1.retrievedAt) }
  }

  private func remove(_ snapshot: Snapshot) throws {
    guard unlink(snapshot.path) == 0 || errno == ENOENT else {
      throw FetchError.system("unlink", snapshot.path)
    }
  }
}

extension SnapshotStore {
  /// The age in whole days; nil when the time of receipt cannot be read. Never negative.
  public func ageDays(_ snapshot: Snapshot) -> Int? {
    Clock.seconds(iso8601: snapshot.retrievedAt).map { max(0, Clock.now() - $0) / 86_400 }
  }

  /// An error for each name whose newest bytes are not there, or not in full length.
  public func missing(sourceID: String) -> [FetchError] {
    newestEntries(sourceID: sourceID).compactMap { entry in
      guard latestGood(sourceID: sourceID, name: entry.name) == nil else { return nil }
      return FetchError("\(sourceID)/\(entry.name)", .noLongerHeld)
    }
  }
}
