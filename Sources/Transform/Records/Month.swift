/// A month of a year, as a number that can be added to.
struct Month: Hashable, Comparable, Sendable {
  /// Months since January of year 0.
  let index: Int

  init(year: Int, month: Int) {
    index = year * 12 + month - 1
  }

  private init(index: Int) {
    self.index = index
  }

  var year: Int { index / 12 }
  var month: Int { index % 12 + 1 }

  static func + (start: Month, months: Int) -> Month { Month(index: start.index + months) }
  static func - (end: Month, start: Month) -> Int { end.index - start.index }
  static func < (left: Month, right: Month) -> Bool { left.index < right.index }

  /// The first day, as “2019-04-01”.
  var firstDay: String { day(1) }

  /// The last day, as “2020-02-29”.
  var lastDay: String { day(dayCount) }

  private var dayCount: Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: isLeapYear ? 29 : 28
    default: 31
    }
  }

  private var isLeapYear: Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  func day(_ day: Int) -> String {
    String(unsafeUninitializedCapacity: 10) { bytes in
      for (place, divisor) in [(0, 1000), (1, 100), (2, 10), (3, 1)] {
        bytes[place] = UInt8(truncatingIfNeeded: 48 + year / divisor % 10)
      }
      for (place, number) in [(4, month), (7, day)] {
        bytes[place] = UInt8(ascii: "-")
        bytes[place + 1] = UInt8(truncatingIfNeeded: 48 + number / 10)
        bytes[place + 2] = UInt8(truncatingIfNeeded: 48 + number % 10)
      }
      return 10
    }
  }

  /// The first three letters of each month, as labels have them.
  static let shortNames = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
