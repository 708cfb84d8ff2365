/// What a body should turn out to be; told from its bytes, as publishers' content types are wrong.
public enum ExpectedContent: String, Sendable, Hashable, CaseIterable {
  case csv, json, html, any

  /// The name used in sentences.
  var mediaType: String {
    switch self {
    case .csv: "text/csv"
    case .json: "application/json"
    case .html: "text/html"
    case .any: "any content"
    }
  }
}

/// What a body must hold, besides being of the right kind, to take the place of what is held.
public enum ContentContract: Sendable, Hashable {
  /// A JSON list, and not the object by which services tell of an error.
  case list
  /// A table whose heading has these columns and whose first row begins with this cell.
  case table(columns: [String], firstCell: String?)
}

/// One thing to be asked of a source, and the limits within which an answer is accepted.
public struct FetchRequest: Sendable, Hashable {
  public enum Method: Sendable, Hashable {
    case get
    /// Only whether it is there; nothing is kept.
    case head
    /// The same with the first bytes, for servers that do not answer to `HEAD`.
    case firstBytes
  }

  /// The id of the source, as in `config/pipeline.yaml`.
  public let sourceID: String
  /// The name of the snapshot, unique within the source; never used as a path.
  public let name: String
  /// `https:` and, for tests, `http:`; or `file:` and the path of a local file.
  public let address: String
  public let expectedContent: ExpectedContent
  /// The most bytes accepted, counted after content decoding.
  public var maxBytes: Int
  /// The most seconds one try may take, from looking up the name to the last byte.
  public var timeoutSeconds: Double
  /// Hosts that a redirect may lead to besides the address's own; `*.gov.uk` for any below it,
  /// `*` for any on the public internet.
  public var allowedHosts: [String]
  /// Whether `robots.txt` of each host is asked and followed.
  public var respectsRobots: Bool
  /// Whether the validators received with the snapshot that holds are sent back.
  public var usesValidators: Bool
  /// The licence and attribution that the manifest keeps with the bytes.
  public var licence: String?
  public var attribution: String?
  public var method = Method.get
  /// The least time between two requests to its host; nil for that of the client.
  public var paceSeconds: Double?
  public var contract: ContentContract?
  /// What the publisher's own log of updates says of the data, kept with the bytes.
  public var publisherVersion: String?
  public var reason = FetchReason.everyRun

  /// - Parameters:
  ///   - sourceID: the id of the source.
  ///   - name: the name of the snapshot within the source.
  ///   - address: what to ask.
  ///   - expectedContent: what the body should be.
  ///   - maxBytes: the most bytes accepted, decoded.
  ///   - timeoutSeconds: the most seconds for one try.
  ///   - allowedHosts: hosts that a redirect may lead to besides the address's own.
  ///   - respectsRobots: whether `robots.txt` is followed; when nil, for pages only.
  public init(
    sourceID: String, name: String, address: String, expectedContent: ExpectedContent = .any,
    maxBytes: Int = 256 << 20, timeoutSeconds: Double = 300, allowedHosts: [String] = [],
    respectsRobots: Bool? = nil
  ) {
    self.sourceID = sourceID
    self.name = name
    self.address = address
    self.expectedContent = expectedContent
    self.maxBytes = maxBytes
    self.timeoutSeconds = timeoutSeconds
    self.allowedHosts = allowedHosts
    self.respectsRobots = respectsRobots ?? (expectedContent == .html)
    usesValidators = true
  }
}
