/// Asks sources for what is wanted, politely and within limits, and keeps what is whole.
///
/// A fetch that fails never replaces what is held.
public struct HTTPClient: Sendable {
  public let options: HTTPClientOptions
  /// Setting it stops a fetch that is under way within a second.
  public let cancellation: CancellationFlag

  /// - Parameters:
  ///   - options: how politely and how patiently to ask.
  ///   - cancellation: the flag that stops it.
  public init(options: HTTPClientOptions, cancellation: CancellationFlag = CancellationFlag()) {
    self.options = options
    self.cancellation = cancellation
  }

  /// Runs requests to completion on the calling thread: several hosts at a time, one request at a
  /// time on each.
  ///
  /// Never throws: what goes wrong with a request is its outcome, and the others go on.
  /// - Parameters:
  ///   - requests: what to ask; `file:` addresses are taken in first.
  ///   - store: where the bytes and the manifests are kept.
  ///   - progress: called on this thread as each request comes to its end.
  /// - Returns: one report for each request, in their order.
  public func fetch(
    _ requests: [FetchRequest], into store: SnapshotStore,
    progress: ((FetchReport) -> Void)? = nil
  ) -> [FetchReport] {
    let desk = ReportDesk(requests: requests, store: store, progress: progress)
    for (index, request) in requests.enumerated() where isLocal(request) {
      let report = takeInLocalFile(request, into: store)
      desk.settle(index, report: report, isRecorded: report.outcome.snapshot != nil)
    }
    do {
      let run = try FetchRun(options: options, cancellation: cancellation, desk: desk)
      run.run(requests.enumerated().filter { !isLocal($0.element) })
    } catch {
      desk.settleRest(.notKept(error as? FetchError ?? FetchError("HTTP", .noMemory)))
    }
    desk.close()
    return desk.reports
  }

  private func isLocal(_ request: FetchRequest) -> Bool {
    request.address.hasPrefix("file:")
  }

  private func takeInLocalFile(_ request: FetchRequest, into store: SnapshotStore) -> FetchReport {
    let held = store.latestGood(sourceID: request.sourceID, name: request.name)
    let outcome: FetchOutcome
    do {
      let snapshot = try store.importFile(
        sourceID: request.sourceID, path: localPath(request.address), name: request.name)
      outcome = snapshot.sha256 == held?.sha256 ? .unchanged(snapshot) : .fresh(snapshot)
    } catch {
      outcome = .notKept(error as? FetchError ?? FetchError(request.address, .notAFile))
    }
    return FetchReport(request: request, outcome: outcome)
  }

  private func localPath(_ address: String) -> String {
    String(address.dropFirst(address.hasPrefix("file://") ? 7 : 5))
  }
}
