/// What is to be asked of one host, one thing at a time.
final class HostQueue {
  enum Robots {
    case unknown, asked
    case known(RobotsRules)
    /// They could not be read, so nothing may be asked.
    case unreadable(FetchOutcome)
  }

  private(set) var jobs: [Job] = []
  private var paceSeconds: Double
  var isBusy = false
  var robots = Robots.unknown
  /// The monotonic time before which nothing is asked.
  private(set) var nextStart = 0.0
  /// Tries in a row that the host did not answer.
  private(set) var failuresInARow = 0

  init(paceSeconds: Double) {
    self.paceSeconds = paceSeconds
  }

  /// Of several wishes about the pace the slowest counts.
  func slowDown(toPaceSeconds seconds: Double) { paceSeconds = max(paceSeconds, seconds) }

  func append(_ job: Job) { jobs.append(job) }
  func putFirst(_ job: Job) { jobs.insert(job, at: 0) }

  /// Takes out the first job that may start now.
  func takeNext(now: Double) -> Job? {
    guard !isBusy, nextStart <= now else { return nil }
    guard let index = jobs.firstIndex(where: { isReady($0) && $0.notBefore <= now }) else {
      return nil
    }
    return jobs.remove(at: index)
  }

  /// The monotonic time at which a job may start; nil when none waits for time alone.
  var nextDue: Double? {
    guard !isBusy, let first = jobs.lazy.filter(isReady).map(\.notBefore).min() else { return nil }
    return max(nextStart, first)
  }

  private func isReady(_ job: Job) -> Bool {
    if case .asked = robots { return !job.needsRobots }
    return true
  }

  func started(now: Double) {
    isBusy = true
    nextStart = max(nextStart, now + paceOfHost)
  }

  /// Counts the answers that did not come.
  func note(_ verdict: Verdict) {
    switch verdict {
    case .outcome(.temporary(.nameNotResolved)), .outcome(.temporary(.noConnection)),
      .outcome(.temporary(.timedOut)):
      failuresInARow += 1
    default: failuresInARow = 0
    }
  }

  /// Asks nothing of the host for some seconds, as it wishes.
  func rest(seconds: Double, now: Double) { nextStart = max(nextStart, now + seconds) }

  /// A site's `Crawl-delay` is followed up to half a minute.
  private var paceOfHost: Double {
    guard case .known(let rules) = robots else { return paceSeconds }
    return max(paceSeconds, min(rules.crawlDelaySeconds ?? 0, 30))
  }
}
