import Support
import Testing

@testable import Transform

struct ConfidenceIntervalTests {
  @Test(.enabled(if: SharedData.isPresent, "\(SharedData.skipReason)"))
  func `limits agree with the published vectors`() throws {
    let rows = try VectorTable("byars_wilson_vectors").rows
    for row in rows {
      if row["lower"] == "error" {
        #expect(throws: MethodError.self, "\(row)") { try limits(row) }
        continue
      }
      let found = try limits(row)
      #expect(agrees(found?.lower, row.number("lower")), "\(row)")
      #expect(agrees(found?.upper, row.number("upper")), "\(row)")
    }
    #expect(rows.count > 0)
  }

  /// A plain count has no denominator and multiplier 1; everything else is a rate.
  private func limits(_ row: VectorTable.Row) throws -> ConfidenceInterval? {
    let level = try ConfidenceLevel(try #require(row.number("confidence")))
    let (count, denominator) = (row.number("x"), row.number("n"))
    let multiplier = try #require(row.number("multiplier"))
    if row["method"] == "Wilson" {
      return try .wilson(
        count: count, denominator: denominator, multiplier: multiplier, level: level)
    }
    if denominator == nil, multiplier == 1 {
      return row["method"] == "Exact"
        ? try .exactPoisson(count: count, level: level) : try .byar(count: count, level: level)
    }
    return try .crudeRate(
      count: count, denominator: denominator, multiplier: multiplier, level: level)
  }

  @Test
  func `the exact limits of no events are nought and minus the log of the tail`() throws {
    let found = try #require(try ConfidenceInterval.exactPoisson(count: 0))
    #expect(found.lower == 0)
    #expect(agrees(found.upper, 3.688879454113936))
  }

  @Test
  func `a Byar lower limit below nought is missing`() throws {
    let found = try #require(
      try ConfidenceInterval.byar(count: 1, level: .ninetyNinePointEight))
    #expect(found.lower == nil)
    #expect(found.upper > 1)
  }

  @Test
  func `ten events are the first to get Byar limits`() throws {
    #expect(try ConfidenceInterval.poisson(count: 9) == .exactPoisson(count: 9))
    #expect(try ConfidenceInterval.poisson(count: 10) == .byar(count: 10))
  }

  @Test
  func `Wilson limits stay between nothing and everything`() throws {
    #expect(try ConfidenceInterval.wilson(count: 0, denominator: 20)?.lower == 0)
    #expect(try ConfidenceInterval.wilson(count: 20, denominator: 20)?.upper == 1)
    #expect(try ConfidenceInterval.wilson(count: nil, denominator: 20) == nil)
  }

  @Test(arguments: [0.7, 0.8999, 1, 50, 100, 125, .nan])
  func `a level outside ninety to a hundred per cent is refused`(level: Double) {
    #expect(throws: MethodError.confidenceOutOfRange) { try ConfidenceLevel(level) }
  }

  @Test
  func `a level may be a fraction or a percentage`() throws {
    #expect(agrees(try ConfidenceLevel(95).z, ConfidenceLevel.ninetyFive.z, tolerance: 1e-14))
    #expect(
      agrees(try ConfidenceLevel(0.998).z, ConfidenceLevel.ninetyNinePointEight.z, tolerance: 1e-14)
    )
  }

  @Test
  func `impossible counts are refused by name`() {
    #expect(throws: MethodError.negativeCount) { try ConfidenceInterval.byar(count: -1) }
    #expect(throws: MethodError.countAboveDenominator) {
      try ConfidenceInterval.wilson(count: 3, denominator: 2)
    }
    #expect(throws: MethodError.denominatorNotPositive) {
      try ConfidenceInterval.crudeRate(count: 3, denominator: 0)
    }
  }
}
