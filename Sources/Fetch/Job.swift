/// One request on its way through redirects and tries.
final class Job {
  enum Purpose {
    /// A request of the caller: its position among them.
    case request(Int)
    /// `robots.txt` of an authority that others wait for.
    case robots(String)
  }

  let purpose: Purpose
  let request: FetchRequest
  private let first: WebAddress
  /// Where it stands after the redirects so far.
  private(set) var address: WebAddress
  private(set) var visited: Set<String>
  private(set) var tries = 0
  private(set) var waitsSeconds: [Double] = []
  var bytesOnTheWire = 0
  /// The monotonic time before which it is not to be tried.
  private(set) var notBefore = 0.0
  var sendsValidators: Bool

  init(_ purpose: Purpose, _ request: FetchRequest, _ address: WebAddress) {
    self.purpose = purpose
    self.request = request
    first = address
    self.address = address
    visited = [address.text]
    sendsValidators = request.usesValidators
  }

  var redirects: Int { visited.count - 1 }
  var needsRobots: Bool {
    if case .robots = purpose { return false }
    return request.respectsRobots
  }

  func begin() { if redirects == 0 { tries += 1 } }

  func follow(to address: WebAddress) {
    self.address = address
    visited.insert(address.text)
    notBefore = 0
  }

  /// Goes back to the first address, to be tried again after a wait in seconds.
  func startAgain(after delaySeconds: Double) {
    waitsSeconds.append(delaySeconds)
    notBefore = Clock.monotonicSeconds() + delaySeconds
    address = first
    visited = [first.text]
  }

  /// Asks for the bytes themselves, as what they were compared with is not whole.
  func startAgainWithoutValidators() {
    sendsValidators = false
    address = first
    visited = [first.text]
  }

  /// The headers that ask for the bytes only if they differ from those that hold.
  func validators(in store: SnapshotStore) -> [String] {
    guard sendsValidators else { return request.usesValidators ? ["Cache-Control: no-cache"] : [] }
    let (source, name) = (request.sourceID, request.name)
    guard store.latestGood(sourceID: source, name: name) != nil,
      let entry = store.heldEntry(sourceID: source, name: name), entry.address == request.address
    else { return [] }
    return [("If-None-Match", entry.etag), ("If-Modified-Since", entry.lastModified)]
      .compactMap { name, value in value.flatMap { isPrintable($0) ? "\(name): \($0)" : nil } }
  }
}

private func isPrintable(_ value: String) -> Bool {
  value.utf8.allSatisfy { (32...126).contains($0) }
}
