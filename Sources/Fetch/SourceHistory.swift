/// How the fetches of one source have gone, as its manifest has it.
public struct SourceHistory: Sendable, Equatable {
  /// When a request of the source last went well (UTC, ISO 8601).
  public var lastSuccess: String?
  /// When it was last asked.
  public var lastTry: String?
  /// The longest row of failures that a request of it is in.
  public var failuresInARow = 0
  /// What the newest failure said, while it lasts.
  public var failure: String?
  /// How many snapshots hold now.
  public var heldSnapshots = 0

  init(_ all: [ManifestEntry]) {
    let entries = all.filter { $0.outcome != FetchOutcome.withdrawn.code }
    lastTry = entries.map(\.retrievedAt).max()
    let requests = Dictionary(grouping: entries, by: \.name).values
    lastSuccess = requests.compactMap { $0.last { $0.sha256 != nil }?.retrievedAt }.max()
    heldSnapshots = requests.count { $0.contains { $0.sha256 != nil } }
    for request in requests {
      let failures = request.reversed().prefix { $0.sha256 == nil }
      guard failures.count > failuresInARow else { continue }
      failuresInARow = failures.count
      failure = failures.first?.note
    }
  }
}

extension SnapshotStore {
  /// How the fetches of a source have gone; nothing at all when it was never asked.
  public func history(sourceID: String) -> SourceHistory {
    SourceHistory(entries(sourceID: sourceID))
  }
}
