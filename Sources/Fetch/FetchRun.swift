/// The running of many requests to completion: which starts when, and what follows each answer.
final class FetchRun {
  let options: HTTPClientOptions
  let desk: ReportDesk
  private let cancellation: CancellationFlag
  private let pool: TransferPool
  private let policy: RetryPolicy
  private let deadline: Double
  var hosts: [String: HostQueue] = [:]
  private var underWay: [ObjectIdentifier: (job: Job, host: HostQueue)] = [:]

  init(options: HTTPClientOptions, cancellation: CancellationFlag, desk: ReportDesk) throws {
    self.options = options
    self.cancellation = cancellation
    self.desk = desk
    pool = try TransferPool()
    policy = RetryPolicy(options)
    deadline = Clock.monotonicSeconds() + options.runDeadlineSeconds
  }

  func run(_ requests: [(offset: Int, element: FetchRequest)]) {
    for (index, request) in requests { enqueue(index, request) }
    while hasWork {
      if cancellation.isCancelled { return stop(.cancelled) }
      if Clock.monotonicSeconds() >= deadline { return stop(.temporary(.runDeadline)) }
      startWhatMay()
      if isWaitPointless { return stop(.temporary(.runDeadline)) }
      for transfer in pool.advance(waitingUpTo: secondsToWait) { handle(transfer) }
    }
  }

  private var hasWork: Bool { !underWay.isEmpty || hosts.values.contains { !$0.jobs.isEmpty } }

  private var isWaitPointless: Bool {
    underWay.isEmpty && (earliestStart ?? 0) >= deadline
  }

  /// The monotonic time at which the next request may start.
  private var earliestStart: Double? { hosts.values.compactMap(\.nextDue).min() }

  private func stop(_ outcome: FetchOutcome) {
    pool.abandonAll()
    desk.settleRest(outcome)
  }

  /// A fifth of a second at most, so that a request to stop is soon seen.
  private var secondsToWait: Double {
    let next = earliestStart ?? .infinity
    let isFull = pool.count >= options.maxConcurrentHosts
    return isFull ? 0.2 : min(0.2, max(0, next - Clock.monotonicSeconds()))
  }

  // MARK: Starting

  private func enqueue(_ index: Int, _ request: FetchRequest) {
    guard let address = WebAddress(request.address), isSchemeAllowed(address) else {
      let outcome = FetchOutcome.protocolError("not an https address")
      return desk.settle(index, report: FetchReport(request: request, outcome: outcome))
    }
    host(address).append(Job(.request(index), request, address))
  }

  private func isSchemeAllowed(_ address: WebAddress) -> Bool {
    address.scheme == "https" || options.allowsPlainHTTP
  }

  private func host(_ address: WebAddress) -> HostQueue {
    if let host = hosts[address.authority] { return host }
    let pace = options.paceSecondsOfHost[address.host] ?? options.paceSeconds
    let host = HostQueue(paceSeconds: pace)
    hosts[address.authority] = host
    return host
  }

  private func startWhatMay() {
    let now = Clock.monotonicSeconds()
    for host in hosts.values {
      while pool.count < options.maxConcurrentHosts, let job = host.takeNext(now: now) {
        start(job, on: host, now: now)
      }
    }
  }

  private func start(_ job: Job, on host: HostQueue, now: Double) {
    if host.failuresInARow >= options.maxUnansweredTriesOfHost {
      return finish(job, .temporary(.hostGivenUp))
    }
    guard job.needsRobots else { return send(job, on: host, now: now) }
    switch host.robots {
    case .known(let rules) where rules.allows(job.address.path): send(job, on: host, now: now)
    case .known: finish(job, .robotsDenied)
    case .unreadable(let outcome): finish(job, outcome)
    case .unknown, .asked: askRobots(before: job, host)
    }
  }

  private func send(_ job: Job, on host: HostQueue, now: Double) {
    job.begin()
    do {
      let transfer = try transfer(for: job, seconds: deadline - now)
      try pool.start(transfer)
      underWay[ObjectIdentifier(transfer)] = (job, host)
      host.started(now: now)
    } catch {
      finish(job, .notKept(error as? FetchError ?? FetchError(job.address.host, .noMemory)))
    }
  }

  private func transfer(for job: Job, seconds: Double) throws -> Transfer {
    let (store, source) = (desk.store, job.request.sourceID)
    let body = ResponseBody(maxBytes: job.request.maxBytes) {
      try store.incomingFile(sourceID: source)
    }
    return try Transfer(
      address: job.address, validators: job.validators(in: store),
      timeoutSeconds: min(job.request.timeoutSeconds, seconds), body: body, options: options)
  }

  // MARK: After an answer

  private func handle(_ transfer: Transfer) {
    guard let (job, host) = underWay.removeValue(forKey: ObjectIdentifier(transfer)) else { return }
    host.isBusy = false
    job.bytesOnTheWire += transfer.body.bytesOnTheWire
    let verdict = Verdict(of: transfer, expected: job.request.expectedContent)
    host.note(verdict)
    switch (verdict, job.purpose) {
    case (.redirect(let address), _): follow(job, to: address, transfer)
    case (.outcome(.temporary(let reason)), _): tryAgain(job, host, reason, transfer)
    case (_, .robots(let authority)): learnRobots(verdict, of: authority, transfer)
    case (.notModified, .request(let index)): confirm(index, job, transfer)
    case (.good(let file), .request(let index)): keep(file, index, job, transfer)
    case (.outcome(let outcome), .request): finish(job, outcome, transfer)
    }
  }

  private func follow(_ job: Job, to address: String, _ transfer: Transfer) {
    let refusal = RedirectRules.refusal(
      from: job.address, to: address, request: job.request, visited: job.visited, options: options)
    guard refusal == nil, let target = WebAddress(address) else {
      let outcome = FetchOutcome.redirectRefused(to: address, refusal ?? .otherScheme)
      return conclude(job, outcome, transfer)
    }
    job.follow(to: target)
    host(target).putFirst(job)
  }

  private func tryAgain(
    _ job: Job, _ host: HostQueue, _ reason: FetchOutcome.Temporary, _ transfer: Transfer
  ) {
    let now = Clock.monotonicSeconds()
    let wished = transfer.headers["retry-after"].flatMap {
      RetryAfter.seconds($0, now: Clock.now(), limit: options.maxRetryAfterSeconds)
    }
    if let wished { host.rest(seconds: wished, now: now) }
    let delay = policy.delaySeconds(
      afterTry: job.tries, retryAfterSeconds: wished, remainingSeconds: deadline - now)
    guard let delay, reason.isWorthRetrying else {
      return conclude(job, .temporary(reason), transfer)
    }
    transfer.body.discard()
    job.startAgain(after: delay)
    self.host(job.address).append(job)
  }

  /// Ends a job that may be a request or the asking of `robots.txt`.
  private func conclude(_ job: Job, _ outcome: FetchOutcome, _ transfer: Transfer) {
    if case .robots(let authority) = job.purpose {
      return learnRobots(.outcome(outcome), of: authority, transfer)
    }
    finish(job, outcome, transfer)
  }

  private func keep(_ file: IncomingFile, _ index: Int, _ job: Job, _ transfer: Transfer) {
    desk.keep(file, report(job, .empty, transfer), index)
    file.discard()
  }

  private func confirm(_ index: Int, _ job: Job, _ transfer: Transfer) {
    if job.sendsValidators, desk.confirm(report(job, .empty, transfer), index) { return }
    guard job.sendsValidators else {
      return finish(job, .protocolError("status 304 without a condition"), transfer)
    }
    job.startAgainWithoutValidators()
    host(job.address).putFirst(job)
  }

  private func finish(_ job: Job, _ outcome: FetchOutcome, _ transfer: Transfer? = nil) {
    transfer?.body.discard()
    guard case .request(let index) = job.purpose else { return }
    desk.settle(index, report: report(job, outcome, transfer))
  }

  private func report(
    _ job: Job, _ outcome: FetchOutcome, _ transfer: Transfer?
  ) -> FetchReport {
    var report = FetchReport(request: job.request, outcome: outcome)
    report.tries = job.tries
    report.waitsSeconds = job.waitsSeconds
    report.finalAddress = job.address.text
    report.redirects = job.redirects
    report.bytesOnTheWire = job.bytesOnTheWire
    report.bytesDecoded = transfer?.body.bytesDecoded ?? 0
    report.statusCode = transfer?.status
    report.headers = transfer?.headers ?? ResponseHeaders()
    return report
  }
}
