/// Takes in the requests of one fetch and collects their reports: each is recorded in the manifest
/// and passed on once, and may lead to further requests.
final class ReportDesk {
  let store: SnapshotStore
  private(set) var requests: [FetchRequest] = []
  private let progress: ((FetchProgress) -> Void)?
  private let more: ((FetchReport) -> [FetchRequest])?
  private var settled: [FetchReport?] = []
  private var settledCount = 0
  private var bytesOnTheWire = 0
  /// The position of the first request that nobody has begun with.
  private var firstNew = 0
  private var isEnding = false
  private var syncFailure: FetchError?
  private var lastSyncSeconds = Clock.monotonicSeconds()
  private var lastTickSeconds = 0.0

  init(
    requests: [FetchRequest], store: SnapshotStore, progress: ((FetchProgress) -> Void)?,
    more: ((FetchReport) -> [FetchRequest])?
  ) {
    self.store = store
    self.progress = progress
    self.more = more
    add(requests)
  }

  private func add(_ new: [FetchRequest]) {
    requests += new
    settled += Array(repeating: nil, count: new.count)
  }

  /// The positions of the requests that came in since the last call.
  func takeNewRequests() -> Range<Int> {
    defer { firstNew = requests.count }
    return firstNew..<requests.count
  }

  /// One report for each request, in their order.
  var reports: [FetchReport] {
    zip(requests, settled).map { request, settled in
      var report = settled ?? FetchReport(request: request, outcome: .cancelled)
      if let syncFailure, report.outcome.snapshot != nil { report.outcome = .notKept(syncFailure) }
      return report
    }
  }

  /// Settles one request; the manifest gets its line unless `isRecorded` or nothing is ever kept.
  func settle(_ index: Int, report: FetchReport, isRecorded: Bool = false) {
    guard settled[index] == nil else { return }
    var report = report
    let (source, name) = (report.request.sourceID, report.request.name)
    if report.request.method == .get {
      report.heldSnapshot =
        report.outcome.snapshot ?? store.latestGood(sourceID: source, name: name)
      if !isRecorded { recordFailure(report) }
    }
    settled[index] = report
    settledCount += 1
    bytesOnTheWire += report.bytesOnTheWire
    if !isEnding, let more { add(more(report)) }
    tell(report, bytesUnderWay: 0)
    syncNowAndThen()
  }

  private func recordFailure(_ report: FetchReport) {
    var entry = ManifestEntry(report)
    if let held = report.heldSnapshot {
      let since = store.staleSince(sourceID: held.sourceID, name: held.name)
      entry.staleSince = since ?? entry.retrievedAt
    }
    try? store.record(entry)
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

  /// Settles a request of a `file:` address by taking the file in.
  func takeInLocalFile(_ index: Int) {
    let request = requests[index]
    let held = store.latestGood(sourceID: request.sourceID, name: request.name)
    let path = String(request.address.dropFirst(request.address.hasPrefix("file://") ? 7 : 5))
    let outcome: FetchOutcome
    do {
      let snapshot = try store.importFile(
        sourceID: request.sourceID, path: path, name: request.name)
      outcome = snapshot.sha256 == held?.sha256 ? .unchanged(snapshot) : .fresh(snapshot)
    } catch {
      outcome = .notKept(error as? FetchError ?? FetchError(request.address, .notAFile))
    }
    let report = FetchReport(request: request, outcome: outcome)
    settle(index, report: report, isRecorded: outcome.snapshot != nil)
  }

  /// Settles everything that has no report yet; nothing further is asked.
  func settleRest(_ outcome: FetchOutcome) {
    isEnding = true
    firstNew = requests.count
    for index in requests.indices where settled[index] == nil {
      settle(index, report: FetchReport(request: requests[index], outcome: outcome))
    }
  }

  // MARK: Telling

  /// Tells how far the fetch has come, some times a second.
  func tick(bytesUnderWay: Int) {
    if Clock.monotonicSeconds() - lastTickSeconds > 0.15 { tell(nil, bytesUnderWay: bytesUnderWay) }
  }

  private func tell(_ report: FetchReport?, bytesUnderWay: Int) {
    guard let progress else { return }
    lastTickSeconds = Clock.monotonicSeconds()
    progress(
      FetchProgress(
        settled: settledCount, total: requests.count,
        bytesOnTheWire: bytesOnTheWire + bytesUnderWay, finished: report))
  }

  // MARK: Putting on disk

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
