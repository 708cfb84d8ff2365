/// Asks for the pages of each board's strategy: the configured ones and, of each, a bounded number
/// of pages of the same guide.
///
/// The snapshots of a board are named `<area code>/<n>` in the order of the guide.
final class BoardPlanner: Planner {
  private struct Board {
    /// Addresses still to be asked, and whether each is the first of a guide.
    var waiting: [(address: String, isFirst: Bool)]
    var known: Set<String>
    var asked = 0
    var hasFailed = false
  }

  private let source: Source
  private let plan: FetchPlan
  private let store: SnapshotStore
  private var boards: [String: Board] = [:]

  init(_ source: Source, _ plan: FetchPlan, _ store: SnapshotStore) {
    self.source = source
    self.plan = plan
    self.store = store
  }

  func first() -> [FetchRequest] {
    plan.boards.compactMap { addresses in
      guard let first = addresses.addresses.first else { return nil }
      let code = addresses.areaCode
      let request = request(code, 1, first)
      guard let reason = plan.reason(for: request, everyDays: source.askEveryDays, store) else {
        return nil
      }
      boards[code] = Board(
        waiting: addresses.addresses.dropFirst().map { ($0, true) },
        known: Set(addresses.addresses), asked: 1)
      return with(reason, request)
    }
  }

  func next(after report: FetchReport) -> [FetchRequest] {
    let parts = report.request.name.split(separator: "/").map(String.init)
    guard report.request.sourceID == source.id, parts.count == 2, var board = boards[parts[0]]
    else { return [] }
    defer { boards[parts[0]] = board }
    if report.outcome.snapshot == nil { board.hasFailed = true }
    if let page = report.outcome.snapshot, report.request.reason != .sameGuide {
      let links = plan.pagesOfGuide(page).filter { board.known.insert($0).inserted }
      board.waiting.insert(contentsOf: links.map { ($0, false) }, at: 0)
    }
    guard !board.waiting.isEmpty, board.asked < source.pagesPerBoard else {
      finish(parts[0], board)
      return []
    }
    let next = board.waiting.removeFirst()
    board.asked += 1
    let request = request(parts[0], board.asked, next.address)
    return [with(next.isFirst ? .everyRun : .sameGuide, request)]
  }

  /// Pages of a guide that has become shorter are no longer used, once all of it was read.
  private func finish(_ code: String, _ board: Board) {
    guard !board.hasFailed else { return }
    var number = board.asked + 1
    while store.heldEntry(sourceID: source.id, name: "\(code)/\(number)") != nil {
      try? store.withdraw(
        sourceID: source.id, name: "\(code)/\(number)",
        note: "The guide has fewer pages than before.")
      number += 1
    }
  }

  var snapshotsInUse: [Snapshot] {
    plan.boards.flatMap { board in
      (1...source.pagesPerBoard).compactMap {
        store.latestGood(sourceID: source.id, name: "\(board.areaCode)/\($0)")
      }
    }
  }

  private func request(_ code: String, _ number: Int, _ address: String) -> FetchRequest {
    source.request("\(code)/\(number)", address, as: .html)
  }

  private func with(_ reason: FetchReason, _ request: FetchRequest) -> FetchRequest {
    var request = request
    request.reason = reason
    return request
  }
}
