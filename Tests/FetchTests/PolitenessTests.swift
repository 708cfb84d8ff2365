import Support
import Testing

@testable import Fetch

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How often hosts are asked, what `robots.txt` does, and that a run can be stopped.
struct PolitenessTests {
  private func pages(_ addresses: [String], respectsRobots: Bool = false) -> [FetchRequest] {
    addresses.enumerated().map { index, address in
      FetchRequest(
        sourceID: "source", name: "page-\(index)", address: address, timeoutSeconds: 2,
        respectsRobots: respectsRobots)
    }
  }

  private func outcomes(_ requests: [FetchRequest], _ weather: Weather) -> [String] {
    HTTPClient(options: weather.options).fetch(requests, into: weather.store).map(\.outcome.code)
  }

  @Test func `a host is asked one thing at a time with a pause between`() throws {
    var weather = try Weather()
    weather.options.paceSeconds = 0.15
    let server = try FaultServer { _ in [.answer(200, "x")] }
    let started = Clock.monotonicSeconds()
    #expect(
      outcomes(pages((0..<4).map { server.url("/\($0)") }), weather)
        == ["fresh", "fresh", "fresh", "fresh"])
    #expect(Clock.monotonicSeconds() - started >= 0.45)
    #expect(server.connectionCount == 1)
  }

  @Test func `several hosts are asked at the same time`() throws {
    let weather = try Weather()
    let servers = try (0..<4).map { _ in
      try FaultServer(.pause(seconds: 0.5), .answer(200, "x"))
    }
    let started = Clock.monotonicSeconds()
    #expect(outcomes(pages(servers.map { $0.url("/") }), weather).count == 4)
    #expect(Clock.monotonicSeconds() - started < 1.9)
  }

  @Test func `robots rules are asked once and followed`() throws {
    let weather = try Weather()
    let server = try FaultServer { request in
      request.path == "/robots.txt"
        ? [.answer(200, "User-agent: *\nDisallow: /private\nAllow: /private/open\n")]
        : [.answer(200, "x")]
    }
    let paths = ["/a", "/private/b", "/private/open/c"]
    let reports = HTTPClient(options: weather.options).fetch(
      pages(paths.map { server.url($0) }, respectsRobots: true), into: weather.store)
    #expect(reports.map(\.outcome.code) == ["fresh", "robots_denied", "fresh"])
    #expect(
      reports[1].outcome.sentence == "The site’s robots.txt asks programs not to fetch this.")
    #expect(reports[1].tries == 0)
    #expect(server.requests.map(\.path) == ["/robots.txt", "/a", "/private/open/c"])
  }

  @Test(arguments: [(404, "fresh"), (403, "fresh"), (500, "temporary")])
  func `without robots rules all is allowed and with trouble nothing is`(
    status: Int, code: String
  ) throws {
    let weather = try Weather()
    let server = try FaultServer { request in
      [.answer(request.path == "/robots.txt" ? status : 200, "x")]
    }
    #expect(outcomes(pages([server.url("/a")], respectsRobots: true), weather) == [code])
    #expect(server.requests.contains { $0.path == "/a" } == (code == "fresh"))
  }

  @Test func `a crawl delay lengthens the pace`() throws {
    let weather = try Weather()
    let server = try FaultServer { request in
      [.answer(200, request.path == "/robots.txt" ? "User-agent: *\nCrawl-delay: 0.3" : "x")]
    }
    let started = Clock.monotonicSeconds()
    let addresses = ["/a", "/b"].map { server.url($0) }
    #expect(
      outcomes(pages(addresses, respectsRobots: true), weather) == ["fresh", "fresh"])
    #expect(Clock.monotonicSeconds() - started >= 0.3)
  }

  @Test func `a host that never answers is given up for the rest of the run`() throws {
    var weather = try Weather()
    weather.options.maxUnansweredTriesOfHost = 3
    let (listener, port) = try Loopback.listen(on: "127.0.0.1")
    close(listener)
    let reports = HTTPClient(options: weather.options).fetch(
      pages((0..<20).map { "http://127.0.0.1:\(port)/\($0)" }), into: weather.store)
    #expect(reports.allSatisfy { $0.outcome.code == "temporary" })
    #expect(reports.filter { $0.outcome == .temporary(.hostGivenUp) }.count >= 17)
    #expect(reports.map(\.tries).reduce(0, +) <= 3)
  }

  @Test func `N39 proxies and passwords of the environment are ignored`() async {
    await #expect(processExitsWith: .success) {
      let weather = try Weather()
      let proxy = try FaultServer(.answer(200, "from the proxy"))
      for name in ["http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY"] {
        setenv(name, proxy.url("/"), 1)
      }
      setenv("HOME", weather.folder.path, 1)
      setenv("CURL_HOME", weather.folder.path, 1)
      _ = try weather.folder.write(".netrc", "machine 127.0.0.1 login me password secret\n")
      _ = try weather.folder.write(".curlrc", "proxy = \"\(proxy.url("/"))\"\nuser = \"a:b\"\n")
      let server = try FaultServer(.answer(200, table))
      try #require(try weather.ask(server.url("/x"), as: .csv).outcome.isGood)
      try #require(proxy.connectionCount == 0)
      try #require(server.requests.allSatisfy { $0.headers["authorization"] == nil })
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
      request.path == "/0" ? [.answer(200, "x")] : [.pause(seconds: 5), .answer(200, "x")]
    }
    let client = HTTPClient(options: weather.options)
    let started = Clock.monotonicSeconds()
    let reports = client.fetch(pages((0..<3).map { server.url("/\($0)") }), into: weather.store) {
      if $0.outcome.isGood { client.cancellation.cancel() }
    }
    #expect(Clock.monotonicSeconds() - started < 2)
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
    #expect(Clock.monotonicSeconds() - started < 2)
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

  @Test func `two thousand small answers take less than three seconds`() throws {
    let weather = try Weather()
    let server = try FaultServer { [.answer(200, table + $0.path + "\n")] }
    let requests = (0..<2000).map {
      FetchRequest(
        sourceID: "source", name: "\($0).csv", address: server.url("/\($0)"),
        expectedContent: .csv)
    }
    let started = Clock.monotonicSeconds()
    let reports = HTTPClient(options: weather.options).fetch(requests, into: weather.store)
    let seconds = Clock.monotonicSeconds() - started
    #expect(reports.allSatisfy { $0.outcome.code == "fresh" })
    print("2,000 small answers: \(seconds) seconds")
    #expect(seconds < 15, "with the other tests running, in a debug build")
  }
}
