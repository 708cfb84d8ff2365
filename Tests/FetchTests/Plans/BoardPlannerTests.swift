import Support
import Testing

@testable import Fetch

/// Pages of boards: which are asked, in which order, and what they are called.
struct BoardPlannerTests {
  /// A plan for one board whose guide has these pages, by the path of its first page.
  private func plan(
    _ addresses: [String], guides: [String: [String]] = [:],
    strategies: [String: [String]] = [:], pages: Int = 4, down: Guarded<Set<String>>? = nil
  ) throws -> (Weather, FaultServer, FetchPlan) {
    let weather = try Weather()
    let server = try FaultServer { request in
      if request.path == "/robots.txt" || request.path.hasPrefix("/missing") {
        return [.answer(404)]
      }
      if let down, down.read({ $0.contains(request.path) }) { return [.answer(503)] }
      return [.answer(200, "<html><p>\(request.path)</p></html>")]
    }
    let file = try weather.folder.write(
      "pipeline.yaml",
      """
      contact: me
      sources:
        - id: boards
          name: N
          publisher: P
          shape: board-page
          address: \(server.url("/"))
          licence: L
          attribution: A
          cadence_days: 30
          ask_every_days: 30
          pace_seconds: 0
          pages_per_board: \(pages)

      """)
    var plan = FetchPlan(
      sources: try Sources(ConfigurationFolder(mainFile: file)).all, contact: "me")
    plan.boards = [
      BoardAddresses(areaCode: "E06000001", addresses: addresses.map { server.url($0) })
    ]
    let guideAddresses = guides.mapValues { $0.map { server.url($0) } }
    let base = server.url("")
    let strategyAddresses = strategies.mapValues { $0.map { server.url($0) } }
    plan.linksOfGuide = { snapshot in
      let path = String(snapshot.address.dropFirst(base.count))
      return GuideLinks(
        chapters: guideAddresses[path] ?? [], strategies: strategyAddresses[path] ?? [])
    }
    return (weather, server, plan)
  }

  private func pages(_ server: FaultServer) -> [String] {
    server.requests.map(\.path).filter { $0 != "/robots.txt" }
  }

  @Test func `the pages of a guide are named in its order`() throws {
    let (weather, server, plan) = try plan(
      ["/guide", "/other"], guides: ["/guide": ["/guide/1", "/guide/2"]])
    let fetched = try fetch(plan, into: weather.store)
    #expect(pages(server) == ["/guide", "/guide/1", "/guide/2", "/other"])
    #expect(fetched.snapshots.map(\.name) == (1...4).map { "E06000001/\($0)" })
    #expect(fetched.snapshots.map(\.address) == pages(server).map { server.url($0) })
    let again = try fetch(plan, into: weather.store)
    #expect(pages(server).count == 4)
    #expect(again.snapshots == fetched.snapshots)
  }

  @Test func `no more pages are followed than allowed, and none from a page of a guide`() throws {
    let (weather, server, plan) = try plan(
      ["/guide"],
      guides: ["/guide": (1...9).map { "/guide/\($0)" }, "/guide/1": ["/elsewhere"]])
    #expect(try fetch(plan, into: weather.store).snapshots.count == 4)
    #expect(pages(server) == ["/guide", "/guide/1", "/guide/2", "/guide/3"])
  }

  @Test func `pages that a guide no longer has are no longer used`() throws {
    let (weather, server, before) = try plan(
      ["/guide"], guides: ["/guide": ["/guide/1", "/guide/2"]])
    #expect(try fetch(before, into: weather.store).snapshots.count == 3)
    var after = before
    after.asksForAllAgain = true
    after.linksOfGuide = { _ in GuideLinks() }
    #expect(try fetch(after, into: weather.store).snapshots.map(\.name) == ["E06000001/1"])
    #expect(weather.store.snapshots(sourceID: "boards").count == 3)
    #expect(pages(server) == ["/guide", "/guide/1", "/guide/2", "/guide"])
  }

  @Test func `a board whose page is gone keeps the copy that is held`() throws {
    let (weather, server, before) = try plan(["/guide"], guides: ["/guide": ["/guide/1"]])
    let held = try fetch(before, into: weather.store).snapshots
    var after = before
    after.boards = [BoardAddresses(areaCode: "E06000001", addresses: [server.url("/missing")])]
    let fetched = try fetch(after, into: weather.store)
    #expect(fetched.snapshots == held)
    #expect(fetched.reports.map(\.outcome) == [.gone(404)])
  }

  @Test func `a link that speaks of the strategy is followed, and its guide from there`() throws {
    let (weather, server, plan) = try plan(
      ["/"], guides: ["/strategy": ["/strategy/1"], "/board": ["/board/members"]],
      strategies: ["/": ["/board"], "/board": ["/strategy"], "/strategy": ["/too-far"]], pages: 8)
    _ = try fetch(plan, into: weather.store)
    #expect(
      pages(server) == ["/", "/board", "/board/members", "/strategy", "/strategy/1"])
  }

  @Test func `where no configured page answers the front page is asked, as seldom as any`() throws {
    var (weather, server, plan) = try plan(
      ["/missing/a", "/missing/b"], strategies: ["/": ["/strategy"]])
    let addresses = ["/missing/a", "/missing/b"].map { server.url($0) }
    plan.boards = [
      BoardAddresses(
        areaCode: "E06000001", addresses: addresses, frontPage: server.url("/"))
    ]
    let fetched = try fetch(plan, into: weather.store)
    #expect(pages(server) == ["/missing/a", "/missing/b", "/", "/strategy"])
    #expect(fetched.snapshots.map(\.name) == ["E06000001/3", "E06000001/4"])
    let again = try fetch(plan, into: weather.store)
    #expect(again.snapshots == fetched.snapshots)
    #expect(pages(server).dropFirst(4) == ["/missing/a", "/missing/b"])
  }

  @Test func `a page of a guide that did not answer is asked for in the next run`() throws {
    let down = Guarded(["/guide/1"] as Set)
    let (weather, server, plan) = try plan(
      ["/guide"], guides: ["/guide": ["/guide/1", "/guide/2"]], down: down)
    #expect(
      try fetch(plan, into: weather.store).snapshots.map(\.name)
        == ["E06000001/1", "E06000001/3"])
    down.write { $0 = [] }
    let before = pages(server).count
    #expect(try fetch(plan, into: weather.store).snapshots.count == 3)
    #expect(pages(server).dropFirst(before) == ["/guide", "/guide/1", "/guide/2"])
    #expect(try fetch(plan, into: weather.store).reports.isEmpty)
  }
}
