/// What came of asking a source, decided before anything is parsed.
public enum FetchOutcome: Sendable, Hashable {
  /// Bytes that were not held before.
  case fresh(Snapshot)
  /// The publisher says, or the bytes show, that what is held still holds.
  case unchanged(Snapshot)
  /// 401, 403, 407 or 451: its status.
  case blocked(Int)
  /// A page that asks for proof of being human.
  case challenge
  /// 404 or 410: its status.
  case gone(Int)
  /// Another status that will not change by asking again.
  case rejected(Int)
  /// What was expected, what it looks like, and its first bytes.
  case wrongType(expected: ExpectedContent, found: String, start: String)
  case empty
  /// A table without rows.
  case headerOnly
  /// A table without columns that are needed.
  case columnsMissing([String])
  /// A table of another indicator than was asked for.
  case wrongSubject(asked: String, found: String)
  /// The end of the body is missing and nothing but its content says so.
  case truncated
  /// More than this many bytes.
  case tooLarge(Int)
  case tlsError(String)
  case robotsDenied
  case redirectRefused(to: String, Redirect)
  /// The name or redirect led to an address that is not on the public internet.
  case addressRefused(String)
  case badEncoding(Encoding)
  case protocolError(String)
  /// It may work later: after as many tries as the report says.
  case temporary(Temporary)
  /// The answer was good but could not be kept on this machine.
  case notKept(FetchError)
  /// The publisher lists nothing of the kinds that were asked for.
  case notOffered
  /// The publisher says that it has taken the data back; what was held is no longer used.
  case withdrawn
  /// Something answers there; nothing was kept: the status.
  case reachable(Int)
  case cancelled

  public enum Redirect: Sendable, Hashable {
    case otherHost, insecure, otherScheme, tooMany, loop
  }

  public enum Encoding: Sendable, Hashable {
    case notGzip, cutShort, badChecksum, secondMember
    case unknown(String)
  }

  public enum Temporary: Sendable, Hashable {
    case nameNotResolved, noConnection, timedOut, cutShort
    case status(Int)
    case robotsUnreachable, hostGivenUp, runDeadline
  }

  /// Whether asking again later may help.
  public var isTemporary: Bool {
    switch self {
    case .temporary, .cancelled: true
    default: false
    }
  }

  /// The codes of the outcomes that asking again later may mend.
  static let temporaryCodes: Set<String> = [
    FetchOutcome.temporary(.timedOut).code, FetchOutcome.cancelled.code,
  ]

  /// The snapshot that was received or confirmed; nil for every other outcome.
  public var snapshot: Snapshot? {
    switch self {
    case .fresh(let snapshot), .unchanged(let snapshot): snapshot
    default: nil
    }
  }

  /// The outcome in one word, as the manifest and the log have it.
  public var code: String {
    switch self {
    case .fresh: "fresh"
    case .unchanged: "unchanged"
    case .blocked: "blocked"
    case .challenge: "challenge"
    case .gone: "gone"
    case .rejected: "rejected"
    case .wrongType: "wrong_type"
    case .empty: "empty"
    case .headerOnly: "header_only"
    case .columnsMissing: "columns_missing"
    case .wrongSubject: "wrong_subject"
    case .truncated: "truncated"
    case .tooLarge: "too_large"
    case .tlsError: "tls_error"
    case .robotsDenied: "robots_denied"
    case .redirectRefused: "redirect_refused"
    case .addressRefused: "address_refused"
    case .badEncoding: "bad_encoding"
    case .protocolError: "protocol_error"
    case .temporary: "temporary"
    case .notKept: "not_kept"
    case .notOffered: "not_offered"
    case .withdrawn: "withdrawn"
    case .reachable: "reachable"
    case .cancelled: "cancelled"
    }
  }
}
