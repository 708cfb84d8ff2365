import Support
import Testing

@testable import Transform

struct FunnelTests {
  @Test(.enabled(if: SharedData.isPresent, "\(SharedData.skipReason)"))
  func `funnel significance agrees with the published vectors`() throws {
    let rows = try VectorTable("funnel_vectors").rows
    for row in rows {
      #expect(try significance(row)?.rawValue == row["expected"], "\(row)")
    }
    #expect(rows.count > 0)
  }

  private func significance(_ row: VectorTable.Row) throws -> Funnel.Significance? {
    let count = row.number("numerator")
    let denominator = row.number("denominator_or_expected")
    let comparator = row.number("comparator")
    switch row["statistic"] {
    case "proportion":
      return try Funnel.proportion(
        count: count, denominator: denominator, comparator: comparator)
    case "ratio":
      return try Funnel.ratio(observed: count, expected: denominator, comparator: comparator)
    default:
      return try Funnel.rate(
        count: count, denominator: denominator,
        multiplier: try #require(row.number("multiplier")), comparator: comparator)
    }
  }

  @Test(arguments: [
    (0.0, Funnel.Significance.lowAt0001), (5, .lowAt0001), (9, .lowAt0025), (18, .notSignificant),
    (32, .highAt0025), (60, .highAt0001),
  ])
  func `the further from what is expected the stronger the word`(
    observed: Double, expected: Funnel.Significance
  ) throws {
    #expect(try Funnel.ratio(observed: observed, expected: 20) == expected)
  }

  @Test
  func `nothing is said without a comparator`() throws {
    #expect(try Funnel.proportion(count: 3, denominator: 9, comparator: nil) == nil)
    #expect(try Funnel.rate(count: nil, denominator: 9, comparator: 4) == nil)
  }
}
