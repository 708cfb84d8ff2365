// What a run does with each answer.
extension FetchRun {
  func handle(_ transfer: Transfer) {
    guard let (job, host) = underWay.removeValue(forKey: ObjectIdentifier(transfer)) else { return }
    host.isBusy = false
    job.bytesOnTheWire += transfer.body.bytesOnTheWire
    let verdict = Verdict(of: transfer, for: job.request)
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

  func finish(_ job: Job, _ outcome: FetchOutcome, _ transfer: Transfer? = nil) {
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
