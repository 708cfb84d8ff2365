import Support
import Testing

@testable import Transform

struct StandardisedRateTests {
  @Test(.enabled(if: SharedData.isPresent, "\(SharedData.skipReason)"))
  func `standardised rates agree with the published vectors`() throws {
    let inputs = try VectorTable("standardised_rate_inputs")
    let rows = try VectorTable("standardised_rate_vectors").rows
    for row in rows {
      let bands = inputs.rows.filter { $0["area"] == row["area"] }
      try #require(!bands.isEmpty)
      let narrow = try calculate(row, bands, .ninetyFive)
      let wide = try calculate(row, bands, .ninetyNinePointEight)
      #expect(agrees(narrow?.value, row.number("value")), "\(row)")
      #expect(agrees(narrow?.interval.lower, row.number("lower95")), "\(row)")
      #expect(agrees(narrow?.interval.upper, row.number("upper95")), "\(row)")
      #expect(agrees(wide?.interval.lower, row.number("lower998")), "\(row)")
      #expect(agrees(wide?.interval.upper, row.number("upper998")), "\(row)")
      #expect(agrees(narrow?.expected, row.number("expected_events")), "\(row)")
      #expect(agrees(narrow?.reference, row.number("reference_rate")), "\(row)")
    }
    #expect(rows.count > 0)
  }

  private struct Result {
    let value: Double
    let interval: ConfidenceInterval
    var expected: Double?
    var reference: Double?
  }

  private func calculate(
    _ row: VectorTable.Row, _ bands: [VectorTable.Row], _ level: ConfidenceLevel
  ) throws -> Result? {
    let multiplier = try #require(row.number("multiplier"))
    guard row["statistic"] != "dsr" else {
      let rate = try DirectlyStandardisedRate.calculate(
        try bands.map(directBand), multiplier: multiplier, level: level)
      return rate.map { Result(value: $0.value, interval: $0.interval) }
    }
    let observed = bands.compactMap { $0.number("count") }.reduce(0, +)
    let method =
      row["statistic"] == "isr_rate"
      ? IndirectlyStandardisedRatio.rate : IndirectlyStandardisedRatio.ratio
    let ratio = try method(observed, try bands.map(indirectBand), multiplier, level)
    return ratio.map {
      Result(
        value: $0.value, interval: $0.interval, expected: $0.expectedCount,
        reference: $0.referenceRate)
    }
  }

  private func directBand(_ row: VectorTable.Row) throws -> DirectlyStandardisedRate.AgeBand {
    .init(
      count: row.number("count"),
      population: try #require(row.number("population")),
      standardPopulation: try #require(row.number("standard_population_esp2013")))
  }

  private func indirectBand(_ row: VectorTable.Row) throws -> IndirectlyStandardisedRatio.AgeBand {
    .init(
      population: try #require(row.number("population")),
      referenceCount: try #require(row.number("reference_count")),
      referencePopulation: try #require(row.number("reference_population")))
  }

  @Test
  func `an area with the standard age structure has its crude rate and Byar limits`() throws {
    let bands = [(10.0, 1000.0), (40, 3000)].map {
      DirectlyStandardisedRate.AgeBand(count: $0.0, population: $0.1, standardPopulation: $0.1)
    }
    let rate = try #require(try DirectlyStandardisedRate.calculate(bands, multiplier: 4000))
    let byar = try #require(try ConfidenceInterval.byar(count: 50))
    #expect(agrees(rate.value, 50))
    #expect(agrees(rate.interval.lower, byar.lower))
    #expect(agrees(rate.interval.upper, byar.upper))
    #expect(rate.totalCount == 50)
  }

  @Test(arguments: [9.0, 10])
  func `a standardised rate is given from ten events`(count: Double) throws {
    let band = DirectlyStandardisedRate.AgeBand(
      count: count, population: 500, standardPopulation: 1)
    #expect((try DirectlyStandardisedRate.calculate([band]) != nil) == (count >= 10))
  }

  @Test
  func `a band without its count leaves the rate unknown`() throws {
    let bands = [50.0, nil].map {
      DirectlyStandardisedRate.AgeBand(count: $0, population: 500, standardPopulation: 1)
    }
    #expect(try DirectlyStandardisedRate.calculate(bands) == nil)
  }

  @Test
  func `as many events as expected are a ratio of one`() throws {
    let bands = [
      IndirectlyStandardisedRatio.AgeBand(
        population: 200, referenceCount: 30, referencePopulation: 400)
    ]
    let ratio = try #require(try IndirectlyStandardisedRatio.ratio(observed: 15, bands: bands))
    let rate = try #require(
      try IndirectlyStandardisedRatio.rate(observed: 15, bands: bands, multiplier: 1000))
    #expect(ratio.value == 1)
    #expect(agrees(rate.value, 75))
    #expect(try IndirectlyStandardisedRatio.ratio(observed: nil, bands: bands) == nil)
  }

  @Test
  func `bands that cannot be used are refused`() {
    #expect(throws: MethodError.noAgeBands) { try DirectlyStandardisedRate.calculate([]) }
    #expect(throws: MethodError.denominatorNotPositive) {
      try DirectlyStandardisedRate.calculate([
        .init(count: 1, population: 0, standardPopulation: 1)
      ])
    }
    #expect(throws: MethodError.noAgeBands) {
      try IndirectlyStandardisedRatio.ratio(observed: 3, bands: [])
    }
  }
}
