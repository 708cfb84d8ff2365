#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Asks each host once whether it can be reached, keeping nothing.
///
/// - Parameters:
///   - sources: those whose hosts are asked.
///   - contact: sent with each request.
///   - seconds: how long one answer may take.
/// - Throws: ``FetchError`` when there is no room for a scratch folder.
/// - Returns: the outcome for each source with an address of the web; any answer of a server is good.
public func reach(
  _ sources: [Source], contact: String, within seconds: Double = 10
) throws -> [(source: Source, outcome: FetchOutcome)] {
  let scratch = FileManager.default.temporaryDirectory
    .appending(path: "local-health-reach-\(getpid())").path
  defer { try? FileManager.default.removeItem(atPath: scratch) }
  let store = try SnapshotStore(stateDirectory: scratch)
  let asked = sources.filter {
    Source.host(of: $0.address) != nil && $0.shape != .configuration && $0.isEnabled
  }
  var options = FetchPlan(sources: asked, contact: contact).clientOptions
  (options.maxTries, options.connectTimeoutSeconds) = (1, seconds)
  let requests = asked.map { source in
    FetchRequest(
      sourceID: source.id, name: "reach", address: source.address, expectedContent: .any,
      maxBytes: source.maximumBytes, timeoutSeconds: seconds, allowedHosts: source.allowedHosts,
      respectsRobots: false)
  }
  let reports = HTTPClient(options: options).fetch(requests, into: store)
  return zip(asked, reports).map { ($0, $1.outcome) }
}

extension FetchOutcome {
  /// Whether a server answered at all, whatever it said.
  public var isAnswer: Bool {
    switch self {
    case .temporary(.status): true
    case .temporary, .tlsError, .addressRefused, .notKept, .cancelled: false
    default: true
    }
  }
}
