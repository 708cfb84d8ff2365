import Support
import Testing

@testable import Fetch

/// Pages of boards: which are asked, in which order, and what they are called.
struct BoardPlannerTests {
  /// A plan for one board whose guide has these pages, by the path of its first page.
  private func plan(
    _ addresses: [String], guides: [String: [String]] = [:], pages: Int = 4
  ) throws -> (Weather, FaultServer, FetchPlan) {
    let weather = try Weather()
    let server = try FaultServer { request in
      request.path == "/robots.txt"
        ? [.answer(404)]
        : request.path.hasPrefix("/missing")
          ? [.answer(404)] : [.answer(200, "<html><p>\(request.path)</p></html>")]
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
    plan.pagesOfGuide = { snapshot in
      guideAddresses[String(snapshot.address.dropFirst(base.count))] ?? []
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
    after.pagesOfGuide = { _ in [] }
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
}
