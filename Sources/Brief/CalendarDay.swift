/// A day of the calendar, without a clock or a time zone.
public struct CalendarDay: Sendable, Hashable, Comparable {
  public let year: Int
  public let month: Int
  public let day: Int

  /// Reads the date that opens an ISO 8601 text; nil when it does not open with one.
  public init?(_ text: String) {
    var text = text
    let parts = text.withUTF8 { Self.parts($0) }
    guard let (year, month, day) = parts, (1...12).contains(month), (1...31).contains(day) else {
      return nil
    }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// The three numbers of `2026-11-03`; nil for anything else.
  private static func parts(_ text: UnsafeBufferPointer<UInt8>) -> (Int, Int, Int)? {
    guard text.count >= 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-") else {
      return nil
    }
    func number(_ places: Range<Int>) -> Int? {
      var number = 0
      for place in places {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[place]) else { return nil }
        number = number * 10 + Int(text[place] - UInt8(ascii: "0"))
      }
      return number
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else {
      return nil
    }
    return (year, month, day)
  }

  public static func < (left: Self, right: Self) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  /// Whether it is more than so many years before another day.
  func isBefore(_ other: Self, byYears years: Int) -> Bool {
    (year + years, month, day) < (other.year, other.month, other.day)
  }

  /// Stands where no source was ever fetched.
  static let unknown = CalendarDay(year: 1, month: 1, day: 1)

  private init(year: Int, month: Int, day: Int) {
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// "3 November 2026".
  public var inWords: String { "\(day) \(Self.months[month - 1]) \(year)" }

  /// "2026-11-03".
  public var iso: String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return String("000\(year)".suffix(4)) + "-\(two(month))-\(two(day))"
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}
