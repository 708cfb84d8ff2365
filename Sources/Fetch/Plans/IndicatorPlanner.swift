/// Asks a Fingertips service for the data of each indicator, and for as little as possible.
///
/// The update log is asked first. Only an indicator that it says has changed since its files were
/// kept is asked for again: first for which kinds of area there is data, then for one file of each
/// kind. The service has no validators, so the log is all there is to go by.
/// Shape: see ``FingertipsAnswers``. Source: `data_changes_and_updates`, `available_data`,
/// `all_data`; see docs/sources/fingertips.md.
final class IndicatorPlanner: Planner {
  private static let mostIDsPerRequest = 100

  private let source: Source
  private let files: IndicatorFiles
  private let plan: FetchPlan
  private let store: SnapshotStore
  private let indicators: [Int]
  /// The names of the data files of each indicator that were held at the start.
  private lazy var heldNames = Dictionary(
    grouping: store.latestGood(sourceID: source.id).map(\.name)
      .filter { $0.hasPrefix(Name.indicator) }
  ) { indicator(of: $0) ?? 0 }
  private var versions: [Int: FingertipsAnswers.Version] = [:]
  /// The kinds of area of each indicator, where this run has learnt or confirmed them.
  private var chosen: [Int: [Int]] = [:]
  private(set) var findings: [FetchReport] = []

  init(_ source: Source, _ files: IndicatorFiles, _ plan: FetchPlan, _ store: SnapshotStore) {
    self.source = source
    self.files = files
    self.plan = plan
    self.store = store
    indicators = files.indicatorIDs.isEmpty ? plan.indicatorIDs : files.indicatorIDs
  }

  /// The log is kept apart from the data, as nothing is made from it.
  private var logID: String { source.id + "-updates" }

  // MARK: The log of updates

  func first() -> [FetchRequest] {
    indicators.inGroups(of: Self.mostIDsPerRequest).map { ids in
      let list = ids.map(String.init).joined(separator: ",")
      var request = source.request(
        "updates-\(ids[0])",
        source.address + "data_changes_and_updates/by_indicator_ids?indicator_ids=" + list,
        as: .json, keptUnder: logID)
      request.contract = .list
      request.reason = .updateLog
      return request
    }
  }

  func next(after report: FetchReport) -> [FetchRequest] {
    if report.request.sourceID == logID { return afterLog(report) }
    guard report.request.sourceID == source.id, report.request.name.hasPrefix(Name.availability),
      let id = indicator(of: report.request.name), let answer = report.outcome.snapshot
    else { return [] }
    return afterAvailability(of: id, answer)
  }

  private func afterLog(_ report: FetchReport) -> [FetchRequest] {
    let asked = idsAsked(by: report.request)
    guard let answer = report.outcome.snapshot else {
      return asked.filter { heldNames[$0] == nil }.map { availabilityRequest($0, .availability) }
    }
    guard let log = FingertipsAnswers.versions(in: answer) else {
      findings.append(
        FetchReport(
          request: report.request, outcome: .protocolError("a log of updates that is none")))
      return []
    }
    for id in asked { versions[id] = log[id] ?? .notInLog }
    return asked.flatMap(afterVersion)
  }

  private func idsAsked(by request: FetchRequest) -> [Int] {
    indicators.inGroups(of: Self.mostIDsPerRequest).first { "updates-\($0[0])" == request.name }
      ?? []
  }

  /// Asks for what is not held in the version that the log names.
  private func afterVersion(_ id: Int) -> [FetchRequest] {
    let name = Name.availability + "\(id).json"
    guard !plan.asksForAllAgain else { return [availabilityRequest(id, .wished)] }
    guard let entry = store.heldEntry(sourceID: source.id, name: name),
      entry.publisherVersion == versions[id]?.text
    else { return [availabilityRequest(id, .availability)] }
    guard store.isWhole(entry), let held = store.latestGood(sourceID: source.id, name: name) else {
      return [availabilityRequest(id, .damaged)]
    }
    confirm(name)
    return afterAvailability(of: id, held)
  }

  /// Writes down that the log names what is held as the newest. One line a month says enough: a line
  /// for each file and night would make the manifest long.
  private func confirm(_ name: String) {
    let now = Clock.now()
    guard var line = store.heldEntry(sourceID: source.id, name: name),
      let last = Clock.seconds(iso8601: line.retrievedAt), now - last >= 30 * 86_400,
      let held = store.latestGood(sourceID: source.id, name: name)
    else { return }
    line.retrievedAt = Clock.iso8601(now)
    (line.status, line.tries, line.waitsSeconds, line.bytesOnTheWire) = (nil, nil, nil, nil)
    try? store.confirm(held, entry: &line)
  }

  // MARK: Availability

  private func availabilityRequest(_ id: Int, _ reason: FetchReason) -> FetchRequest {
    var request = source.request(
      Name.availability + "\(id).json", source.address + "available_data?indicator_id=\(id)",
      as: .json)
    request.contract = .list
    request.publisherVersion = versions[id]?.text
    request.reason = reason
    return request
  }

  private func afterAvailability(of id: Int, _ answer: Snapshot) -> [FetchRequest] {
    guard let offered = FingertipsAnswers.areaTypes(of: id, in: answer) else { return [] }
    let types = files.chosen(from: offered)
    if types.isEmpty {
      findNothing(id)
      return []
    }
    chosen[id] = types
    let names = types.map { Name.data(id, $0) }
    for name in heldNames[id] ?? [] where !names.contains(name) {
      withdraw(name, note: "The publisher has newer kinds of area for it.")
    }
    return types.compactMap { dataRequest(id, $0) }
  }

  /// Data that the log calls deleted is no longer used; otherwise what is held stays.
  private func findNothing(_ id: Int) {
    let held = heldNames[id] ?? []
    let isDeleted = versions[id]?.isDeleted == true
    for name in held where isDeleted {
      withdraw(name, note: FetchOutcome.withdrawn.sentence)
    }
    if isDeleted && held.isEmpty { return }
    let request = FetchRequest(
      sourceID: source.id, name: "\(Name.indicator)\(id)",
      address: availabilityRequest(id, .availability).address)
    var finding = FetchReport(request: request, outcome: isDeleted ? .withdrawn : .notOffered)
    finding.heldSnapshot = held.first.flatMap { store.latestGood(sourceID: source.id, name: $0) }
    findings.append(finding)
  }

  private func withdraw(_ name: String, note: String) {
    try? store.withdraw(sourceID: source.id, name: name, note: note)
  }

  // MARK: Data

  /// Nil when the file is held whole in the version of the log.
  private func dataRequest(_ id: Int, _ areaType: Int) -> FetchRequest? {
    var request = source.request(
      Name.data(id, areaType), source.address + files.address(indicator: id, areaType: areaType),
      as: .csv)
    request.contract = .table(columns: source.contract, firstCell: "\(id)")
    request.publisherVersion = versions[id]?.text
    let entry = store.heldEntry(sourceID: source.id, name: request.name)
    if let reason = plan.reasonToMend(request, store) {
      request.reason = reason
    } else if entry?.publisherVersion != request.publisherVersion {
      request.reason = .publisherChanged
    } else {
      confirm(request.name)
      return nil
    }
    return request
  }

  // MARK: What is held

  var snapshotsInUse: [Snapshot] {
    indicators.flatMap { id -> [Snapshot] in
      let names = chosen[id].map { types in types.map { Name.data(id, $0) } } ?? heldNames[id] ?? []
      return ([Name.availability + "\(id).json"] + names).compactMap {
        store.latestGood(sourceID: source.id, name: $0)
      }
    }
  }

  var outlook: [PlannedRequest] {
    indicators.map { id in
      let isHeld = heldNames[id] != nil
      return PlannedRequest(
        sourceID: source.id, name: "indicator-\(id)", address: nil,
        reason: isHeld
          ? "only if the log of updates names a change"
          : FetchReason.neverHeld.words + ": availability, then a file for each kind of area")
    }
  }

  /// The indicator that a name of ours belongs to.
  private func indicator(of name: String) -> Int? {
    for prefix in [Name.availability, Name.indicator] where name.hasPrefix(prefix) {
      return Int(name.dropFirst(prefix.count).prefix { $0.isNumber })
    }
    return nil
  }

  private enum Name {
    static let availability = "available-"
    static let indicator = "indicator-"

    static func data(_ id: Int, _ areaType: Int) -> String { "\(indicator)\(id)-\(areaType).csv" }
  }
}
