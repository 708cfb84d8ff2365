import Support
import Testing

@testable import Transform

struct DisplayPrecisionTests {
  @Test(.enabled(if: SharedData.isPresent, "\(SharedData.skipReason)"))
  func `numbers are shown as in the vectors`() throws {
    let rows = try VectorTable("number_format_vectors").rows
    for row in rows {
      #expect(try text(row) == row["expected"], "\(row)")
    }
    #expect(rows.count > 0)
  }

  private func text(_ row: VectorTable.Row) throws -> String {
    let value = row.number("value")
    let (kind, maximum) = (row["kind"], row.number("indicator_max"))
    switch kind {
    case "default": return DisplayPrecision.bySize(indicatorMaximum: maximum).text(for: value)
    case "proportion":
      return DisplayPrecision.proportion(indicatorMaximum: maximum).text(for: value)
    case "commas", "commas_0dp":
      return DisplayPrecision.commas(try #require(Int(row["decimal_places"]))).text(for: value)
    case "fixed":
      return DisplayPrecision.fixed(try #require(Int(row["decimal_places"]))).text(for: value)
    default:
      try #require(kind.hasPrefix("round_to_"))
      let step = try #require(Double(kind.dropFirst("round_to_".count)))
      let rounded = DisplayPrecision.rounded(try #require(value), toNearest: step)
      return DisplayPrecision.fixed(0).text(for: rounded)
    }
  }

  @Test(arguments: [
    (0.0, "0.00"), (1.005, "1.01"), (2.675, "2.68"), (0.005, "0.01"), (0.0049, "0.00"),
    (9.995, "10.00"), (99.999, "100.00"), (-0.001, "0.00"), (-1.005, "-1.01"), (1e-7, "0.00"),
    (1e16, "10000000000000000.00"), (1.00499999, "1.00"), (0.1 + 0.2, "0.30"),
    (123456.789, "123456.79"),
  ])
  func `two decimals round halves away from nought`(value: Double, expected: String) {
    #expect(DisplayPrecision.fixed(2).text(for: value) == expected)
  }

  @Test(arguments: [
    (10.0, "10.00"), (10.01, "10.0"), (1000, "1000.0"), (1000.5, "1001"), (0.99, "0.990"),
  ])
  func `decimals go by the size of the value`(value: Double, expected: String) {
    #expect(DisplayPrecision.bySize().text(for: value) == expected)
  }

  @Test(arguments: [(999.6, "1,000"), (-1234567.5, "-1,234,568"), (12, "12"), (0.4, "0")])
  func `thousands are set apart`(value: Double, expected: String) {
    #expect(DisplayPrecision.commas(0).text(for: value) == expected)
  }

  @Test
  func `what is missing is a dash and nought is not missing`() {
    #expect(DisplayPrecision.bySize(indicatorMaximum: 50).text(for: nil) == "-")
    #expect(DisplayPrecision.proportion().text(for: .nan) == "-")
    #expect(DisplayPrecision.proportion().text(for: 0) == "0.0")
  }

  @Test
  func `counts are rounded to a step`() {
    #expect(DisplayPrecision.rounded(15, toNearest: 10) == 20)
    #expect(DisplayPrecision.rounded(-15, toNearest: 10) == -20)
  }
}
