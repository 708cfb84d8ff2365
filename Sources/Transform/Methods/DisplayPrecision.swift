/// How many decimals a figure is shown with.
///
/// Reference: the formatters of the Fingertips service (2020 source).
public enum DisplayPrecision: Hashable, Sendable {
  /// By size: 0 decimals over 1000, 1 over 10, 2 from 1, 3 under 1, of the indicator's largest
  /// value where it is known and otherwise of the value itself.
  case bySize(indicatorMaximum: Double? = nil)
  /// For proportions: 3 decimals when the indicator's largest value is under 1, 2 under 10,
  /// otherwise 1, with 99.95 and over shown as 100.
  case proportion(indicatorMaximum: Double? = nil)
  /// A fixed number of decimals.
  case fixed(Int)
  /// A fixed number of decimals, with commas between thousands.
  case commas(Int)

  /// What stands where there is no value.
  public static let noValue = "-"

  /// The text for a value.
  ///
  /// Method: round half away from zero on the decimal figure at 15 digits, so 2.5 gives 3 and
  /// 1.005 gives 1.01.
  /// Edge cases: a missing or not finite value gives a dash; zero has no sign.
  public func text(for value: Double?) -> String {
    guard let value, value.isFinite else { return Self.noValue }
    switch self {
    case .bySize(let maximum): return Self.decimal(value, Self.places(bySize: maximum ?? value))
    case .proportion(let maximum): return Self.proportion(value, maximum)
    case .fixed(let places): return Self.decimal(value, places)
    case .commas(let places): return Self.decimal(value, places, groupsThousands: true)
    }
  }

  /// A number rounded to the nearest step (10, 100, 1000), halves away from zero.
  public static func rounded(_ value: Double, toNearest step: Double) -> Double {
    (value / step).rounded(.toNearestOrAwayFromZero) * step
  }

  private static func places(bySize size: Double) -> Int {
    if size > 1000 { return 0 }
    if size > 10 { return 1 }
    return size < 1 ? 3 : 2
  }

  private static func proportion(_ value: Double, _ maximum: Double?) -> String {
    if let maximum, maximum < 10 { return decimal(value, maximum < 1 ? 3 : 2) }
    return value >= 99.95 ? "100" : decimal(value, 1)
  }

  private static func decimal(
    _ value: Double, _ places: Int, groupsThousands: Bool = false
  ) -> String {
    var digits = DecimalDigits(value.magnitude)
    digits.round(significant: 15)
    digits.round(places: places)
    let sign = value < 0 && !digits.isZero ? "-" : ""
    return sign + digits.text(places: places, groupsThousands: groupsThousands)
  }
}

/// A number as decimal digits, so that it is rounded as it is written.
struct DecimalDigits {
  /// Digits from the first that is not 0.
  private var digits: [UInt8] = []
  /// How many of the digits stand before the decimal point; may be below 0.
  private var whole = 0

  /// The shortest digits that stand for a number of 0 or more.
  init(_ magnitude: Double) {
    var exponent = 0
    var point: Int?
    let text = magnitude.description.utf8
    for (index, byte) in zip(text.indices, text) {
      if byte == UInt8(ascii: "e") {
        exponent = Int(Substring(text[text.index(after: index)...])) ?? 0
        break
      }
      if byte == UInt8(ascii: ".") { point = digits.count } else { digits.append(byte - 48) }
    }
    whole = (point ?? digits.count) + exponent
    let leading = digits.prefix { $0 == 0 }.count
    digits.removeFirst(leading)
    whole -= leading
  }

  var isZero: Bool { digits.allSatisfy { $0 == 0 } }

  mutating func round(significant count: Int) { keep(count) }

  mutating func round(places: Int) { keep(whole + places) }

  /// Keeps so many digits and rounds the last, halves up.
  private mutating func keep(_ count: Int) {
    guard count < digits.count else { return }
    let roundsUp = count >= 0 && digits[count] >= 5
    digits.removeLast(digits.count - max(0, count))
    guard roundsUp else { return }
    while digits.last == 9 { digits.removeLast() }
    if let last = digits.popLast() {
      digits.append(last + 1)
    } else {
      digits = [1]
      whole += 1
    }
  }

  func text(places: Int, groupsThousands: Bool) -> String {
    var text = ""
    let wholeDigits = max(1, whole)
    for place in 0..<wholeDigits {
      if groupsThousands, place > 0, (wholeDigits - place) % 3 == 0 { text += "," }
      text += String(digit(whole - wholeDigits + place))
    }
    if places > 0 { text += "." }
    for place in 0..<max(0, places) { text += String(digit(whole + place)) }
    return text
  }

  private func digit(_ index: Int) -> UInt8 { digits.indices.contains(index) ? digits[index] : 0 }
}
