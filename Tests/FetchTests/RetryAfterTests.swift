import Testing

@testable import Fetch

struct RetryAfterTests {
  /// 6 November 1994, 08:49:37 UTC.
  private let moment = 784_111_777

  @Test(arguments: [
    "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
  ])
  func `all three forms of a date are read`(text: String) {
    #expect(RetryAfter.httpDate(text) == moment)
    #expect(RetryAfter.seconds(text, now: moment - 30, limit: 600) == 30)
    #expect(RetryAfter.seconds(text, now: moment + 30, limit: 600) == 0)
    #expect(RetryAfter.seconds(text, now: 0, limit: 600) == 600)
  }

  @Test(arguments: [
    ("0", 0.0), ("1", 1), (" 120 ", 120), ("1000000000", 600),
    ("99999999999999999999999999999999", 600),
  ])
  func `seconds are capped`(text: String, seconds: Double) {
    #expect(RetryAfter.seconds(text, now: 0, limit: 600) == seconds)
  }

  @Test(arguments: [
    "", "-5", "+5", "1.5", "soon", "٣", "Sun, 06 Nov 1994", "Sun, 32 Nov 1994 08:49:37 GMT",
    "Xxx, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 25:49:37 GMT", "Sun Nov 6 08:49 1994",
    "Sun, 06 Nov 99999999999999 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 BST",
  ])
  func `what says nothing usable gives nothing`(text: String) {
    #expect(RetryAfter.seconds(text, now: 0, limit: 600) == nil)
  }

  @Test func `waits double and never pass the end of the run`() {
    var options = HTTPClientOptions(userAgent: "test")
    options.firstRetryDelaySeconds = 2
    let policy = RetryPolicy(options)
    func delay(_ tries: Int, _ wished: Double? = nil, remaining: Double = 1000) -> Double? {
      policy.delaySeconds(
        afterTry: tries, retryAfterSeconds: wished, remainingSeconds: remaining, jitter: 0)
    }
    #expect((1...4).map { delay($0) } == [2, 4, 8, nil])
    #expect(delay(1, 30) == 30)
    #expect(delay(1, 1e9) == 600)
    #expect(delay(1, 1) == 2)
    #expect(delay(1, 30, remaining: 20) == nil)
  }

  @Test func `times are written and read in UTC`() {
    #expect(Clock.iso8601(moment) == "1994-11-06T08:49:37Z")
    #expect(Clock.seconds(iso8601: "1994-11-06T08:49:37Z") == moment)
    #expect(Clock.seconds(iso8601: "1994-11-06 08:49:37") == nil)
  }
}
