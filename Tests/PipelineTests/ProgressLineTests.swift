import Testing

@testable import Fetch
@testable import pipeline

struct ProgressLineTests {
  @Test func `the bar says how much is done, how fast, and how long the rest takes`() {
    let progress = FetchProgress(
      settled: 60, total: 240, bytesOnTheWire: 12_340_000, finished: nil)
    #expect(
      ProgressLine.bar(progress, afterSeconds: 30)
        == "[######------------------]  60/240  2.0/s  12.3 MB  1:30 left")
  }

  @Test func `the bar of nothing yet and of all done says no time`() {
    let nothing = FetchProgress(settled: 0, total: 0, bytesOnTheWire: 0, finished: nil)
    #expect(
      ProgressLine.bar(nothing, afterSeconds: 0)
        == "[------------------------]  0/0  0.0/s  0.0 MB")
    let all = FetchProgress(settled: 4, total: 4, bytesOnTheWire: 500_000, finished: nil)
    #expect(
      ProgressLine.bar(all, afterSeconds: 2) == "[########################]  4/4  2.0/s  0.5 MB")
  }
}
