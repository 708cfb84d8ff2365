/// Asks for the addresses that the configuration lists, when they are due.
///
/// `{indicator_ids}` in an address stands for the indicators, some at a time; `{area_code}` for the
/// code of each board's area, one at a time.
final class RequestPlanner: Planner {
  private let source: Source
  private let plan: FetchPlan
  private let store: SnapshotStore
  private let all: [FetchRequest]
  private var askedNames: Set<String> = []

  init(_ source: Source, _ plan: FetchPlan, _ store: SnapshotStore) {
    self.source = source
    self.plan = plan
    self.store = store
    all = source.requests.flatMap { Self.requests(of: source, $0, plan) }
  }

  func first() -> [FetchRequest] {
    all.compactMap { request in
      guard let reason = plan.reason(for: request, everyDays: source.askEveryDays, store) else {
        return nil
      }
      return asking(request, for: reason)
    }
  }

  /// The log of updates says nothing of texts, but where it names a change they may have changed too.
  func next(after report: FetchReport) -> [FetchRequest] {
    guard source.shape == .fingertipsMetadata, report.request.reason == .updateLog,
      case .fresh = report.outcome
    else { return [] }
    return all.filter { !askedNames.contains($0.name) }.map { asking($0, for: .publisherChanged) }
  }

  private func asking(_ request: FetchRequest, for reason: FetchReason) -> FetchRequest {
    askedNames.insert(request.name)
    var request = request
    request.reason = reason
    return request
  }

  var snapshotsInUse: [Snapshot] {
    all.compactMap { store.latestGood(sourceID: source.id, name: $0.name) }
  }

  private static func requests(
    of source: Source, _ wanted: Source.Request, _ plan: FetchPlan
  ) -> [FetchRequest] {
    let marks = ["{indicator_ids}", "{area_code}"]
    guard let mark = marks.first(where: wanted.address.contains) else {
      return [request(of: source, wanted.name, wanted.address)]
    }
    let groups = mark == marks[0] ? indicators(plan, source) : plan.boards.map(\.areaCode)
    return groups.map { group in
      let first = group.prefix { $0 != "," }
      let address = wanted.address.split(separator: mark, omittingEmptySubsequences: false)
      return request(of: source, "\(wanted.name)-\(first)", address.joined(separator: group))
    }
  }

  private static func indicators(_ plan: FetchPlan, _ source: Source) -> [String] {
    plan.indicatorIDs.inGroups(of: source.indicatorsPerRequest).map {
      $0.map(String.init).joined(separator: ",")
    }
  }

  private static func request(
    of source: Source, _ name: String, _ address: String
  ) -> FetchRequest {
    var request = source.request(name, address, as: source.shape.content)
    if !source.contract.isEmpty {
      request.contract = .table(columns: source.contract, firstCell: nil)
    }
    return request
  }
}

extension Array {
  func inGroups(of size: Int) -> [[Element]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}

extension Source.Shape {
  fileprivate var content: ExpectedContent {
    switch self {
    case .fingertipsData, .fingertipsMetadata: .csv
    case .fingertipsLists, .boundaries: .json
    case .boardPage, .guidancePage, .glossaryPage, .prioritiesMap: .html
    case .configuration: .any
    }
  }
}
