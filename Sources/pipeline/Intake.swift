import Fetch
import Load
import Logging
import Transform

/// What a run works with: what was fetched, and the records that were read from it. Where a file
/// cannot be read, the copy that the published release was made from stays in use.
struct Intake {
  let fetched: Fetched
  let records: Records
  /// Files that could not be read, each in a sentence; with what took their place, if anything did.
  let refused: [String]
  /// When the copies were received that had to take the place of newer files, by their SHA-256.
  let staleSince: [String: String]

  /// The release holds what could be had; the status says whether that is everything.
  var status: ExitStatus { refused.isEmpty ? fetched.status : .dataError }

  /// Ends the run with its status.
  ///
  /// - Throws: the exit code, unless all went well.
  func endRun() throws { try status.exitUnlessOK() }
}

/// Reads what was fetched, and says what became of the rows; files that cannot be read are replaced
/// by their last good copies.
///
/// - Throws: ``ConfigurationError``; ``TransformError`` when the disk fails, as nothing can be said of
///   a file then.
func transform(
  _ fetched: Fetched, under setting: Setting, from store: SnapshotStore
) throws -> Intake {
  let intake = try setting.intake(of: fetched, from: store)
  setting.report(intake)
  return intake
}

extension Setting {
  fileprivate func intake(of fetched: Fetched, from store: SnapshotStore) throws -> Intake {
    let records = try wholeRecords(of: fetched, from: store)
    let good = lastGood(records.refusedSnapshots.map { fetched.snapshots[$0] }, in: store)
    let old = good.values.compactMap {
      store.withholding($0, of: sources[$0.sourceID], began: started)
    }.sorted { $0.snapshot.name < $1.snapshot.name }
    let tooOld = Set(old.map(\.snapshot))
    let copies = good.filter { !tooOld.contains($0.value) }
    let unanswered = fetched.reports.filter { $0.outcome.snapshot == nil }
    let stale = unanswered.compactMap(\.heldSnapshot) + copies.values
    var used = fetched.replacing(copies)
    used.withheld += old
    log.warn(of: old)
    return Intake(
      fetched: used, records: good.isEmpty ? records : try wholeRecords(of: used, from: store),
      refused: records.failures.map(\.description) + copies.values.map(sentence).sorted(),
      staleSince: Dictionary(stale.map { ($0.sha256, $0.retrievedAt) }) { $1 })
  }

  /// - Throws: ``TransformError`` when it is the machine that failed: nothing can be said of a file
  ///   then, and another copy is no way out.
  private func wholeRecords(of fetched: Fetched, from store: SnapshotStore) throws -> Records {
    let records = try records(of: fetched, from: store)
    if let failure = records.failures.first(where: \.isOfTheMachine) { throw failure }
    return records
  }

  /// The files of the published release that went by the names of these snapshots, where they are
  /// still held as they were.
  private func lastGood(
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

  private func sentence(_ copy: Snapshot) -> String {
    "\(copy.name): the last good copy, received \(copy.retrievedAt), stays in use."
  }

  /// How many refused rows or files are worth a line each.
  private static let mostOfAKind = 7

  /// Says what became of the rows, and warns of what was left out.
  fileprivate func report(_ intake: Intake) {
    let (records, refused) = (intake.records, intake.refused)
    LoadReport.lines(records).forEach(say)
    for failure in refused.prefix(Self.mostOfAKind) { log.warning("\(failure)") }
    for mismatch in records.identityMismatches.prefix(Self.mostOfAKind) {
      log.warning("\(mismatch.sentence)", metadata: ["indicator": "\(mismatch.indicatorID)"])
    }
    for reject in records.rejects.prefix(Self.mostOfAKind) {
      log.warning(
        "\(reject.sentence)", metadata: ["code": "\(reject.reason)", "line": "\(reject.line)"])
    }
    let more = [refused.count, records.rejects.count]
      .reduce(0) { $0 + max(0, $1 - Self.mostOfAKind) }
    if more > 0 { log.warning("and \(more) more rows or files; see `pipeline transform`") }
  }
}
