/// Asks for the pages of each board's strategy: the configured ones and, of each, a bounded number
/// of pages of the same guide. Where none of them answers, the front page of the site is asked.
///
/// A page whose links speak of the strategy leads to it, at most two such steps from where it began.
/// The snapshots of a board are named `<area code>/<n>` in the order in which they were asked for.
final class BoardPlanner: Planner {
  private struct Page {
    let address: String
    let reason: FetchReason
    /// How many links that speak of the strategy led here.
    var steps = 0
  }

  private struct Board {
    var current: Page
    var waiting: [Page]
    var known: Set<String>
    var asked = 1
    var hasFailed = false
    var isFound = false
  }

  private static let mostSteps = 2

  private let source: Source
  private let plan: FetchPlan
  private let store: SnapshotStore
  private var boards: [String: Board] = [:]
  private let frontPages: [String: String]

  init(_ source: Source, _ plan: FetchPlan, _ store: SnapshotStore) {
    self.source = source
    self.plan = plan
    self.store = store
    let pages = plan.boards.compactMap { board in board.frontPage.map { (board.areaCode, $0) } }
    frontPages = Dictionary(pages) { first, _ in first }
  }

  func first() -> [FetchRequest] {
    plan.boards.compactMap { addresses in
      guard let first = addresses.addresses.first else { return nil }
      let code = addresses.areaCode
      let request = request(code, 1, first)
      let reason = plan.reason(for: request, everyDays: source.askEveryDays, store)
      guard let reason = reason ?? (isHalfRead(code) ? .halfRead : nil) else { return nil }
      boards[code] = Board(
        current: Page(address: first, reason: reason),
        waiting: addresses.addresses.dropFirst().map { Page(address: $0, reason: .everyRun) },
        known: Set(addresses.addresses))
      return with(reason, request)
    }
  }

  /// Whether a later page of the board did not answer when its first page last did, for a reason
  /// that may have passed.
  private func isHalfRead(_ code: String) -> Bool {
    guard let first = store.heldEntry(sourceID: source.id, name: "\(code)/1") else { return false }
    return (1...source.pagesPerBoard).dropFirst().contains { number in
      guard let last = store.lastEntry(sourceID: source.id, name: "\(code)/\(number)") else {
        return false
      }
      return FetchOutcome.temporaryCodes.contains(last.outcome)
        && last.retrievedAt >= first.retrievedAt
    }
  }

  func next(after report: FetchReport) -> [FetchRequest] {
    let parts = report.request.name.split(separator: "/").map(String.init)
    guard report.request.sourceID == source.id, parts.count == 2, var board = boards[parts[0]]
    else { return [] }
    defer { boards[parts[0]] = board }
    if let page = report.outcome.snapshot {
      board.isFound = true
      follow(page, &board)
    } else {
      board.hasFailed = true
    }
    fallBack(parts[0], &board)
    guard !board.waiting.isEmpty, board.asked < source.pagesPerBoard else {
      finish(parts[0], board)
      return []
    }
    board.current = board.waiting.removeFirst()
    board.asked += 1
    let request = request(parts[0], board.asked, board.current.address)
    return [with(board.current.reason, request)]
  }

  /// The chapters of a guide come next, before what its links lead to; a chapter leads nowhere.
  private func follow(_ page: Snapshot, _ board: inout Board) {
    guard board.current.reason != .sameGuide else { return }
    let links = plan.linksOfGuide(page)
    let chapters = links.chapters.filter { board.known.insert($0).inserted }
    board.waiting.insert(
      contentsOf: chapters.map { Page(address: $0, reason: .sameGuide) }, at: 0)
    let steps = board.current.steps + 1
    guard steps <= Self.mostSteps else { return }
    let strategies = links.strategies.filter { board.known.insert($0).inserted }
    board.waiting += strategies.map {
      Page(address: $0, reason: .strategyLink, steps: steps)
    }
  }

  /// Where no configured page answered, the front page may lead to where the strategy has moved to.
  private func fallBack(_ code: String, _ board: inout Board) {
    guard board.waiting.isEmpty, !board.isFound, let front = frontPages[code],
      board.known.insert(front).inserted
    else { return }
    let request = request(code, board.asked + 1, front)
    guard let reason = plan.reason(for: request, everyDays: source.askEveryDays, store) else {
      return
    }
    board.waiting = [Page(address: front, reason: reason)]
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
