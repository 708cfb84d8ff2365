#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the text of a numeric cell says.
enum NumberText: Equatable {
  case number(Double)
  /// An empty cell, or one of the marks `-` and `–`.
  case notPublished
  /// One of the marks `*`, `c` and `x`: the publisher holds a figure and withholds it.
  case suppressed
  case notANumber
}

extension NumberText {
  /// The grammar: an optional minus, digits, an optional point with digits, an optional exponent;
  /// or whole digits in groups of three set apart by commas, with an optional point and digits.
  /// No sign `+`, no blanks, no percent sign, no other digits than 0 to 9, nothing above 1.8e308.
  @inline(__always)
  static func reading(_ bytes: UnsafeBufferPointer<UInt8>) -> NumberText {
    if bytes.isEmpty { return .notPublished }
    var scanner = NumberScanner(bytes)
    if let value = scanner.plainDecimal() { return .number(value) }
    return readingUnusual(bytes)
  }

  @inline(never)
  private static func readingUnusual(_ bytes: UnsafeBufferPointer<UInt8>) -> NumberText {
    let text = String(decoding: bytes, as: UTF8.self)
    switch text {
    case "-", "–": return .notPublished
    case "*", "c", "x": return .suppressed
    default: break
    }
    guard let plain = withoutGroups(text), isGrammatical(plain) else { return .notANumber }
    let value = strtod(plain, nil)
    return value.isFinite ? .number(value) : .notANumber
  }

  /// `6,144,703` → `6144703`; nil when the commas do not set apart groups of three.
  private static func withoutGroups(_ text: String) -> String? {
    guard text.utf8.contains(ASCII.comma) else { return text }
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let groups = parts[0].drop { $0 == "-" }.split(separator: ",", omittingEmptySubsequences: false)
    let wellFormed =
      (1...3).contains(groups[0].utf8.count) && groups.dropFirst().allSatisfy { $0.utf8.count == 3 }
    guard wellFormed, parts.count == 1 || !parts[1].contains(",") else { return nil }
    return text.replacing(",")
  }

  private static func isGrammatical(_ text: String) -> Bool {
    var rest = text.utf8[...]
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    guard dropDigits(&rest) else { return false }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard dropDigits(&rest) else { return false }
    }
    if let mark = rest.first, mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
        rest = rest.dropFirst()
      }
      guard dropDigits(&rest) else { return false }
    }
    return rest.isEmpty
  }

  private static func dropDigits(_ text: inout Substring.UTF8View) -> Bool {
    let digits = text.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    text = text.dropFirst(digits.count)
    return !digits.isEmpty
  }
}

extension String {
  fileprivate func replacing(_ removed: Character) -> String { filter { $0 != removed } }
}

/// Reads the numbers that are common, exactly, without making a string.
///
/// Method: at most 2^53 as a whole number times or over a power of ten up to 10^22 is one correctly
/// rounded operation (Clinger 1990); every other text goes to the C library.
private struct NumberScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  @inline(__always)
  mutating func plainDecimal() -> Double? {
    let isNegative = bytes[0] == UInt8(ascii: "-")
    if isNegative { at = 1 }
    var digits: UInt64 = 0
    let whole = take(&digits)
    guard whole > 0 else { return nil }
    var fraction = 0
    if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
      at += 1
      fraction = take(&digits)
      guard fraction > 0 else { return nil }
    }
    guard at == bytes.count, whole + fraction <= 19, fraction <= 22, digits <= 1 << 53 else {
      return nil
    }
    let magnitude = Double(digits) / Self.powersOfTen[fraction]
    return isNegative ? -magnitude : magnitude
  }

  @inline(__always)
  private mutating func take(_ digits: inout UInt64) -> Int {
    let from = at
    while at < bytes.count {
      let digit = bytes[at] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      digits = digits &* 10 &+ UInt64(digit)
      at += 1
    }
    return at - from
  }

  nonisolated(unsafe) private static let powersOfTen: UnsafePointer<Double> = {
    let powers = UnsafeMutablePointer<Double>.allocate(capacity: 23)
    powers[0] = 1
    for exponent in 1...22 { powers[exponent] = powers[exponent - 1] * 10 }
    return UnsafePointer(powers)
  }()
}
