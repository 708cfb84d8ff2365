/// A copy that is held and not used: for too long nobody has said that it still holds.
public struct WithheldSnapshot: Sendable, Hashable {
  public let snapshot: Snapshot
  /// When it was last received, or found unchanged by its publisher (UTC, ISO 8601).
  public let confirmedAt: String
  /// Whole days from then until the run began.
  public let ageDays: Int
  /// How many the configuration allows.
  public let maximumAgeDays: Int

  public var sentence: String {
    "\(snapshot.sourceID)/\(snapshot.name): withheld. It was last received or confirmed on"
      + " \(confirmedAt.prefix(10)), \(ageDays) days ago; \(maximumAgeDays) are allowed. None of its"
      + " figures are used until its publisher sends or confirms it, or you give a copy with --input."
  }
}

extension SnapshotStore {
  /// Why a copy may not be used any more; nil where it may.
  ///
  /// - Parameters:
  ///   - snapshot: what is held.
  ///   - source: its source, as configured.
  ///   - began: when the run began (UTC, ISO 8601).
  /// - Returns: when it was last confirmed, and how long that is ago.
  public func withholding(
    _ snapshot: Snapshot, of source: Source?, began: String
  ) -> WithheldSnapshot? {
    guard let limit = source?.maximumAgeDays, let now = Clock.seconds(iso8601: began),
      let confirmedAt = lastConfirmed(snapshot),
      let confirmed = Clock.seconds(iso8601: confirmedAt), now - confirmed > limit * 86_400
    else { return nil }
    return WithheldSnapshot(
      snapshot: snapshot, confirmedAt: confirmedAt, ageDays: (now - confirmed) / 86_400,
      maximumAgeDays: limit)
  }

  /// The copies of a source that a run that began now would withhold, in the order of their names.
  public func withheld(of source: Source) -> [WithheldSnapshot] {
    if source.maximumAgeDays == nil { return [] }
    let now = Clock.iso8601(Clock.now())
    return newest(sourceID: source.id).compactMap { withholding($0, of: source, began: now) }
  }

  private func lastConfirmed(_ snapshot: Snapshot) -> String? {
    if let newest = fetch(of: snapshot) { return newest.retrievedAt }
    return entries(sourceID: snapshot.sourceID).last {
      $0.name == snapshot.name && $0.sha256 == snapshot.sha256
    }?.retrievedAt
  }
}

extension Fetched {
  /// The same without the copies that are too old. Local files are as fresh as they are given.
  func withholding(_ plan: FetchPlan, _ store: SnapshotStore) -> Fetched {
    let given = Set(plan.localFiles.map(\.sourceID))
    let sources = Dictionary(plan.sources.map { ($0.id, $0) }) { first, _ in first }
    let old = snapshots.filter { !given.contains($0.sourceID) }.compactMap {
      store.withholding($0, of: sources[$0.sourceID], began: plan.began)
    }
    let withheld = Set(old.map(\.snapshot))
    let told = reports.map { report in
      var report = report
      report.isHeldTooOld = report.heldSnapshot.map(withheld.contains) ?? false
      return report
    }
    return Fetched(
      snapshots: snapshots.filter { !withheld.contains($0) }, reports: told, links: links,
      withheld: old)
  }
}
