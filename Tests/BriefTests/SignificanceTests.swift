import Testing

@testable import Brief

@Suite struct SignificanceTests {
  private func figure(_ value: Double?, _ lower: Double? = nil, _ upper: Double? = nil) -> Figure {
    Figure(
      areaCode: "E1", value: value, lower: lower, upper: upper, count: nil, note: nil,
      snapshotID: 1, line: 2)
  }

  private func finding(
    _ area: Figure, _ england: Figure?, _ polarity: Polarity?, published: String? = nil
  ) -> Significance {
    Significance(published: published, area: area, england: england, polarity: polarity)
  }

  @Test(arguments: [
    (Polarity.low, Significance.Finding.worse, Significance.Finding.better),
    (.high, .better, .worse), (.none, .higher, .lower),
  ])
  func `an interval that leaves England out is judged by polarity`(
    _ polarity: Polarity, _ above: Significance.Finding, _ below: Significance.Finding
  ) {
    let england = figure(10)
    #expect(finding(figure(12, 11, 13), england, polarity).finding == above)
    #expect(finding(figure(8, 7, 9), england, polarity).finding == below)
    #expect(finding(figure(8, 7, 9), england, polarity).basis == .interval)
  }

  @Test func `without a polarity there is no judgement`() {
    #expect(finding(figure(12, 11, 13), figure(10), nil).finding == .higher)
  }

  @Test func `a limit equal to England is similar`() {
    #expect(finding(figure(11, 10, 12), figure(10), .low).finding == .similar)
    #expect(finding(figure(9, 8, 10), figure(10), .low).finding == .similar)
  }

  @Test func `what is missing is the reason`() {
    let england = figure(10)
    #expect(
      finding(figure(12), england, .low).finding == .notTested("no confidence interval published"))
    #expect(finding(figure(nil), england, .low).finding == .notTested("no value for this area"))
    #expect(
      finding(figure(12, 11, 13), nil, .low).finding
        == .notTested("England’s figure for this period is not held"))
    #expect(
      finding(figure(12, 11, 13), figure(nil), .low).finding == .notTested("no value for England"))
  }

  @Test func `the publisher's word is shown before ours`() {
    let result = finding(figure(12, 11, 13), figure(10), .low, published: "Similar")
    #expect(result.finding == .similar)
    #expect(result.basis == .publisher)
    #expect(result.disagreement == .worse)
  }

  @Test func `another word of the publisher's is kept as it is`() {
    let result = finding(figure(12, 11, 13), figure(10), .low, published: "Highest quintile")
    #expect(result.finding == .other("Highest quintile"))
    #expect(result.disagreement == nil)
  }

  @Test func `not compared is not tested`() {
    let result = finding(figure(12, 11, 13), figure(10), .low, published: "Not compared")
    #expect(
      result.finding == .notTested("the publisher does not compare this figure"))
    #expect(result.basis == .nobody)
  }

  @Test func `a trend that could not be calculated says why`() {
    func period(_ months: Int, _ held: Int) -> Period {
      Period(label: "2023", lastDay: "2023-12-31", spanMonths: months, held: held)
    }
    let word = "Cannot be calculated"
    #expect(
      Trend(published: word, period: period(36, 9))
        == .notTested("periods of several years overlap"))
    #expect(
      Trend(published: word, period: period(12, 4)) == .notTested("fewer than five periods held"))
    #expect(Trend(published: nil, period: period(12, 9)) == .notPublished)
    #expect(Trend(published: "Increasing", period: period(12, 9)).isWorsening == false)
  }
}
