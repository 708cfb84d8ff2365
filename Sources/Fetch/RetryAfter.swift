/// The header by which a busy server says when to come back (RFC 9110 §10.2.3).
enum RetryAfter {
  /// How long a server asks to be left alone.
  ///
  /// - Parameters:
  ///   - text: whole seconds, or a date in any of the three forms of HTTP.
  ///   - now: seconds since 1970.
  ///   - limit: the most seconds to wait.
  /// - Returns: seconds, never negative and never more than `limit`; nil when nothing usable is said.
  static func seconds(_ text: String, now: Int, limit: Double) -> Double? {
    let value = text.trimmed
    if !value.isEmpty, value.utf8.allSatisfy({ (48...57).contains($0) }) {
      return min(limit, Double(value) ?? limit)
    }
    return httpDate(value).map { min(limit, max(0, Double($0 - now))) }
  }

  /// Seconds since 1970 of `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` or
  /// `Sun Nov  6 08:49:37 1994`.
  static func httpDate(_ text: String) -> Int? {
    let words = text.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "-" }).map(String.init)
    guard let weekday = words.first, days.contains(weekday.prefix(3).lowercased()) else {
      return nil
    }
    switch words.count {
    case 6 where words[5] == "GMT":
      return moment(day: words[1], month: words[2], year: words[3], time: words[4])
    case 5: return moment(day: words[2], month: words[1], year: words[4], time: words[3])
    default: return nil
    }
  }

  private static let days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  private static func moment(day: String, month: String, year: String, time: String) -> Int? {
    let clock = time.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard let day = Int(day), let month = months.firstIndex(of: month.lowercased()),
      let year = Int(year), clock.count == 3, let hour = clock[0], let minute = clock[1],
      let second = clock[2]
    else { return nil }
    return Clock.seconds(
      year: fullYear(year), month: month + 1, day: day, hour: hour, minute: minute, second: second)
  }

  /// Two digits mean this century unless that is far in the future.
  private static func fullYear(_ year: Int) -> Int {
    guard (0...99).contains(year) else { return year }
    return year < 70 ? 2000 + year : 1900 + year
  }
}

extension StringProtocol {
  /// The text without spaces, tabs and line ends on either side.
  var trimmed: String {
    let isSpace: (Character) -> Bool = { $0.isWhitespace }
    let start = drop(while: isSpace)
    guard let last = start.lastIndex(where: { !isSpace($0) }) else { return "" }
    return String(start[...last])
  }
}
