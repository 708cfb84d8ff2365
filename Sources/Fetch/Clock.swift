#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Times as this stage writes and reads them: UTC, whole seconds, `2026-11-22T05:30:01Z`.
enum Clock {
  /// Seconds since 1970.
  static func now() -> Int { time(nil) }

  /// Seconds of the monotonic clock, for waits and deadlines.
  static func monotonicSeconds() -> Double {
    var value = timespec()
    clock_gettime(CLOCK_MONOTONIC, &value)
    return Double(value.tv_sec) + Double(value.tv_nsec) / 1e9
  }

  /// The ISO 8601 form of seconds since 1970.
  static func iso8601(_ seconds: Int) -> String {
    var moment = time_t(seconds)
    var parts = tm()
    gmtime_r(&moment, &parts)
    let date = [Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)]
    let time = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { padded(Int($0)) }
    return date.map(padded).joined(separator: "-") + "T" + time.joined(separator: ":") + "Z"
  }

  /// Seconds since 1970 of a time in the form of ``iso8601(_:)``; nil for any other form.
  static func seconds(iso8601 text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count == 20, bytes.last == UInt8(ascii: "Z") else { return nil }
    let fields = text.dropLast().split(whereSeparator: { "-T:".contains($0) }).map { Int($0) }
    let numbers = fields.compactMap { $0 }
    guard numbers.count == 6, fields.count == 6 else { return nil }
    return seconds(
      year: numbers[0], month: numbers[1], day: numbers[2],
      hour: numbers[3], minute: numbers[4], second: numbers[5])
  }

  /// Seconds since 1970 of a UTC date and time of day.
  static func seconds(
    year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int
  ) -> Int? {
    guard (1900...9999).contains(year), (1...12).contains(month), (1...31).contains(day),
      (0...23).contains(hour),
      (0...59).contains(minute), (0...60).contains(second)
    else { return nil }
    var parts = tm()
    (parts.tm_year, parts.tm_mon, parts.tm_mday) = (
      Int32(year - 1900), Int32(month - 1), Int32(day)
    )
    (parts.tm_hour, parts.tm_min, parts.tm_sec) = (Int32(hour), Int32(minute), Int32(second))
    return timegm(&parts)
  }

  private static func padded(_ number: Int) -> String {
    number < 10 ? "0\(number)" : String(number)
  }
}
