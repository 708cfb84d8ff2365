import Support
import Testing

@testable import Fetch

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How often hosts are asked, what `robots.txt` does, and what the environment does not.
struct PolitenessTests {
  private func pages(_ addresses: [String], respectsRobots: Bool = false) -> [FetchRequest] {
    addresses.enumerated().map { index, address in
      FetchRequest(
        sourceID: "source", name: "page-\(index)", address: address, timeoutSeconds: 30,
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
      try FaultServer(.pause(seconds: Sanitizers.slowness), .answer(200, "x"))
    }
    let started = Clock.monotonicSeconds()
    #expect(outcomes(pages(servers.map { $0.url("/") }), weather).count == 4)
    #expect(Clock.monotonicSeconds() - started < 3.9 * Sanitizers.slowness)
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
}
