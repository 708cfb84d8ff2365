import Testing

@testable import Transform

/// What the newest figure of a series means, and why where nothing can be said.
struct AssessTests {
  private typealias Row = SampleRecords.Row
  private static let england = "E92000001"
  /// Nottingham, Derby, Leicester and seven other single-tier councils.
  private static let councils = [
    "E06000018", "E06000015", "E06000016", "E08000025", "E08000026", "E08000027", "E08000028",
    "E08000029", "E08000030", "E08000031",
  ]

  private func assessment(
    of area: String = "E06000018", _ rows: [Row], metadata: String? = nil
  ) throws -> Assessment {
    let records = try SampleRecords().read(rows, metadata: metadata)
    let table = records.observations
    return try #require(
      assess(records).all.first {
        table.areas[Int(table.rows[$0.observation].area)].code == area
      })
  }

  private func england(_ change: (inout Row) -> Void = { _ in }) -> Row {
    var row = Row(area: Self.england)
    change(&row)
    return row
  }

  @Test(
    arguments: [(44.0, Significance.worse), (46, .similar), (54, .similar), (56, .better)])
  func `a figure is set against England's by its limits`(value: Double, words: Significance) throws
  {
    let found = try assessment([england(), Row(value: value)]).england
    #expect(found == Judgement(benchmark: 50, significance: words, reason: nil))
  }

  @Test func `a part of the population is set against all people of the same sex and age`() throws {
    let tenth = Row(categoryType: "Deprivation tenths", category: "Most deprived", value: 40)
    #expect(try assessment([england(), tenth]).england.significance == .worse)
  }

  @Test func `no comparison is made without its reason`() throws {
    func reason(_ rows: [Row], metadata: String? = nil) throws -> Judgement.Reason? {
      let found = try assessment(rows, metadata: metadata).england
      #expect(found.significance == .notCompared)
      return found.reason
    }
    #expect(try reason([Row()]) == .noBenchmark)
    #expect(try reason([england { $0.period = "2018" }, Row()]) == .noBenchmark)
    #expect(try reason([england(), Row(halfWidth: nil)]) == .confidenceLimitsMissing)
    #expect(try reason([england(), Row(value: nil)]) == .notPublished)
    let note = "Value suppressed for disclosure control due to small count"
    #expect(try reason([england(), Row(value: nil, note: note)]) == .suppressed)
    let metadata = "Indicator ID,Indicator,Definition,Polarity\r\n7,Seven,Of it,Not applicable\r\n"
    let rows = [england(), Row()].map { row in
      var row = row
      (row.indicator, row.name) = (7, "Seven")
      return row
    }
    #expect(try reason(rows, metadata: metadata) == .notComparable)
  }

  @Test func `the region is a comparator where it has a figure`() throws {
    let region = Row(area: "E12000004", value: 60)
    #expect(try assessment([region, Row()]).region.significance == .worse)
    #expect(try assessment([Row()]).region.reason == .noBenchmark)
  }

  // MARK: The trend

  private static let fiveYears = (2015...2019).map { "\($0)" }

  private func trend(_ rows: [Row]) throws -> RecentTrend.Outcome { try assessment(rows).trend }

  @Test func `five single years with limits are tested`() throws {
    let rows = Self.fiveYears.enumerated().map { Row(period: $1, value: 40 + 5 * Double($0)) }
    #expect(try trend(rows).marker == .increasing)
    let level = Self.fiveYears.map { Row(period: $0) }
    #expect(try trend(level).marker == .noChange)
  }

  @Test func `what was not tested says why and is never no change`() throws {
    func reason(_ rows: [Row]) throws -> RecentTrend.Reason? {
      let found = try trend(rows)
      #expect(found.marker == .cannotBeCalculated)
      return found.reason
    }
    let four = Self.fiveYears.dropFirst().map { Row(period: $0) }
    #expect(try reason(four) == .fewerThanFivePoints)
    #expect(
      try reason(Self.fiveYears.map { Row(period: $0, halfWidth: nil) })
        == .confidenceLimitsMissing)
    #expect(
      try reason(Self.fiveYears.map { Row(period: $0, count: nil) })
        == .fewerThanFiveValidPoints)
    #expect(
      try reason(Self.fiveYears.map { Row(period: $0, count: 1000) })
        == .countEqualsDenominator)
    let pooled = (10...15).map { Row(period: "20\($0) - \($0 + 2)") }
    #expect(try reason(pooled) == .pooledPeriods)
  }

  // MARK: Standing among others

  private func league(_ change: (inout Row) -> Void = { _ in }) -> [Row] {
    Self.councils.enumerated().map { place, area in
      var row = Row(area: area, value: 40 + Double(place))
      change(&row)
      return row
    }
  }

  @Test func `the best is first and in the first fifth`() throws {
    let spread = Spread((0..<10).map { 40 + Double($0) })
    let last = try assessment(of: Self.councils[9], league()).standing
    #expect(last == Standing(rank: 1, rankedAreas: 10, quintile: 1, reason: nil, spread: spread))
    let first = try assessment(of: Self.councils[0], league()).standing
    #expect(first == Standing(rank: 10, rankedAreas: 10, quintile: 5, reason: nil, spread: spread))
    #expect(spread?.lowest == 40)
    #expect(spread?.highest == 49)
  }

  @Test func `a place is not given without its reason`() throws {
    #expect(try assessment([Row()]).standing.reason == .fewerThanFiveAreas)
    let shared = "Value for Nottinghamshire Cty applied to Nottingham"
    let rows = league { if $0.area == "E06000018" { $0.note = shared } }
    let found = try assessment(rows).standing
    #expect(found.reason == .valueOfLargerArea)
    #expect(try assessment(of: "E06000015", rows).standing.rankedAreas == 9)
    let without = league { if $0.area == "E06000018" { $0.value = nil } }
    #expect(try assessment(without).standing.reason == .notPublished)
  }

  @Test func `councils are not ranked by a count, which grows with their population`() throws {
    let metadata =
      "Indicator ID,Indicator,Definition,Polarity,Value type\r\n7,Seven,Of it,Not applicable,Count\r\n"
    let rows = league { ($0.indicator, $0.name) = (7, "Seven") }
    let standing = try assessment(rows, metadata: metadata).standing
    #expect(
      standing
        == Standing(
          rank: nil, rankedAreas: 0, quintile: nil, reason: .countOfPeopleOrEvents, spread: nil))
    let rate = metadata.replacing(",Count", with: ",Crude rate")
    #expect(try assessment(rows, metadata: rate).standing.rankedAreas == 10)
  }

  @Test func `a count is not compared, whatever limits and direction it has`() throws {
    let metadata =
      "Indicator ID,Indicator,Definition,Polarity,Value type\r\n7,Seven,Of it,RAG - High is good,Count\r\n"
    let rows = [england(), Row(value: 90)].map { row in
      var row = row
      (row.indicator, row.name) = (7, "Seven")
      return row
    }
    let count = try assessment(rows, metadata: metadata).england
    #expect(count == Judgement(benchmark: 50, significance: .notCompared, reason: .notComparable))
    let rate = metadata.replacing(",Count", with: ",Crude rate")
    #expect(try assessment(rows, metadata: rate).england.significance == .better)
  }

  @Test func `neighbours are compared by the median of five or more`() throws {
    let records = try SampleRecords().read(league())
    let near = records.facts.neighbours.filter {
      $0.areaCode == "E06000018" && $0.model == "ons_global"
    }
    #expect(near.count >= 5)
    let rows =
      [Row(value: 90)]
      + near.enumerated().map { Row(area: $1.neighbourCode, value: 10 * Double($0 % 3)) }
    let found = try assessment(rows).neighbours
    #expect(found.benchmark == 10)
    #expect(found.significance == .better)
    #expect(try assessment([Row()]).neighbours.reason == .fewerThanFiveNeighbours)
  }

  @Test func `an area under two codes is counted once`() throws {
    let rows = league() + [Row(area: "E08000016", value: 70), Row(area: "E08000038", value: 70)]
    let newer = try assessment(of: "E08000038", rows).standing
    let spread = Spread((0..<10).map { 40 + Double($0) } + [70])
    #expect(newer == Standing(rank: 1, rankedAreas: 11, quintile: 1, reason: nil, spread: spread))
    #expect(try assessment(of: "E08000016", rows).standing.reason == .areaReplaced)
    let older = league() + [Row(area: "E08000016", value: 70)]
    #expect(try assessment(of: "E08000016", older).standing.rank == 1)
  }
}
