import Support
import Testing

@testable import Fetch

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whether the addresses of the guidance catalogue still work.
struct LinkPlannerTests {
  private let weather: Weather
  private let server: FaultServer

  init() throws {
    weather = try Weather()
    server = try FaultServer { request in
      switch (request.path, request.method) {
      case ("/robots.txt", _): [.answer(200, "User-agent: *\nDisallow: /private\n")]
      case ("/alive", "HEAD"): [.text("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n")]
      case ("/only-get", "HEAD"): [.text("HTTP/1.1 405 No\r\nContent-Length: 0\r\n\r\n")]
      case ("/only-get", _): [.answer(206, "x", "Content-Range: bytes 0-0/9")]
      case ("/ignores-range", "HEAD"): [.text("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")]
      case ("/ignores-range", _): [.answer(200, String(repeating: "x", count: 200_000))]
      case ("/moved", _): [.text("HTTP/1.1 301 X\r\nLocation: /alive\r\nContent-Length: 0\r\n\r\n")]
      case ("/gone", "HEAD"): [.text("HTTP/1.1 410 X\r\nContent-Length: 0\r\n\r\n")]
      case ("/gone", _): [.answer(410, "gone")]
      case ("/blocked", "HEAD"): [.text("HTTP/1.1 403 X\r\nContent-Length: 0\r\n\r\n")]
      case ("/blocked", _): [.answer(403, "no")]
      case ("/trouble", "HEAD"): [.text("HTTP/1.1 500 X\r\nContent-Length: 0\r\n\r\n")]
      default: [.answer(500, "trouble")]
      }
    }
  }

  private func plan(_ paths: [String]) throws -> FetchPlan {
    let file = try weather.folder.write(
      "pipeline.yaml",
      """
      contact: me
      sources:
        - id: guidance-catalogue
          name: N
          publisher: P
          shape: configuration
          address: \(server.url("/"))
          licence: L
          attribution: A
          cadence_days: 30
          ask_every_days: 30
          pace_seconds: 0
          check_links: true

      """)
    var plan = FetchPlan(
      sources: try Sources(ConfigurationFolder(mainFile: file)).all, contact: "me")
    plan.guidance = paths.map { server.url($0) }
    return plan
  }

  private func check(_ path: String) throws -> LinkCheck {
    try #require(try fetch(plan([path]), into: weather.store).links.first)
  }

  @Test func `an address that answers to HEAD is alive`() throws {
    let check = try check("/alive")
    #expect(check.state == .alive)
    #expect(check.status == 200)
    #expect(check.note == nil)
    #expect(server.requests.map(\.method) == ["GET", "HEAD"])
  }

  @Test(arguments: ["/only-get", "/ignores-range"])
  func `an address that does not answer to HEAD is asked for its first bytes`(path: String) throws {
    #expect(try check(path).state == .alive)
    #expect(server.requests.map(\.method) == ["GET", "HEAD", "GET"])
    #expect(server.requests.last?.headers["range"] == "bytes=0-1023")
  }

  @Test func `an address that leads elsewhere has moved there`() throws {
    let check = try check("/moved")
    #expect(check.state == .moved)
    #expect(check.movedTo == server.url("/alive"))
  }

  @Test(arguments: [
    ("/gone", LinkCheck.State.gone, "There is nothing at this address any more (status 410)."),
    ("/blocked", .blocked, "The server refuses us (status 403)."),
    ("/private", .blocked, "The site’s robots.txt asks programs not to fetch this."),
    ("/trouble", .notCheckable, "The server is in trouble or busy (status 500)."),
  ])
  func `an address that does not work is told apart by why`(
    path: String, state: LinkCheck.State, note: String
  ) throws {
    let check = try check(path)
    #expect(check.state == state)
    #expect(check.note == note)
  }

  @Test func `nothing is kept of what was asked`() throws {
    _ = try check("/ignores-range")
    let kept = weather.folder.contents().filter { !$0.hasSuffix("link-checks.jsonl") }
    #expect(!kept.contains { $0.hasPrefix("state/snapshots/guidance-catalogue/") })
  }

  @Test func `each address is asked once in its days and the file knows since when`() throws {
    let plan = try plan(["/alive", "/gone", "/alive"])
    let first = try fetch(plan, into: weather.store)
    #expect(first.links.map(\.state) == [.alive, .gone])
    let asked = server.requests.count
    let second = try fetch(plan, into: weather.store)
    #expect(server.requests.count == asked)
    #expect(second.links == first.links)
    var offline = plan
    offline.isOffline = true
    #expect(try fetch(offline, into: weather.store).links == first.links)
  }

  @Test func `a state that goes on keeps its beginning`() throws {
    let register = try LinkRegister(stateDirectory: weather.folder.path)
    func check(_ state: LinkCheck.State, _ day: String) -> LinkCheck {
      LinkCheck(address: "x:", state: state, checkedAt: day, since: day)
    }
    try register.record([check(.alive, "2026-01-01T00:00:00Z")])
    try register.record([check(.alive, "2026-02-01T00:00:00Z")])
    let read = try LinkRegister(stateDirectory: weather.folder.path)
    #expect(read.check(of: "x:")?.since == "2026-01-01T00:00:00Z")
    #expect(read.check(of: "x:")?.checkedAt == "2026-02-01T00:00:00Z")
    try read.record([check(.gone, "2026-03-01T00:00:00Z")])
    #expect(read.check(of: "x:")?.since == "2026-03-01T00:00:00Z")
  }

  #if os(Linux)
    @Test func `a register that cannot be read is not taken for an empty one`() throws {
      _ = try fetch(plan(["/alive"]), into: weather.store)
      let register = weather.folder.path + "/state/link-checks.jsonl"
      #expect(unlink(register) == 0)
      // There is nothing to be read at the start of a process's memory: EIO.
      #expect(symlink("/proc/self/mem", register) == 0)
      let asked = server.requests.count
      let trouble = FetchError(register, .systemCall("read", EIO))
      for isOffline in [true, false] {
        var plan = try plan(["/alive"])
        plan.isOffline = isOffline
        #expect(throws: trouble) { try fetch(plan, into: weather.store) }
      }
      #expect(throws: trouble) { try plan(["/alive"]).outlook(weather.store) }
      #expect(server.requests.count == asked)
    }
  #endif

  @Test func `dead links do not decide how a run ends`() throws {
    let fetched = try fetch(plan(["/gone", "/trouble"]), into: weather.store)
    #expect(fetched.reports == [])
  }
}
