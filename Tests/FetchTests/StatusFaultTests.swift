import Support
import Testing

@testable import Fetch

/// Rows N30 to N34 of the fault matrix: what a status means, and when to come back.
struct StatusFaultTests {
  @Test(arguments: [429, 503])
  func `N30 the server is asked again when it says`(status: Int) throws {
    let weather = try Weather()
    let server = try FaultServer { request in
      request.count == 0
        ? [.answer(status, "busy", "Retry-After: 1")] : [.answer(200, table)]
    }
    let started = Clock.monotonicSeconds()
    let report = try weather.ask(server.url("/x"), as: .csv)
    #expect(report.outcome.code == "fresh")
    #expect(report.tries == 2)
    #expect(report.waitsSeconds == [1])
    #expect(Clock.monotonicSeconds() - started >= 0.99)
  }

  @Test(arguments: ["-5", "soon", "", "Thu, 01 Jan 1970 00:00:00 GMT", "1.5"])
  func `N30 a Retry-After that says nothing is passed over`(value: String) throws {
    let weather = try Weather()
    let server = try FaultServer { request in
      request.count == 0
        ? [.answer(503, "", "Retry-After: \(value)")] : [.answer(200, table)]
    }
    let report = try weather.ask(server.url("/x"), as: .csv)
    #expect(report.outcome.code == "fresh")
    #expect(report.waitsSeconds.allSatisfy { $0 < 0.1 })
  }

  @Test func `N30 a Retry-After beyond the end of the run is not waited for`() throws {
    var weather = try Weather()
    weather.options.runDeadlineSeconds = 30
    let server = try FaultServer(.answer(429, "", "Retry-After: 1000000000"))
    let report = try weather.ask(server.url("/x"))
    #expect(report.outcome == .temporary(.status(429)))
    #expect(report.tries == 1)
  }

  @Test func `N30 a Retry-After is capped`() throws {
    var weather = try Weather()
    weather.options.maxRetryAfterSeconds = 0.2
    let server = try FaultServer(.answer(429, "", "Retry-After: 1000000000"))
    let report = try weather.ask(server.url("/x"))
    #expect(report.waitsSeconds == [0.2, 0.2])
    #expect(report.tries == 3)
  }

  @Test func `N31 trouble that passes is got over`() throws {
    let weather = try Weather()
    let server = try FaultServer { request in
      [[.answer(500)], [.answer(502)], [.answer(200, table)]][min(request.count, 2)]
    }
    let report = try weather.ask(server.url("/x"), as: .csv)
    #expect(report.outcome.code == "fresh")
    #expect(try weather.manifest().last?.tries == 3)
    #expect(try weather.manifest().last?.waitsSeconds?.count == 2)
  }

  @Test func `N32 trouble that stays is given up`() throws {
    let weather = try Weather()
    let server = try FaultServer(.answer(500, "<html>Unexpected Error</html>"))
    let report = try weather.ask(server.url("/x"), as: .csv)
    #expect(report.outcome == .temporary(.status(500)))
    #expect(report.tries == 3)
    #expect(weather.kept == [])
  }

  static let permanent: [(Int, FetchOutcome, String)] = [
    (404, .gone(404), "There is nothing at this address any more (status 404)."),
    (410, .gone(410), "There is nothing at this address any more (status 410)."),
    (401, .blocked(401), "The server refuses us (status 401)."),
    (403, .blocked(403), "The server refuses us (status 403)."),
    (400, .rejected(400), "The server does not accept the request (status 400)."),
    (501, .rejected(501), "The server does not accept the request (status 501)."),
    (204, .empty, "The answer was empty."),
    (
      206, .protocolError("status 206"),
      "The server does not answer by the rules of HTTP (status 206)."
    ),
  ]

  @Test(arguments: permanent)
  func `N33 N34 what asking again does not change is asked once`(
    status: Int, outcome: FetchOutcome, sentence: String
  ) throws {
    let weather = try Weather()
    let server = try FaultServer(
      status == 204 ? .text("HTTP/1.1 204 X\r\n\r\n") : .answer(status, "why"))
    let report = try weather.ask(server.url("/x"), as: .csv)
    #expect(report.outcome == outcome)
    #expect(report.outcome.sentence == sentence)
    #expect(report.tries == 1)
    #expect(server.requests.count == 1)
    #expect(weather.kept == [])
    #expect(try weather.manifest().last?.note == sentence)
  }
}
