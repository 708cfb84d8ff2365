import Testing

@testable import Transform

/// Series carried across changes of code and boundary, with the join marked.
struct ContinuationsTests {
  private typealias Row = SampleRecords.Row
  /// Barnsley, whose border with Sheffield moved a little when it got another code.
  private let barnsley = (before: "E08000016", after: "E08000038", day: "2025-04-01")
  /// Somerset, a county and then one council of the same extent.
  private let somerset = (before: "E10000027", after: "E06000066", day: "2023-04-01")

  private func assessment(of area: String, _ rows: [Row]) throws -> (Assessment, ObservationTable) {
    let records = try SampleRecords().read(rows)
    let table = records.observations
    let found = try #require(
      assess(records).all.first {
        table.areas[Int(table.rows[$0.observation].area)].code == area
      })
    return (found, table)
  }

  private func labels(_ assessment: Assessment, _ table: ObservationTable) -> [String] {
    assessment.earlier.map { table.periods[$0.period].label }
  }

  @Test func `a new code of the same area goes on with the series of the old one`() throws {
    let rows =
      SampleRecords.rows([somerset.before], ["2018", "2019", "2020", "2021"])
      + SampleRecords.rows([somerset.after], ["2021", "2022"])
    let (found, table) = try assessment(of: somerset.after, rows)
    #expect(labels(found, table) == ["2018", "2019", "2020"])
    #expect(found.earlier.allSatisfy { $0.basis == .sameExtent })
    #expect(found.earlier.allSatisfy { $0.joinedOn == somerset.day })
    #expect(found.earlier.allSatisfy { $0.areaCodes == [somerset.before] })
    #expect(found.trend.marker == .noChange)
    #expect(found.trendJoinedOn == somerset.day)
  }

  @Test func `across a small change of boundary it goes on with caution and without a test`() throws
  {
    let rows =
      SampleRecords.rows([barnsley.before], ["2020", "2021", "2022", "2023"])
      + SampleRecords.rows([barnsley.after], ["2023", "2024"])
    let (found, table) = try assessment(of: barnsley.after, rows)
    #expect(labels(found, table) == ["2020", "2021", "2022"])
    #expect(found.earlier.allSatisfy { $0.basis == .nearSameExtent })
    #expect(found.earlier.allSatisfy { $0.joinedOn == barnsley.day })
    #expect(found.trend.reason == .fewerThanFivePoints)
    #expect(found.trendJoinedOn == nil)
  }

  @Test func `another stratum or length of period is another series`() throws {
    var male = Row(area: barnsley.before, period: "2021")
    male.sex = "Male"
    let rows = [
      male, Row(area: barnsley.before, period: "2019 - 21"),
      Row(area: barnsley.after, period: "2024"),
    ]
    #expect(try assessment(of: barnsley.after, rows).0.earlier == [])
  }

  @Test func `a divided county is a break`() throws {
    let rows =
      SampleRecords.rows(["E10000006"], ["2020", "2021"])
      + SampleRecords.rows(["E06000063", "E06000064"], ["2023"])
    #expect(try assessment(of: "E06000063", rows).0.earlier == [])
  }

  // MARK: Sums

  /// Corby, East Northamptonshire, Kettering and Wellingborough, which became one council.
  private static let parts = ["E07000150", "E07000152", "E07000153", "E07000156"]
  private static let whole = "E06000061"

  private func parts(_ change: (inout Row) -> Void = { _ in }) -> [Row] {
    SampleRecords.rows(Self.parts, ["2018", "2019"]) { row in
      (row.value, row.count, row.denominator) = (25.1, 251, 1000)
      change(&row)
    } + [Row(area: Self.whole, period: "2021")]
  }

  @Test func `the parts of a new council are added up and marked`() throws {
    let (found, table) = try assessment(of: Self.whole, parts())
    #expect(labels(found, table) == ["2018", "2019"])
    let sum = try #require(found.earlier.first)
    #expect(sum.basis == .sumOfPredecessors)
    #expect(sum.areaCodes.sorted() == Self.parts)
    #expect(sum.count == 1004)
    #expect(sum.denominator == 4000)
    #expect(sum.value.map { ($0 - 25.1).magnitude < 1e-9 } == true)
    #expect(sum.lowerCI95 == nil)
    #expect(sum.joinedOn == "2021-04-01")
  }

  @Test func `suppressed or noted or rounded counts and missing parts are never added up`() throws {
    func years(_ change: (inout Row) -> Void) throws -> [String] {
      let (found, table) = try assessment(of: Self.whole, parts(change))
      return labels(found, table)
    }
    let corbyIn2018 = { (row: Row) in row.area == "E07000150" && row.period == "2018" }
    #expect(try years { if corbyIn2018($0) { $0.count = nil } } == ["2019"])
    #expect(
      try years { if corbyIn2018($0) { $0.note = "Value based on rounded count" } } == ["2019"])
    #expect(try years { ($0.value, $0.count) = (25, 250) } == [])
    #expect(try years { if $0.area == "E07000150" { $0.area = "E06000018" } } == [])
    #expect(try years { if corbyIn2018($0) { $0.value = 31 } } == ["2019"])
  }
}
