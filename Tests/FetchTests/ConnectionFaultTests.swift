import Support
import Testing

@testable import Fetch

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Rows N1 to N10 of the fault matrix: connections that fail or are cut.
struct ConnectionFaultTests {
  private func expectTemporary(
    _ report: FetchReport, _ reason: FetchOutcome.Temporary, _ weather: Weather
  ) {
    #expect(report.outcome == .temporary(reason))
    #expect(report.outcome.isTemporary)
    #expect(report.tries == 3)
    #expect(report.waitsSeconds.count == 2)
    #expect(report.sentence.hasSuffix(" Tried 3 times. No earlier copy is held."))
    #expect(weather.kept == [])
  }

  @Test func `N1 a name that does not resolve is tried again`() throws {
    let weather = try Weather()
    let report = try weather.ask("http://no-such-host.invalid/x")
    #expect(report.outcome.sentence == "The host’s name could not be looked up.")
    expectTemporary(report, .nameNotResolved, weather)
  }

  @Test func `N2 a refused connection is tried again`() throws {
    let weather = try Weather()
    let (listener, port) = try Loopback.listen(on: "127.0.0.1")
    close(listener)
    let report = try weather.ask("http://127.0.0.1:\(port)/x")
    #expect(report.outcome.sentence == "The host could not be reached.")
    expectTemporary(report, .noConnection, weather)
  }

  @Test func `N3 a connection that is never taken up is given up in time`() throws {
    var weather = try Weather()
    weather.options.connectTimeoutSeconds = 0.5
    let (listener, port) = try Loopback.listen(on: "127.0.0.1", backlog: 0)
    let fillers = (0..<4).map { _ in Loopback.connecting(port: port, isBlocking: false) }
    defer { for socket in fillers + [listener] { _ = socket.map { close($0) } } }
    let started = Clock.monotonicSeconds()
    let report = try weather.ask("http://127.0.0.1:\(port)/x")
    #expect(report.outcome.sentence == "The server did not answer in time.")
    expectTemporary(report, .timedOut, weather)
    #expect((1.5..<5 * Sanitizers.slowness).contains(Clock.monotonicSeconds() - started))
  }

  @Test(arguments: [
    ("N4 stall", FaultServer.Step.pause(seconds: 2)),
    ("N5 drip", FaultServer.Step.drip(pauseSeconds: 0.05)),
  ])
  func `N4 N5 a body that does not come is given up at the time limit`(
    name: String, fault: FaultServer.Step
  ) throws {
    let weather = try Weather()
    let server = try FaultServer(
      .text("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nhalf"), fault, .close)
    let report = try weather.ask(server.url("/x")) { $0.timeoutSeconds = 0.4 }
    expectTemporary(report, .timedOut, weather)
    #expect(server.requests.count == 3)
  }

  @Test(arguments: [
    ("N6 reset", "Content-Length: 500\r\n\r\nhalf", FaultServer.Step.reset),
    ("N7 short", "Content-Length: 500\r\n\r\nhalf", FaultServer.Step.close),
    ("N8 cut chunk", "Transfer-Encoding: chunked\r\n\r\n64\r\nhalf", FaultServer.Step.close),
    ("N9 bad chunk", "Transfer-Encoding: chunked\r\n\r\nzz\r\nhalf\r\n0\r\n\r\n", .close),
  ])
  func `N6 to N9 a body that is cut is tried again and never kept`(
    name: String, answer: String, fault: FaultServer.Step
  ) throws {
    let weather = try Weather()
    let server = try FaultServer(
      .text("HTTP/1.1 200 OK\r\n" + answer), .pause(seconds: 0.02), fault)
    let report = try weather.ask(server.url("/x"))
    #expect(
      report.outcome.sentence == "The connection was cut before the answer was complete.",
      "\(name)")
    expectTemporary(report, .cutShort, weather)
  }

  @Test(arguments: [
    (ExpectedContent.csv, "a,b\n1,2\n3,"), (.json, "{\"a\": [1, 2"),
    (.html, "<html><body><p>half"),
  ])
  func `N10 a body of no stated length must prove that it is whole`(
    expected: ExpectedContent, body: String
  ) throws {
    let weather = try Weather()
    let server = try FaultServer(.text("HTTP/1.1 200 OK\r\n\r\n" + body), .close)
    let report = try weather.ask(server.url("/x"), as: expected)
    #expect(report.outcome == .truncated)
    #expect(
      report.sentence
        == "source/file: The answer stops before its end. No earlier copy is held.")
    #expect(report.tries == 1)
    #expect(weather.kept == [])
  }

  @Test(arguments: [
    (ExpectedContent.csv, table), (.json, "{\"a\": [1, 2]}"), (.html, "<html></html>\n"),
  ])
  func `a whole body of no stated length is kept`(expected: ExpectedContent, body: String) throws {
    let weather = try Weather()
    let server = try FaultServer(.text("HTTP/1.1 200 OK\r\n\r\n" + body), .close)
    let report = try weather.ask(server.url("/x"), as: expected)
    #expect(report.outcome.code == "fresh")
    #expect(report.heldSnapshot?.byteCount == body.utf8.count)
  }
}
