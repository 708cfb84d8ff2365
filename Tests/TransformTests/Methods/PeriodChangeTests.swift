import Support
import Testing

@testable import Transform

struct PeriodChangeTests {
  @Test(.enabled(if: SharedData.isPresent, "\(SharedData.skipReason)"))
  func `changes agree with the vectors`() throws {
    let rows = try VectorTable("change_between_two_periods_vectors").rows
    for row in rows {
      let found = PeriodChange.between(
        previous: estimate(row, "previous"), recent: estimate(row, "recent"))
      #expect(found.marker.rawValue == row["expected"], "\(row)")
    }
    #expect(rows.count > 0)
  }

  private func estimate(_ row: VectorTable.Row, _ side: String) -> Estimate {
    Estimate(
      value: row.number("\(side)_value"), lower95: row.number("\(side)_lower95"),
      upper95: row.number("\(side)_upper95"))
  }

  @Test
  func `touching intervals are no change and a gap is a direction`() {
    let before = Estimate(value: 2, lower95: 1, upper95: 3)
    let touching = Estimate(value: 4, lower95: 3, upper95: 5)
    let apart = Estimate(value: 4, lower95: 3.01, upper95: 5)
    #expect(PeriodChange.between(previous: before, recent: touching) == .tested(.noChange))
    #expect(PeriodChange.between(previous: before, recent: apart) == .tested(.increasing))
    #expect(PeriodChange.between(previous: apart, recent: before) == .tested(.decreasing))
  }

  @Test
  func `what is missing is named`() {
    let whole = Estimate(value: 2, lower95: 1, upper95: 3)
    #expect(
      PeriodChange.between(previous: whole, recent: Estimate(value: nil))
        == .notTested(.valueMissing))
    #expect(
      PeriodChange.between(previous: Estimate(value: 3, lower95: 2), recent: whole)
        == .notTested(.confidenceLimitsMissing))
  }
}
