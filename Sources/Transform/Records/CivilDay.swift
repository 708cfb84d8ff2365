#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Days as they are written in ISO 8601.
enum CivilDay {
  /// The present day in UTC, wherever the machine stands.
  static var today: String {
    var now = time(nil)
    var parts = tm()
    gmtime_r(&now, &parts)
    return "\(parts.tm_year + 1900)-\(twoDigits(parts.tm_mon + 1))-\(twoDigits(parts.tm_mday))"
  }

  private static func twoDigits(_ number: Int32) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
