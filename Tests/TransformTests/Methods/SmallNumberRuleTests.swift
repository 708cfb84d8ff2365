import Support
import Testing

@testable import Transform

struct SmallNumberRuleTests {
  @Test(.enabled(if: SharedData.isPresent, "\(SharedData.skipReason)"))
  func `small counts agree with the vectors`() throws {
    let rows = try VectorTable("small_number_vectors").rows
    for row in rows {
      let rule = try #require(SmallNumberRule(row["rule"]), "\(row)")
      let count = try #require(row.number("count"))
      #expect(rule.isSmall(count) == (row["expected_small"] == "1"), "\(row)")
    }
    #expect(rows.count > 0)
  }

  @Test(arguments: [
    ("$<5", 4.0, true), ("$ < 5", 5, false), ("$ = 0 OR ($>2 and $<=4)", 0, true),
    ("$ = 0 OR ($>2 and $<=4)", 2, false), ("$=1 OR $=2 AND $=3", 1, true),
    ("($=1 OR $=2) AND $<>1", 1, false), ("$ >= 0.5", 0.5, true),
  ])
  func `a formula means what it says`(formula: String, count: Double, expected: Bool) throws {
    let rule = try #require(SmallNumberRule(formula))
    #expect(rule.isSmall(count) == expected)
  }

  @Test(arguments: ["", "$", "$ >", "> 5", "($ > 5", "$ > 5)", "$ > 5 AND", "$ ! 5", "n < 5"])
  func `a formula that cannot be read is no rule`(formula: String) {
    #expect(SmallNumberRule(formula) == nil)
  }
}
