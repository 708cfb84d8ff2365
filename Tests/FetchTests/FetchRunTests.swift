import Support
import Testing

@testable import Fetch

/// Row N41 of the fault matrix, and runs as a whole: stopped, late, local and large.
struct FetchRunTests {
  private func pages(_ addresses: [String]) -> [FetchRequest] {
    addresses.enumerated().map { index, address in
      FetchRequest(
        sourceID: "source", name: "page-\(index)", address: address, timeoutSeconds: 30,
        respectsRobots: false)
    }
  }

  @Test func `N41 some sources failing does not stop the others`() throws {
    let weather = try Weather()
    let server = try FaultServer { request in
      guard request.count > 0 else { return [.answer(200, table)] }
      switch request.path {
      case "/0": return [.answer(404)]
      case "/1": return [.answer(500)]
      case "/2": return [.answer(200, "<html>sorry</html>")]
      case "/3": return [.redirect(to: "ftp://example.org/")]
      case "/4": return [.text("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf"), .reset]
      default: return [.answer(200, table + "E06000003,9\n")]
      }
    }
    let requests = (0..<12).map {
      FetchRequest(
        sourceID: "source-\($0)", name: "table.csv", address: server.url("/\($0)"),
        expectedContent: .csv)
    }
    let client = HTTPClient(options: weather.options)
    let first = client.fetch(requests, into: weather.store)
    #expect(first.allSatisfy { $0.outcome.code == "fresh" })
    let second = client.fetch(requests, into: weather.store)
    #expect(
      second.map(\.outcome.code) == [
        "gone", "temporary", "wrong_type", "redirect_refused", "temporary",
      ] + Array(repeating: "fresh", count: 7))
    for (old, new) in zip(first, second).prefix(5) {
      #expect(new.heldSnapshot == old.heldSnapshot)
      #expect(new.sentence.contains(" is still in use"))
    }
  }

  @Test func `a run is stopped within a second and keeps what is whole`() throws {
    let weather = try Weather()
    let server = try FaultServer { request in
      request.path == "/0" ? [.answer(200, "x")] : [.pause(seconds: 25), .answer(200, "x")]
    }
    let client = HTTPClient(options: weather.options)
    let started = Clock.monotonicSeconds()
    let reports = client.fetch(
      pages((0..<3).map { server.url("/\($0)") }), into: weather.store,
      progress: { if $0.finished?.outcome.isGood == true { client.cancellation.cancel() } })
    #expect(Clock.monotonicSeconds() - started < 2 * Sanitizers.slowness)
    #expect(reports.map(\.outcome.code) == ["fresh", "cancelled", "cancelled"])
    #expect(
      reports[1].outcome.sentence == "The fetch was stopped before this was complete.")
    #expect(weather.kept.count == 1)
  }

  @Test func `a run ends at its deadline`() throws {
    var weather = try Weather()
    weather.options.runDeadlineSeconds = 0.4
    weather.options.paceSeconds = 0.3
    let server = try FaultServer { _ in [.answer(200, "x")] }
    let started = Clock.monotonicSeconds()
    let reports = HTTPClient(options: weather.options).fetch(
      pages((0..<4).map { server.url("/\($0)") }), into: weather.store)
    #expect(Clock.monotonicSeconds() - started < 2 * Sanitizers.slowness)
    #expect(reports.last?.outcome == .temporary(.runDeadline))
    #expect(
      reports.last?.outcome.sentence == "The time for the whole run was used up.")
  }

  @Test func `local files are taken in by their address`() throws {
    let weather = try Weather()
    let path = try weather.folder.write("table.csv", table)
    let report = try weather.ask("file:" + path)
    #expect(report.outcome.code == "fresh")
    #expect(try weather.ask("file://" + path).outcome.code == "unchanged")
    #expect(try weather.ask("file:" + path + "x").outcome.code == "not_kept")
    #expect(weather.store.latestGood(sourceID: "source", name: "file") == report.heldSnapshot)
  }

  /// How fast this is, `bench fetch` tells.
  @Test func `two thousand small answers are each kept`() throws {
    var weather = try Weather()
    weather.options.connectTimeoutSeconds = 60
    let server = try FaultServer { [.answer(200, table + $0.path + "\n")] }
    let requests = (0..<2000).map {
      FetchRequest(
        sourceID: "source", name: "\($0).csv", address: server.url("/\($0)"),
        expectedContent: .csv)
    }
    let reports = HTTPClient(options: weather.options).fetch(requests, into: weather.store)
    #expect(reports.filter { $0.outcome.code != "fresh" }.map(\.outcome.sentence) == [])
    #expect(weather.kept.count == 2000)
  }
}
