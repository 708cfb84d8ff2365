/// What was asked, what came of it, and which bytes hold now.
public struct FetchReport: Sendable, Hashable {
  public let request: FetchRequest
  public internal(set) var outcome: FetchOutcome
  /// How often the server was asked; redirects do not count.
  public internal(set) var tries = 0
  /// The waits between the tries, in seconds.
  public internal(set) var waitsSeconds: [Double] = []
  /// The address that gave the answer, after redirects.
  public internal(set) var finalAddress: String
  public internal(set) var redirects = 0
  public internal(set) var statusCode: Int?
  /// Bytes of bodies received, before content decoding, over all tries.
  public internal(set) var bytesOnTheWire = 0
  /// Bytes of the last body after content decoding.
  public internal(set) var bytesDecoded = 0
  /// When the answer came (UTC, ISO 8601).
  public internal(set) var retrievedAt: String
  /// The newest good snapshot, whether or not this fetch brought it.
  public internal(set) var heldSnapshot: Snapshot?
  /// Whether that is too old to be used.
  var isHeldTooOld = false
  /// Headers of the answer that the manifest keeps.
  var headers = ResponseHeaders()

  init(request: FetchRequest, outcome: FetchOutcome) {
    self.request = request
    self.outcome = outcome
    finalAddress = request.address
    retrievedAt = Clock.iso8601(Clock.now())
    heldSnapshot = outcome.snapshot
  }

  /// What happened to what, and what is used instead when it went wrong.
  public var sentence: String {
    let subject = "\(request.sourceID)/\(request.name): "
    guard outcome.snapshot == nil, outcome != .withdrawn, request.method == .get else {
      return subject + outcome.sentence
    }
    let trying = tries > 1 ? " Tried \(tries) times." : ""
    return subject + outcome.sentence + trying + " " + fallback
  }

  private var fallback: String {
    guard let held = heldSnapshot else { return "No earlier copy is held." }
    if isHeldTooOld {
      return "The last good copy, of \(held.retrievedAt.prefix(10)), is too old to be used."
    }
    let use = "The last good copy, of \(held.retrievedAt.prefix(10)), is still in use"
    return outcome.isTemporary ? use + "; nothing to do unless this repeats." : use + "."
  }
}

extension ManifestEntry {
  init(_ report: FetchReport) {
    let request = report.request
    self.init(
      source: request.sourceID, name: request.name, address: request.address,
      outcome: report.outcome.code, retrievedAt: report.retrievedAt)
    finalAddress = report.finalAddress
    redirects = report.redirects
    status = report.statusCode
    tries = report.tries
    waitsSeconds = report.waitsSeconds.map { ($0 * 1000).rounded() / 1000 }
    bytesOnTheWire = report.bytesOnTheWire
    bytesDecoded = report.bytesDecoded
    date = report.headers["date"]
    lastModified = report.headers["last-modified"]
    etag = report.headers["etag"]
    contentType = report.headers["content-type"]
    licence = request.licence
    attribution = request.attribution
    note = report.outcome.snapshot == nil ? report.outcome.sentence : nil
    publisherVersion = request.publisherVersion
    clockDiffersSeconds = Self.differenceOfClocks(report)
  }

  /// How far the publisher's clock is from ours, when that is more than a day.
  private static func differenceOfClocks(_ report: FetchReport) -> Int? {
    guard let date = report.headers["date"].flatMap(RetryAfter.httpDate),
      let ours = Clock.seconds(iso8601: report.retrievedAt), abs(date - ours) > 86_400
    else { return nil }
    return date - ours
  }
}
