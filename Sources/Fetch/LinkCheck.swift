/// What is known of an address of the guidance catalogue.
public struct LinkCheck: Codable, Sendable, Hashable {
  public enum State: String, Codable, Sendable, CaseIterable {
    case alive
    /// It works, at another address.
    case moved
    case gone
    /// The site does not let programs see; a person may.
    case blocked
    case notCheckable = "not_checkable"
  }

  public let address: String
  public let state: State
  /// Where it is now, if elsewhere.
  public let movedTo: String?
  public let status: Int?
  /// When it was last looked up (UTC, ISO 8601).
  public let checkedAt: String
  /// Since when it has been in this state, as far as we know.
  public var since: String
  /// What was said, where it does not work.
  public let note: String?

  public init(
    address: String, state: State, movedTo: String? = nil, status: Int? = nil, checkedAt: String,
    since: String, note: String? = nil
  ) {
    self.address = address
    self.state = state
    self.movedTo = movedTo
    self.status = status
    self.checkedAt = checkedAt
    self.since = since
    self.note = note
  }

  enum CodingKeys: String, CodingKey {
    case address, state, status, since, note
    case movedTo = "moved_to"
    case checkedAt = "checked_at"
  }
}

extension LinkCheck {
  init(_ report: FetchReport) {
    let isElsewhere = report.redirects > 0 && report.finalAddress != report.request.address
    let state = State(report.outcome, isElsewhere: isElsewhere)
    self.init(
      address: report.request.address, state: state,
      movedTo: state == .moved ? report.finalAddress : nil, status: report.statusCode,
      checkedAt: report.retrievedAt, since: report.retrievedAt,
      note: state == .alive || state == .moved ? nil : report.outcome.sentence)
  }
}

extension LinkCheck.State {
  init(_ outcome: FetchOutcome, isElsewhere: Bool) {
    self =
      switch outcome {
      // 416: there is something, and it is shorter than the range that was asked for.
      case .reachable, .rejected(416): isElsewhere ? .moved : .alive
      case .gone: .gone
      case .blocked, .challenge, .robotsDenied: .blocked
      default: .notCheckable
      }
  }
}

/// The file that keeps the newest check of each address: `link-checks.jsonl` in the state folder.
final class LinkRegister {
  private let directory: String
  private var checks: [String: LinkCheck] = [:]
  private var path: String { directory + "/link-checks.jsonl" }

  /// - Throws: ``FetchError`` when the file is there and cannot be read: it is not taken for an
  ///   empty one, as then every address would be new and each state would begin today.
  init(stateDirectory: String) throws {
    directory = stateDirectory
    for check in try JSONLines.readIfThere(LinkCheck.self, from: path) {
      checks[check.address] = check
    }
  }

  func check(of address: String) -> LinkCheck? { checks[address] }

  /// The checks of these addresses, in their order, each once.
  func checks(of addresses: [String]) -> [LinkCheck] {
    var seen: Set<String> = []
    return addresses.filter { seen.insert($0).inserted }.compactMap { checks[$0] }
  }

  /// Takes in new checks and writes the file anew, in one step.
  ///
  /// - Throws: ``FetchError`` when it cannot be written; what was there stays.
  func record(_ new: [LinkCheck]) throws {
    for var check in new {
      if let before = checks[check.address], before.state == check.state,
        before.movedTo == check.movedTo
      {
        check.since = before.since
      }
      checks[check.address] = check
    }
    let lines = try checks.values.sorted { $0.address < $1.address }.map(JSONLines.line)
    let file = try IncomingFile(directory: directory)
    for line in lines { try line.withUnsafeBytes { try file.write($0) } }
    try file.keep(as: path)
    try OpenFile.syncDirectory(directory)
  }
}
