/// When and how often to ask again.
struct RetryPolicy {
  let maxTries: Int
  let firstDelaySeconds: Double
  let maxRetryAfterSeconds: Double

  init(_ options: HTTPClientOptions) {
    maxTries = max(1, options.maxTries)
    firstDelaySeconds = options.firstRetryDelaySeconds
    maxRetryAfterSeconds = options.maxRetryAfterSeconds
  }

  /// How long to wait before the next try.
  ///
  /// Waits double, with up to half added at random so that many clients do not come back at once.
  /// - Parameters:
  ///   - tries: how many tries there have been.
  ///   - retryAfterSeconds: what the server asked for.
  ///   - remainingSeconds: how much of the run is left; a longer wait is pointless.
  ///   - jitter: the share of the wait that is added.
  /// - Returns: seconds; nil when there is to be no further try.
  func delaySeconds(
    afterTry tries: Int, retryAfterSeconds: Double?, remainingSeconds: Double,
    jitter: Double = Double.random(in: 0...0.5)
  ) -> Double? {
    guard tries < maxTries else { return nil }
    let doubled = firstDelaySeconds * Double(1 << min(tries - 1, 20)) * (1 + jitter)
    let delay = max(doubled, min(retryAfterSeconds ?? 0, maxRetryAfterSeconds))
    return delay < remainingSeconds ? delay : nil
  }
}

extension FetchOutcome.Temporary {
  /// Whether the same run should try again.
  var isWorthRetrying: Bool {
    switch self {
    case .robotsUnreachable, .hostGivenUp, .runDeadline: false
    default: true
    }
  }
}
