/// Collects the reports of one fetch: each is recorded in the manifest and passed on once.
final class ReportDesk {
  let store: SnapshotStore
  private let requests: [FetchRequest]
  private let progress: ((FetchReport) -> Void)?
  private var settled: [FetchReport?]
  private var syncFailure: FetchError?
  private var lastSyncSeconds = Clock.monotonicSeconds()

  init(requests: [FetchRequest], store: SnapshotStore, progress: ((FetchReport) -> Void)?) {
    self.requests = requests
    self.store = store
    self.progress = progress
    settled = Array(repeating: nil, count: requests.count)
  }

  /// One report for each request, in their order.
  var reports: [FetchReport] {
    zip(requests, settled).map { request, settled in
      var report = settled ?? FetchReport(request: request, outcome: .cancelled)
      if let syncFailure, report.outcome.snapshot != nil { report.outcome = .notKept(syncFailure) }
      return report
    }
  }

  /// Settles one request; the manifest gets its line unless `isRecorded`.
  func settle(_ index: Int, report: FetchReport, isRecorded: Bool = false) {
    guard settled[index] == nil else { return }
    var report = report
    let (source, name) = (report.request.sourceID, report.request.name)
    report.heldSnapshot = report.outcome.snapshot ?? store.latestGood(sourceID: source, name: name)
    if !isRecorded { try? store.record(ManifestEntry(report)) }
    settled[index] = report
    progress?(report)
    syncNowAndThen()
  }

  /// Keeps the bytes of a good answer and settles its request.
  func keep(_ file: IncomingFile, _ report: FetchReport, _ index: Int) {
    var report = report
    var entry = ManifestEntry(report)
    (entry.outcome, entry.note) = ("fresh", nil)
    do {
      let (snapshot, isNew) = try store.keep(file, entry: &entry)
      report.outcome = isNew ? .fresh(snapshot) : .unchanged(snapshot)
      settle(index, report: report, isRecorded: true)
    } catch {
      report.outcome = .notKept(error as? FetchError ?? FetchError(file.path, .noSpace))
      settle(index, report: report)
    }
  }

  /// Settles a request that the publisher says has not changed.
  ///
  /// - Returns: whether what is held is whole; if not, nothing was settled.
  func confirm(_ report: FetchReport, _ index: Int) -> Bool {
    let request = report.request
    guard let held = store.latestGood(sourceID: request.sourceID, name: request.name),
      (try? store.verify(held)) != nil
    else { return false }
    var report = report
    report.outcome = .unchanged(held)
    var entry = ManifestEntry(report)
    do {
      try store.confirm(held, entry: &entry)
    } catch {
      report.outcome = .notKept(error as? FetchError ?? FetchError(held.path, .noSpace))
    }
    settle(index, report: report, isRecorded: true)
    return true
  }

  /// Settles everything that has no report yet.
  func settleRest(_ outcome: FetchOutcome) {
    for index in requests.indices where settled[index] == nil {
      settle(index, report: FetchReport(request: requests[index], outcome: outcome))
    }
  }

  /// Puts the manifests on disk. Should that fail, nothing of this fetch counts as kept.
  func close() {
    do {
      try store.sync()
    } catch {
      syncFailure = syncFailure ?? error as? FetchError ?? FetchError(store.directory, .noSpace)
    }
  }

  /// Once a second is often enough: what a power cut takes is only asked for again.
  private func syncNowAndThen() {
    let now = Clock.monotonicSeconds()
    guard now - lastSyncSeconds > 1 else { return }
    lastSyncSeconds = now
    close()
  }
}
