/// What a cell for a number says.
public enum PublishedNumber: Hashable, Sendable {
  /// A number; a zero is one.
  case number(Double)
  /// Nothing, or a mark that stands for “not published”, such as a dash.
  case missing
  /// Text that is neither, such as “12.5%”.
  case unreadable

  /// The number, if there is one.
  public var value: Double? {
    if case .number(let value) = self { value } else { nil }
  }

  /// Reads a cell.
  ///
  /// Grammar: an optional sign, digits with an optional fraction and exponent; commas only
  /// between thousands. Spaces round it are ignored. “NaN”, “inf”, “0x1F” and “n/a” are unreadable.
  /// Missing marks: an empty cell, `-`, `–`, `—`, `*`, `:`, `c`, `x`, `z` and `[c]`, `[x]`, `[z]`.
  public init(_ text: some StringProtocol) {
    let trimmed = Substring(text).utf8.trimmed
    if let value = Self.number(trimmed) {
      self = .number(value)
    } else {
      self = Self.missingMarks.contains(Substring(trimmed)) ? .missing : .unreadable
    }
  }

  private static let missingMarks: Set<Substring> = [
    "", "-", "–", "—", "*", ":", "c", "x", "z", "[c]", "[x]", "[z]",
  ]

  private static func number(_ text: Substring.UTF8View) -> Double? {
    guard let shape = Shape(text), shape.isValid else { return nil }
    guard shape.hasCommas else { return Double(Substring(text)) }
    return Double(String(decoding: text.filter { $0 != UInt8(ascii: ",") }, as: UTF8.self))
  }

  /// The parts of a number as written.
  private struct Shape {
    private(set) var hasCommas = false
    let isValid: Bool

    init?(_ text: Substring.UTF8View) {
      guard let last = text.last, last >= 46, last < 58 else { return nil }
      var rest = text
      rest.takeSign()
      let whole = rest.takeDigits()
      let groups = Self.takeGroups(&rest)
      hasCommas = groups > 0
      var fraction = 0
      if rest.take(UInt8(ascii: ".")) { fraction = rest.takeDigits() }
      var hasExponent = true
      if rest.take(UInt8(ascii: "e")) || rest.take(UInt8(ascii: "E")) {
        rest.takeSign()
        hasExponent = rest.takeDigits() > 0
      }
      let wholeIsValid = hasCommas ? groups != .max && (1...3).contains(whole) : true
      isValid = rest.isEmpty && hasExponent && wholeIsValid && whole + fraction > 0
    }

    /// Takes “,123” groups; `Int.max` when one is not of three digits.
    private static func takeGroups(_ rest: inout Substring.UTF8View) -> Int {
      var groups = 0
      while rest.take(UInt8(ascii: ",")) {
        guard rest.takeDigits() == 3 else { return .max }
        groups += 1
      }
      return groups
    }
  }
}

extension Substring.UTF8View {
  fileprivate var trimmed: Substring.UTF8View {
    var rest = drop(while: \.isSpace)
    while let last = rest.last, last.isSpace { rest.removeLast() }
    return rest
  }

  fileprivate mutating func take(_ byte: UInt8) -> Bool {
    guard first == byte else { return false }
    removeFirst()
    return true
  }

  fileprivate mutating func takeSign() {
    if first == UInt8(ascii: "-") || first == UInt8(ascii: "+") { removeFirst() }
  }

  fileprivate mutating func takeDigits() -> Int {
    var count = 0
    while let byte = first, (48...57).contains(byte) {
      removeFirst()
      count += 1
    }
    return count
  }
}

extension UInt8 {
  fileprivate var isSpace: Bool { self == 32 || (9...13).contains(self) }
}
