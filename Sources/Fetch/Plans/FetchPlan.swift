/// What a run asks of its sources.
public struct FetchPlan: Sendable {
  public var sources: [Source]
  /// The ids of the sources that are asked; the others stay as they are held. All where nil.
  public var askedIDs: Set<String>?
  /// Local files to take in place of fetching, by source, in the order given.
  public var localFiles: [(sourceID: String, paths: [String])]
  public var isOffline: Bool
  /// The indicators that `{indicator_ids}` in a request's address stands for.
  public var indicatorIDs: [Int]
  /// Sent with every request, so that a publisher can write to whoever runs this.
  public var contact: String
  public var boards: [BoardAddresses] = []
  /// The addresses of the guidance catalogue.
  public var guidance: [String] = []
  /// The most time for all requests together.
  public var deadlineSeconds = 7200.0
  /// Whether everything is asked for again, however lately it was confirmed.
  public var asksForAllAgain = false
  /// When the run began (UTC, ISO 8601), which the age of what is held is counted to.
  public var began = Clock.iso8601(Clock.now())
  /// Gives the addresses that a page of a board leads to.
  public var linksOfGuide: @Sendable (Snapshot) -> GuideLinks = { _ in GuideLinks() }

  public init(
    sources: [Source], localFiles: [(sourceID: String, paths: [String])] = [],
    isOffline: Bool = false, indicatorIDs: [Int] = [], contact: String
  ) {
    self.sources = sources
    self.localFiles = localFiles
    self.isOffline = isOffline
    self.indicatorIDs = indicatorIDs
    self.contact = contact
  }
}

/// Where a board's strategy is to be found.
public struct BoardAddresses: Sendable, Equatable {
  public let areaCode: String
  /// The first page of each guide.
  public let addresses: [String]
  /// Where the council's site begins, for the day when none of these answers.
  public let frontPage: String?

  public init(areaCode: String, addresses: [String], frontPage: String? = nil) {
    self.areaCode = areaCode
    self.addresses = addresses
    self.frontPage = frontPage
  }
}

/// Where a page of a board leads to, in the order of its links.
public struct GuideLinks: Sendable, Hashable, Codable {
  /// Pages of the same guide.
  public var chapters: [String]
  /// Pages elsewhere on the site whose links speak of the strategy.
  public var strategies: [String]

  public init(chapters: [String] = [], strategies: [String] = []) {
    self.chapters = chapters
    self.strategies = strategies
  }
}

/// A line about something that would be asked for.
public struct PlannedRequest: Sendable, Equatable {
  public let sourceID: String
  public let name: String
  /// The address; nil when an earlier answer decides it.
  public let address: String?
  public let reason: String
}

extension FetchPlan {
  /// What the fetch would ask for and why; nothing is asked.
  ///
  /// - Parameter store: what is held already.
  /// - Returns: a line for each request, in the order of the sources.
  /// - Throws: ``FetchError`` when what is known of links cannot be read.
  public func outlook(_ store: SnapshotStore) throws -> [PlannedRequest] {
    if isOffline { return [] }
    let links = try LinkRegister(stateDirectory: store.stateDirectory)
    return planners(store, links).flatMap { planner in
      let first = planner.first().map {
        PlannedRequest(
          sourceID: $0.sourceID, name: $0.name, address: $0.address, reason: $0.reason.words)
      }
      return first + planner.outlook
    }
  }

  /// The sources that are asked: neither given as local files, nor part of the configuration, nor
  /// off, nor left as they are this once.
  var sourcesToAsk: [Source] { ownSources.filter(isAsked) }

  /// The sources whose addresses are looked up.
  var sourcesOfLinks: [Source] {
    sources.filter { $0.checksLinks && $0.isEnabled && isAsked($0) }
  }

  private func isAsked(_ source: Source) -> Bool { askedIDs?.contains(source.id) ?? true }

  /// The sources that nothing is done about this once.
  var sourcesLeftAsHeld: [Source] { ownSources.filter { !isAsked($0) } }

  private var ownSources: [Source] {
    let given = Set(localFiles.map(\.sourceID))
    return sources.filter { !given.contains($0.id) && $0.shape != .configuration && $0.isEnabled }
  }

  /// Snapshots in the order of the sources, and in that of their names within one: what is at hand
  /// decides what a run makes of it, and not how it came to be. Of local files the later counts for
  /// more, so that those stay in the order given.
  func inOrder(_ snapshots: [Snapshot]) -> [Snapshot] {
    let given = Set(localFiles.map(\.sourceID))
    let bySource = Dictionary(grouping: snapshots, by: \.sourceID)
    return sources.flatMap { source in
      let own = bySource[source.id] ?? []
      return given.contains(source.id) ? own : own.sorted { $0.name < $1.name }
    }
  }

  func planners(_ store: SnapshotStore, _ links: LinkRegister) -> [any Planner] {
    var planners: [any Planner] = []
    for source in sourcesToAsk {
      planners.append(RequestPlanner(source, self, store))
      if let files = source.indicatorFiles {
        planners.append(IndicatorPlanner(source, files, self, store))
      }
      if source.shape == .boardPage { planners.append(BoardPlanner(source, self, store)) }
    }
    for source in sourcesOfLinks {
      planners.append(LinkPlanner(source, self, links))
    }
    return planners
  }

  var clientOptions: HTTPClientOptions {
    var options = HTTPClientOptions(userAgent: "local-health-pipeline/1 (+\(contact))")
    options.runDeadlineSeconds = deadlineSeconds
    for source in sources {
      guard source.isOnLoopback, let host = Source.host(of: source.address) else { continue }
      options.allowedTestAddresses.append(host)
      options.allowsPlainHTTP = true
      options.firstRetryDelaySeconds = 0.05
    }
    return options
  }

  /// Why something should be asked for, given how often it is; nil when it should not.
  func reason(
    for request: FetchRequest, everyDays days: Int?, _ store: SnapshotStore
  ) -> FetchReason? {
    if let reason = reasonToMend(request, store) { return reason }
    guard let days else { return .everyRun }
    let entry = store.heldEntry(sourceID: request.sourceID, name: request.name)
    let confirmed = (entry?.retrievedAt).flatMap { Clock.seconds(iso8601: $0) } ?? 0
    guard confirmed + days * 86_400 <= Clock.now() else { return nil }
    return .due(since: Clock.iso8601(confirmed))
  }

  /// Why what is held cannot stand for what is asked; nil when it can.
  func reasonToMend(_ request: FetchRequest, _ store: SnapshotStore) -> FetchReason? {
    let (source, name) = (request.sourceID, request.name)
    guard let entry = store.heldEntry(sourceID: source, name: name) else { return .neverHeld }
    if asksForAllAgain { return .wished }
    if entry.address != request.address { return .addressChanged }
    return store.isWhole(entry) ? nil : .damaged
  }
}

extension Source {
  /// A request of this source, within its limits; its answer is kept under the source's own id
  /// unless another is given.
  func request(
    _ name: String, _ address: String, as content: ExpectedContent, keptUnder other: String? = nil
  ) -> FetchRequest {
    var request = FetchRequest(
      sourceID: other ?? id, name: name, address: address, expectedContent: content,
      maxBytes: maximumBytes,
      timeoutSeconds: Double(timeoutSeconds), allowedHosts: allowedHosts,
      respectsRobots: respectsRobots)
    request.licence = licence
    request.attribution = attribution
    request.paceSeconds = paceSeconds
    return request
  }
}
