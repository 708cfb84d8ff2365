import Fetch
import Load
import Transform

/// What a run works with: the records, and the snapshots that they were read from. Where a file
/// cannot be read, the copy that the published release was made from stays in use.
struct Intake {
  let snapshots: [Snapshot]
  let records: Records
  /// Files that could not be read, each in a sentence; with what took their place, if anything did.
  let refused: [String]
  /// When the copies were received that had to take the place of newer files, by their SHA-256.
  let staleSince: [String: String]
}

/// Reads the snapshots; those that cannot be read are replaced by the last good copies.
///
/// - Throws: ``ConfigurationError``.
func transform(
  _ fetched: Fetched, under setting: Setting, from store: SnapshotStore
) throws -> Intake {
  func read(_ snapshots: [Snapshot]) throws -> Records {
    try setting.records(of: snapshots, links: fetched.links, from: store)
  }
  let records = try read(fetched.snapshots)
  let copies = setting.lastGood(records.refusedSnapshots.map { fetched.snapshots[$0] }, in: store)
  let refused = records.failures.map(\.description) + copies.values.map(setting.sentence).sorted()
  let unanswered = fetched.reports.filter { $0.outcome.snapshot == nil }
  let stale = unanswered.compactMap(\.heldSnapshot) + copies.values
  let staleSince = Dictionary(stale.map { ($0.sha256, $0.retrievedAt) }) { $1 }
  if copies.isEmpty {
    return Intake(
      snapshots: fetched.snapshots, records: records, refused: refused, staleSince: staleSince)
  }
  let snapshots = fetched.snapshots.map { copies[$0] ?? $0 }
  return Intake(
    snapshots: snapshots, records: try read(snapshots), refused: refused,
    staleSince: staleSince)
}

extension Setting {
  /// The files of the published release that went by the names of these snapshots, where they are
  /// still held as they were.
  fileprivate func lastGood(
    _ refused: [Snapshot], in store: SnapshotStore
  ) -> [Snapshot: Snapshot] {
    guard !refused.isEmpty, let release = try? Release.current(in: state),
      let published = try? release.manifest()?.snapshots
    else { return [:] }
    let pairs = refused.compactMap { snapshot -> (Snapshot, Snapshot)? in
      let good = store.snapshots(sourceID: snapshot.sourceID).last { held in
        held.name == snapshot.name && held.sha256 != snapshot.sha256
          && published.contains { $0.name == held.name && $0.sha256 == held.sha256 }
      }
      guard let good, (try? store.verify(good)) != nil else { return nil }
      return (snapshot, good)
    }
    return Dictionary(pairs) { first, _ in first }
  }

  fileprivate func sentence(_ copy: Snapshot) -> String {
    "\(copy.name): the last good copy, received \(copy.retrievedAt), stays in use."
  }
}
