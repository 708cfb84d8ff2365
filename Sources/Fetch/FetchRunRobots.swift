// What a run does about `robots.txt` (RFC 9309 §2.3): one asking for each authority.
extension FetchRun {
  /// Puts a job back and asks the rules of its host first.
  func askRobots(before job: Job, _ host: HostQueue) {
    host.putFirst(job)
    host.robots = .asked
    guard let address = WebAddress(job.address.robotsAddress) else {
      return host.robots = .known(.none)
    }
    var request = FetchRequest(
      sourceID: job.request.sourceID, name: "robots.txt", address: address.text,
      maxBytes: 500 << 10, timeoutSeconds: min(30, job.request.timeoutSeconds),
      allowedHosts: job.request.allowedHosts, respectsRobots: false)
    request.usesValidators = false
    host.putFirst(Job(.robots(job.address.authority), request, address))
  }

  /// Takes the rules from an answer: a refusal means that there are none, trouble that nothing
  /// may be asked.
  func learnRobots(_ verdict: Verdict, of authority: String, _ transfer: Transfer) {
    hosts[authority]?.robots = robots(verdict, transfer)
    transfer.body.discard()
  }

  private func robots(_ verdict: Verdict, _ transfer: Transfer) -> HostQueue.Robots {
    switch verdict {
    case .good(let file): return .known(rules(in: file))
    case .outcome(.tooLarge): return .known(transfer.body.file.map(rules) ?? .none)
    case .outcome(.temporary): return .unreadable(.temporary(.robotsUnreachable))
    case .outcome(let outcome) where outcome.isRefusalOfConnection: return .unreadable(outcome)
    default: return .known(.none)
    }
  }

  private func rules(in file: IncomingFile) -> RobotsRules {
    var bytes: [UInt8] = []
    _ = try? OpenFile(reading: file.path).forEachPiece { bytes.append(contentsOf: $0) }
    return RobotsRules(bytes, product: options.userAgent)
  }
}

extension FetchOutcome {
  /// Whether the server was not so much as spoken to.
  fileprivate var isRefusalOfConnection: Bool {
    switch self {
    case .tlsError, .addressRefused, .protocolError, .notKept: true
    default: false
    }
  }
}
