/// What one answer means for its request.
enum Verdict {
  /// A whole body of the right kind.
  case good(IncomingFile)
  case notModified
  case redirect(String)
  case outcome(FetchOutcome)

  /// Decides by what failed, then by the status, then by the body.
  init(of transfer: Transfer, for request: FetchRequest) {
    let status = transfer.status ?? 0
    if let failure = transfer.failure, !(failure.isTemporary && status >= 300) {
      self = .outcome(failure)
    } else if request.method != .get, (200...299).contains(status) {
      self = .outcome(Self.isChallenge(transfer) ? .challenge : .reachable(status))
    } else if status == 200 || status == 203 {
      self = Self.body(of: transfer, for: request)
    } else {
      self = Self.status(status, of: transfer)
    }
  }

  private static func body(of transfer: Transfer, for request: FetchRequest) -> Verdict {
    let problem = ContentCheck.problem(
      transfer.body.file, for: request, isCloseDelimited: transfer.isCloseDelimited)
    guard problem == nil, let file = transfer.body.file else { return .outcome(problem ?? .empty) }
    return .good(file)
  }

  private static func status(_ status: Int, of transfer: Transfer) -> Verdict {
    if [202, 403, 429, 503].contains(status), isChallenge(transfer) { return .outcome(.challenge) }
    switch status {
    case 204, 205: return .outcome(.empty)
    case 301, 302, 303, 307, 308:
      return transfer.redirectAddress.map { .redirect($0) }
        ?? .outcome(.protocolError("a redirect to nowhere"))
    case 304: return .notModified
    case 401, 403, 407, 451: return .outcome(.blocked(status))
    case 404, 410: return .outcome(.gone(status))
    case 408, 425, 429: return .outcome(.temporary(.status(status)))
    case 501, 505: return .outcome(.rejected(status))
    case 500...599: return .outcome(.temporary(.status(status)))
    case 400...499: return .outcome(.rejected(status))
    default: return .outcome(.protocolError("status \(status)"))
    }
  }

  private static func isChallenge(_ transfer: Transfer) -> Bool {
    transfer.headers["cf-mitigated"] == "challenge" || transfer.headers["x-amzn-waf-action"] != nil
      || ContentCheck.isChallenge(transfer.body.head)
  }
}
