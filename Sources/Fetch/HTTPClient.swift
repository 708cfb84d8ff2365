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
  ///   - requests: what to ask; `file:` addresses are taken in at once.
  ///   - store: where the bytes and the manifests are kept.
  ///   - more: called on this thread as each request comes to its end; what it gives is asked too.
  ///   - progress: called on this thread as each request comes to its end, and some times a second.
  /// - Returns: one report for each request, in their order.
  public func fetch(
    _ requests: [FetchRequest], into store: SnapshotStore,
    more: ((FetchReport) -> [FetchRequest])? = nil, progress: ((FetchProgress) -> Void)? = nil
  ) -> [FetchReport] {
    let desk = ReportDesk(requests: requests, store: store, progress: progress, more: more)
    do {
      try FetchRun(options: options, cancellation: cancellation, desk: desk).run()
    } catch {
      desk.settleRest(.notKept(error))
    }
    desk.close()
    return desk.reports
  }
}
