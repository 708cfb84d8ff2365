import Support
import Testing

@testable import Transform

struct PublishedNumberTests {
  @Test(.enabled(if: SharedData.isPresent, "\(SharedData.skipReason)"))
  func `missing values agree with the vectors`() throws {
    let rows = try VectorTable("missing_value_vectors").rows
    for row in rows {
      let found = PublishedNumber(row["text"])
      #expect((found.value == nil) == (row["expected_missing"] == "1"), "\(row)")
      #expect(agrees(found.value, row.number("expected")), "\(row)")
    }
    #expect(rows.count > 0)
  }

  @Test(arguments: [
    ("0", 0.0), ("0.0", 0), ("-0.5", -0.5), ("1.5E-05", 1.5e-5), ("1e3", 1000), (" 12 ", 12),
    ("1,234,567.5", 1_234_567.5), (".5", 0.5), ("+3", 3), ("347.360000000000014", 347.36),
  ])
  func `a number is read`(text: String, expected: Double) {
    #expect(PublishedNumber(text) == .number(expected))
  }

  @Test(arguments: ["", "  ", "-", "–", "—", "*", ":", "c", "x", "z", "[c]"])
  func `a mark for nothing published is missing`(text: String) {
    #expect(PublishedNumber(text) == .missing)
  }

  @Test(arguments: [
    "n/a", "NaN", "nan", "inf", "0x1F", "12.5%", "1,23", "1,2345", ",123", "12,34,567", "1 234",
    "1e", "1.2.3", "--1", "5-", "£5", "٣", "1,234,", "1e5.5", ".",
  ])
  func `anything else is unreadable`(text: String) {
    #expect(PublishedNumber(text) == .unreadable)
    #expect(PublishedNumber(text).value == nil)
  }
}
