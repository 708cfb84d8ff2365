import Testing

@testable import Transform

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct NumberTextTests {
  private func read(_ text: String) -> NumberText {
    Array(text.utf8).withUnsafeBufferPointer { NumberText.reading($0) }
  }

  @Test(
    arguments: [
      ("0", 0), ("12", 12), ("-0.5", -0.5), ("21.7776074153916", 21.7776074153916),
      ("6144702.985432696", 6144702.985432696), ("13.506492670605558", 13.506492670605558),
      ("1.5E-05", 1.5e-05), ("1e3", 1000), ("6,144,703", 6_144_703), ("1,234.5", 1234.5),
      ("123456789012345678901234567890", 1.2345678901234568e29),
    ])
  func `a number is read exactly`(text: String, value: Double) {
    #expect(read(text) == .number(value))
  }

  @Test(arguments: ["", "-", "–"])
  func `an empty cell and a dash say that nothing was published`(text: String) {
    #expect(read(text) == .notPublished)
  }

  @Test(arguments: ["*", "c", "x"])
  func `a mark says that the figure is withheld`(text: String) {
    #expect(read(text) == .suppressed)
  }

  @Test(
    arguments: [
      "n/a", "NaN", "Inf", "1e400", "1.234,5", "12 %", "12%", "１２", "+1", " 1", "1 ", ".5", "5.",
      "1,23", "12,34,567", "0x10", "1e", "--1", "1-",
    ])
  func `anything else is not a number`(text: String) {
    #expect(read(text) == .notANumber)
  }

  @Test func `ten thousand numbers are those of the C library, to the last bit`() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<10_000 {
      let bits = UInt64.random(in: .min ... .max, using: &generator)
      let magnitude = Double.random(in: -12...12, using: &generator)
      let text = "\(Double(bits >> 12) * pow(10, magnitude) / 1e12)"
      #expect(read(text) == .number(strtod(text, nil)), "\(text)")
    }
  }
}
