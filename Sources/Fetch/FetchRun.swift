/// The running of many requests to completion: which starts when, and what follows each answer.
final class FetchRun {
  let options: HTTPClientOptions
  let desk: ReportDesk
  private let cancellation: CancellationFlag
  private let pool: TransferPool
  let policy: RetryPolicy
  let deadline: Double
  var hosts: [String: HostQueue] = [:]
  var underWay: [ObjectIdentifier: (job: Job, host: HostQueue)] = [:]

  init(
    options: HTTPClientOptions, cancellation: CancellationFlag, desk: ReportDesk
  ) throws(FetchError) {
    self.options = options
    self.cancellation = cancellation
    self.desk = desk
    pool = try TransferPool()
    policy = RetryPolicy(options)
    deadline = Clock.monotonicSeconds() + options.runDeadlineSeconds
  }

  func run() {
    while takeInNewRequests() || hasWork {
      if cancellation.isCancelled { return stop(.cancelled) }
      if Clock.monotonicSeconds() >= deadline { return stop(.temporary(.runDeadline)) }
      startWhatMay()
      if isWaitPointless { return stop(.temporary(.runDeadline)) }
      for transfer in pool.advance(waitingUpTo: secondsToWait) { handle(transfer) }
      desk.tick(bytesUnderWay: pool.bytesOnTheWire)
    }
  }

  /// - Returns: whether there were any.
  private func takeInNewRequests() -> Bool {
    let new = desk.takeNewRequests()
    for index in new { enqueue(index, desk.requests[index]) }
    return !new.isEmpty
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
    if request.address.hasPrefix("file:") { return desk.takeInLocalFile(index) }
    guard let address = WebAddress(request.address), isSchemeAllowed(address) else {
      let outcome = FetchOutcome.protocolError("not an https address")
      return desk.settle(index, report: FetchReport(request: request, outcome: outcome))
    }
    let host = host(address, pace: request.paceSeconds)
    if let pace = request.paceSeconds { host.slowDown(toPaceSeconds: pace) }
    host.append(Job(.request(index), request, address))
  }

  private func isSchemeAllowed(_ address: WebAddress) -> Bool {
    address.scheme == "https" || options.allowsPlainHTTP
  }

  func host(_ address: WebAddress, pace: Double? = nil) -> HostQueue {
    if let host = hosts[address.authority] { return host }
    let pace = options.paceSecondsOfHost[address.host] ?? pace ?? options.paceSeconds
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
      finish(job, .notKept(error))
    }
  }

  private func transfer(for job: Job, seconds: Double) throws(FetchError) -> Transfer {
    let (store, source) = (desk.store, job.request.sourceID)
    let makeFile = { try store.incomingFile(sourceID: source) }
    let isKept = job.request.method == .get
    return try Transfer(
      address: job.address, method: job.request.method,
      validators: isKept ? job.validators(in: store) : [],
      timeoutSeconds: min(job.request.timeoutSeconds, seconds),
      body: ResponseBody(maxBytes: job.request.maxBytes, makeFile: isKept ? makeFile : nil),
      options: options)
  }
}
