/// Brings in the newest snapshot of everything that the sources offer: bytes on disk, untouched.
///
/// A source that is given local files has those alone; one that is not asked this once stays as it
/// is held. A request that fails leaves the last good
/// snapshot in use, and the others go on. A copy that nobody has confirmed for longer than its source
/// allows is withheld.
///
/// - Parameters:
///   - plan: what to ask of whom.
///   - store: where the bytes and the manifests are kept.
///   - cancellation: the flag that stops it.
///   - progress: called on this thread as each request comes to its end, and some times a second.
/// - Returns: the snapshots to work with and what came of each request.
/// - Throws: ``FetchError`` when a local file or the store itself fails, or when a snapshot that is
///   held is no longer what was kept.
public func fetch(
  _ plan: FetchPlan, into store: SnapshotStore,
  cancellation: CancellationFlag = CancellationFlag(), progress: ((FetchProgress) -> Void)? = nil
) throws -> Fetched {
  var snapshots: [Snapshot] = []
  try store.open(plan.sources.filter { $0.shape != .configuration && $0.isEnabled }.map(\.id))
  for (sourceID, paths) in plan.localFiles {
    snapshots += try paths.map { try store.importFile(sourceID: sourceID, path: $0) }
  }
  let leftAsHeld = plan.sourcesLeftAsHeld + (plan.isOffline ? plan.sourcesToAsk : [])
  let held = leftAsHeld.flatMap { store.newest(sourceID: $0.id) }
  try held.forEach(store.verify)
  snapshots += held
  let links = try LinkRegister(stateDirectory: store.stateDirectory)
  if plan.isOffline {
    return Fetched(
      snapshots: plan.inOrder(snapshots), reports: [], links: links.checks(of: plan.guidance)
    ).withholding(plan, store)
  }
  let planners = plan.planners(store, links)
  let client = HTTPClient(options: plan.clientOptions, cancellation: cancellation)
  let reports = client.fetch(
    planners.flatMap { $0.first() }, into: store,
    more: { report in planners.flatMap { $0.next(after: report) } },
    progress: progress)
  try store.sync()
  return Fetched(
    snapshots: plan.inOrder(snapshots + planners.flatMap(\.snapshotsInUse)),
    reports: reports.filter { $0.request.method == .get } + planners.flatMap(\.findings),
    links: plan.sourcesOfLinks.isEmpty
      ? links.checks(of: plan.guidance) : try planners.flatMap { try $0.finishLinkChecks() }
  ).withholding(plan, store)
}

/// What a fetch brought: the snapshots to work with and what was said on the way.
public struct Fetched: Sendable {
  public let snapshots: [Snapshot]
  /// One for each request that was sent, and one for each thing that was found missing; empty
  /// offline.
  public let reports: [FetchReport]
  /// What is known of each address of the guidance catalogue.
  public let links: [LinkCheck]
  /// Copies that are held and too old to be used.
  public var withheld: [WithheldSnapshot] = []

  /// The same with other copies in the place of some snapshots.
  public func replacing(_ copies: [Snapshot: Snapshot]) -> Fetched {
    Fetched(
      snapshots: snapshots.map { copies[$0] ?? $0 }, reports: reports, links: links,
      withheld: withheld)
  }
}
