/// What a run asks of its sources.
public struct FetchPlan: Sendable {
  public var sources: [Source]
  /// Local files to take in place of fetching, by source, in the order given.
  public var localFiles: [(sourceID: String, paths: [String])]
  public var isOffline: Bool
  /// The indicators that `{indicator_ids}` in a request's address stands for.
  public var indicatorIDs: [Int]
  /// Sent with every request, so that a publisher can write to whoever runs this.
  public var contact: String

  public init(
    sources: [Source], localFiles: [(sourceID: String, paths: [String])] = [],
    isOffline: Bool = false, indicatorIDs: [Int] = [], contact: String
  ) {
    self.sources = sources
    self.localFiles = localFiles
    self.isOffline = isOffline
    self.indicatorIDs = indicatorIDs
    self.contact = contact
  }
}

/// What a fetch brought: the snapshots to work with and what was said on the way.
public struct Fetched: Sendable {
  public let snapshots: [Snapshot]
  /// One for each request that was sent; empty offline.
  public let reports: [FetchReport]
}

/// Brings in the newest snapshot of everything that the sources offer: bytes on disk, untouched.
///
/// A source that is given local files has those alone. A request that fails leaves the last good
/// snapshot in use, and the others go on.
///
/// - Returns: the snapshots to work with and what came of each request.
/// - Throws: ``FetchError`` when a local file or the store itself fails, or when a snapshot that is
///   held is no longer what was kept.
public func fetch(
  _ plan: FetchPlan, into store: SnapshotStore, progress: ((FetchReport) -> Void)? = nil
) throws -> Fetched {
  var snapshots: [Snapshot] = []
  for (sourceID, paths) in plan.localFiles {
    snapshots += try paths.map { try store.importFile(sourceID: sourceID, path: $0) }
  }
  let given = Set(plan.localFiles.map(\.sourceID))
  let rest = plan.sources.filter { !given.contains($0.id) && $0.shape != .configuration }
  if plan.isOffline {
    let held = rest.flatMap { store.latestGood(sourceID: $0.id) }
    try held.forEach(store.verify)
    snapshots += held
    return Fetched(snapshots: snapshots, reports: [])
  }
  let reports = HTTPClient(options: options(for: plan))
    .fetch(rest.flatMap { requests(of: $0, plan) }, into: store, progress: progress)
  return Fetched(snapshots: snapshots + reports.compactMap(\.heldSnapshot), reports: reports)
}

private func options(for plan: FetchPlan) -> HTTPClientOptions {
  var options = HTTPClientOptions(
    userAgent: "local-health-pipeline/1 (+\(plan.contact))")
  for source in plan.sources {
    guard let host = Source.host(of: source.address) else { continue }
    options.paceSecondsOfHost[host] = source.paceSeconds
    if source.isOnLoopback {
      options.allowedTestAddresses.append(host)
      options.allowsPlainHTTP = true
    }
  }
  return options
}

/// The requests of a source, with `{indicator_ids}` replaced by groups of ids.
private func requests(of source: Source, _ plan: FetchPlan) -> [FetchRequest] {
  source.requests.flatMap { wanted -> [FetchRequest] in
    guard wanted.address.contains("{indicator_ids}") else {
      return [request(of: source, wanted.name, wanted.address)]
    }
    return groups(of: plan.indicatorIDs, source.indicatorsPerRequest).map { ids in
      let list = ids.map(String.init).joined(separator: ",")
      let address = wanted.address.split(
        separator: "{indicator_ids}", omittingEmptySubsequences: false
      )
      .joined(separator: list)
      return request(of: source, "\(wanted.name)-\(ids.first ?? 0)", address)
    }
  }
}

private func request(of source: Source, _ name: String, _ address: String) -> FetchRequest {
  var request = FetchRequest(
    sourceID: source.id, name: name, address: address, expectedContent: source.shape.content,
    maxBytes: source.maximumBytes, timeoutSeconds: Double(source.timeoutSeconds),
    allowedHosts: source.allowedHosts, respectsRobots: source.respectsRobots)
  request.licence = source.licence
  request.attribution = source.attribution
  return request
}

private func groups(of ids: [Int], _ size: Int) -> [[Int]] {
  stride(from: 0, to: ids.count, by: size).map { Array(ids[$0..<min($0 + size, ids.count)]) }
}

extension Source.Shape {
  fileprivate var content: ExpectedContent {
    switch self {
    case .fingertipsData, .fingertipsMetadata: .csv
    case .boardPage, .guidancePage, .glossaryPage: .html
    case .configuration: .any
    }
  }
}
