import Testing

@testable import Brief

@Suite struct SignificanceTests {
  @Test func `the release's own test stands before the publisher's word`() {
    let result = Significance(tested: .similar, published: "Worse", hasValue: true)
    #expect(result.finding == .similar)
    #expect(result.basis == .interval)
    #expect(result.disagreement == .worse)
  }

  @Test(arguments: [
    (Significance.Finding.worse, "Worst"), (.better, "Best"), (.worse, "Higher"),
    (.lower, "Worse"), (.similar, "Similar"), (.worse, "Highest quintile"),
  ])
  func `words that say the same, or judge what is not judged, are no disagreement`(
    _ tested: Significance.Finding, _ published: String
  ) {
    #expect(Significance(tested: tested, published: published, hasValue: true).disagreement == nil)
  }

  @Test func `where no test was made the publisher's word stands and says so`() {
    let silent = Significance.Finding.notTested("no confidence interval published")
    let result = Significance(tested: silent, published: "Worse", hasValue: true)
    #expect(result.finding == .worse)
    #expect(result.basis == .publisher)
    #expect(result.explanation == "the publisher’s word")
    #expect(
      Significance(tested: nil, published: "Highest quintile", hasValue: true).finding
        == .other("Highest quintile"))
  }

  @Test func `not compared by the publisher leaves the release's own reason`() {
    let silent = Significance.Finding.notTested("no confidence interval published")
    let result = Significance(tested: silent, published: "Not compared", hasValue: true)
    #expect(result.finding == silent)
    #expect(result.basis == .nobody)
  }

  @Test func `a word beside a withheld value is not repeated`() {
    let silent = Significance.Finding(assessed: "not_compared", reason: "suppressed")
    #expect(Significance(tested: silent, published: "Worse", hasValue: false).finding == silent)
    #expect(silent == .notTested("the value was withheld because numbers are small"))
  }

  @Test(arguments: ["better", "best", "similar", "worse", "worst", "higher", "lower"])
  func `every word of an assessment is a finding`(_ word: String) {
    #expect(Significance.Finding(assessed: word, reason: nil).isTested)
  }

  private func period(_ months: Int, _ held: Int) -> Period {
    Period(label: "2023", lastDay: "2023-12-31", spanMonths: months, held: held)
  }

  private func trend(_ marker: String, _ reason: String?, _ published: String?) -> Trend {
    Trend(
      AssessedTrend(marker: marker, reason: reason), published: published, polarity: .low,
      period: period(12, 4))
  }

  @Test func `a tested trend stands, and what the publisher prints instead is noted`() {
    let tested = trend("increasing", nil, "No significant change")
    #expect(tested.isWorsening)
    #expect(tested.inWords == "Increasing and getting worse")
    #expect(tested.disagreement == "No significant change")
    #expect(trend("increasing", nil, "Increasing and getting worse").disagreement == nil)
  }

  @Test func `with too few periods held the publisher's word stands and says so`() {
    let said = trend("cannot_be_calculated", "fewer_than_five_points", "Decreasing")
    #expect(said.basis == .publisher)
    #expect(said.isImproving)
    #expect(
      said.explanation
        == "the publisher’s word; not tested here: fewer than five periods held")
  }

  @Test func `a word that no test bears out is reported and not believed`() {
    let said = trend("cannot_be_calculated", "confidence_limits_missing", "Increasing")
    #expect(said.direction == nil)
    #expect(!said.isWorsening)
    #expect(said.disagreement == "Increasing")
    #expect(said.inWords == "Not tested")
    #expect(said.explanation == "confidence intervals are missing")
  }

  @Test func `without a good direction nothing gets worse`() {
    let trend = Trend(
      AssessedTrend(marker: "increasing", reason: nil), published: nil, polarity: Polarity.none,
      period: period(12, 9))
    #expect(trend.inWords == "Increasing")
    #expect(!trend.isWorsening && !trend.isImproving)
  }
}
