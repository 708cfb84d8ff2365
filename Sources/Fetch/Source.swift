/// One publisher's data as `config/pipeline.yaml` describes it.
public struct Source: Sendable, Equatable {
  /// What its bytes look like, which decides the parser.
  public enum Shape: String, Sendable, CaseIterable {
    case fingertipsData = "fingertips-data"
    case fingertipsMetadata = "fingertips-metadata"
    /// Lists of the service about itself, in JSON: kinds of area, profiles, neighbours.
    case fingertipsLists = "fingertips-lists"
    case boardPage = "board-page"
    case prioritiesMap = "priorities-map"
    case boundaries
    case guidancePage = "guidance-page"
    case glossaryPage = "glossary-page"
    /// Facts that are part of the configuration; nothing is fetched.
    case configuration
  }

  /// Names the source everywhere: configuration, snapshot folder, parser, fixtures, table.
  public let id: String
  public let name: String
  public let publisher: String
  public let shape: Shape
  public let address: String
  public let licence: String
  public let licenceAddress: String?
  public let attribution: String
  public let cadenceDays: Int
  public let paceSeconds: Double
  public let maximumBytes: Int
  public let timeoutSeconds: Int
  public let allowedHosts: [String]
  public let respectsRobots: Bool
  /// Whether its figures are made up, to be said on every page made from them.
  public let isIllustrative: Bool
  /// How many indicators one address asks for; the publisher drops those beyond 100 silently.
  public let indicatorsPerRequest: Int
  /// What is asked for: the name of each request and its address, relative to ``address``.
  /// `{indicator_ids}` in an address stands for the configured indicators, some at a time.
  public let requests: [Request]
  /// Whether a run asks it; the optional ones are off until somebody wants them.
  public let isEnabled: Bool
  /// For how many days what is held is not asked for again; nil when each run asks.
  public let askEveryDays: Int?
  /// For how many days what is held may be used although its publisher has not confirmed it; nil for
  /// ever.
  public let maximumAgeDays: Int?
  /// Columns without which a table is not taken in place of the one that is held.
  public let contract: [String]
  /// How many pages of a board's guide are followed.
  public let pagesPerBoard: Int
  /// Whether the addresses of the guidance catalogue are looked up to see if they still work.
  public let checksLinks: Bool
  public let indicatorFiles: IndicatorFiles?

  public struct Request: Sendable, Equatable {
    public let name: String
    public let address: String
  }
}

extension Source {
  static let keys = [
    "id", "name", "publisher", "shape", "address", "licence", "licence_address", "attribution",
    "cadence_days", "pace_seconds", "maximum_megabytes", "timeout_seconds", "allowed_hosts",
    "respects_robots", "illustrative", "indicators_per_request", "requests", "enabled",
    "ask_every_days", "max_age_days", "contract", "pages_per_board", "check_links",
    "indicator_files",
  ]

  /// - Throws: ``ConfigurationError`` with file, line and column.
  init(_ node: ConfigurationNode) throws {
    try node.allow(Self.keys)
    id = try node.text("id")
    name = try node.text("name")
    publisher = try node.text("publisher")
    shape = try node.choice("shape")
    address = try node.text("address")
    licence = try node.text("licence")
    licenceAddress = try node.optionalText("licence_address")
    attribution = try node.text("attribution")
    cadenceDays = try node.integer("cadence_days")
    paceSeconds = try node.optionalNumber("pace_seconds") ?? 1
    maximumBytes = (try node.optionalInteger("maximum_megabytes") ?? 64) << 20
    timeoutSeconds = try node.optionalInteger("timeout_seconds") ?? 120
    let hosts = try node.texts("allowed_hosts")
    respectsRobots = try node.flag("respects_robots", default: true)
    isIllustrative = try node.flag("illustrative", default: false)
    indicatorsPerRequest = try node.optionalInteger("indicators_per_request") ?? 10
    let base = address
    requests = try node.list("requests").map { try Request($0, base: base) }
    isEnabled = try node.flag("enabled", default: true)
    askEveryDays = try node.optionalInteger("ask_every_days")
    maximumAgeDays = try node.optionalInteger("max_age_days")
    contract = try node.texts("contract")
    pagesPerBoard = try node.optionalInteger("pages_per_board") ?? 8
    checksLinks = try node.flag("check_links", default: false)
    indicatorFiles = try node.node("indicator_files").map(IndicatorFiles.init)
    allowedHosts = hosts.isEmpty ? [Self.host(of: address)].compactMap(\.self) : hosts
    try check(node)
  }

  private func check(_ node: ConfigurationNode) throws {
    guard ["https://", "http://", "file:"].contains(where: address.hasPrefix) else {
      throw try node.node("address")?.error(.notAnAddress(address))
        ?? node.error(.missingKey("address"))
    }
    if cadenceDays < 1 { throw node.error(.outOfRange(key: "cadence_days", expected: "1 or more")) }
    if !(1...100).contains(indicatorsPerRequest) {
      throw node.error(.outOfRange(key: "indicators_per_request", expected: "1 to 100"))
    }
    if paceSeconds < 0 { throw node.error(.outOfRange(key: "pace_seconds", expected: "0 or more")) }
    if let days = askEveryDays, days < 1 {
      throw node.error(.outOfRange(key: "ask_every_days", expected: "1 or more"))
    }
    if let days = maximumAgeDays, days <= askEveryDays ?? 0 {
      throw node.error(
        .outOfRange(key: "max_age_days", expected: "more than ask_every_days, and 1 or more"))
    }
    if !(1...40).contains(pagesPerBoard) {
      throw node.error(.outOfRange(key: "pages_per_board", expected: "1 to 40"))
    }
    if maximumBytes < 1 || timeoutSeconds < 1 {
      throw node.error(.outOfRange(key: "maximum_megabytes", expected: "1 or more"))
    }
  }

  /// Whether the service runs on this very machine, as stand-ins do.
  var isOnLoopback: Bool {
    ["127.0.0.1", "localhost"].contains(Self.host(of: address))
  }

  /// The host of an http or https address, without its port.
  static func host(of address: String) -> String? {
    let parts = address.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count > 2, parts[0].hasSuffix(":"), parts[1].isEmpty else { return nil }
    return parts[2].split(whereSeparator: { ":?#".contains($0) }).first.map(String.init)
  }
}

extension Source.Request {
  init(_ node: ConfigurationNode, base: String) throws {
    try node.allow(["name", "address"])
    name = try node.text("name")
    let address = try node.text("address")
    self.address = address.contains("://") || address.hasPrefix("file:") ? address : base + address
  }
}

/// The sources of a run.
public struct Sources: Sendable {
  public let all: [Source]
  /// Sent with every request, so that a publisher can write to whoever runs this.
  public let contact: String
  /// The most time that the fetch of a run may take.
  public let deadlineSeconds: Double

  /// Reads `pipeline.yaml`.
  public init(_ configuration: ConfigurationFolder) throws {
    let root = try configuration.yaml("pipeline.yaml")
    try root.allow(["contact", "deadline_minutes", "sources", "gates"])
    contact = try root.text("contact")
    deadlineSeconds = Double(try root.optionalInteger("deadline_minutes") ?? 120) * 60
    if deadlineSeconds < 60 {
      throw root.error(.outOfRange(key: "deadline_minutes", expected: "1 or more"))
    }
    let nodes = try root.list("sources")
    all = try nodes.map(Source.init)
    var seen: Set<String> = []
    for (source, node) in zip(all, nodes) where !seen.insert(source.id).inserted {
      throw try node.node("id")?.error(.duplicateID(source.id))
        ?? node.error(.duplicateID(source.id))
    }
  }

  public subscript(id: String) -> Source? { all.first { $0.id == id } }
}
