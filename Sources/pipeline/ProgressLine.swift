import Fetch

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Shows how far a fetch has come: a bar that stays on one line of a terminal; elsewhere a line for
/// each request, if wanted.
final class ProgressLine {
  private let isQuiet: Bool
  private let saysEach: Bool
  private let isTerminal: Bool
  private let started = ProgressLine.seconds()
  private var isShown = false

  init(isQuiet: Bool, saysEach: Bool, isTerminal: Bool = isatty(STDERR_FILENO) == 1) {
    self.isQuiet = isQuiet
    self.saysEach = saysEach
    self.isTerminal = isTerminal
  }

  func show(_ progress: FetchProgress) {
    guard !isQuiet else { return }
    if isTerminal {
      isShown = true
      Console.overwrite(Self.bar(progress, afterSeconds: Self.seconds() - started))
    } else if saysEach, let report = progress.finished {
      Console.say(Self.line(report, progress))
    }
  }

  /// Leaves the terminal's line empty for what comes next.
  func clear() {
    if isShown { Console.overwrite("") }
    isShown = false
  }

  /// One request that came to its end: `[12/330] fingertips/x.csv: fresh, 1024 bytes`.
  static func line(_ report: FetchReport, _ progress: FetchProgress) -> String {
    let place = "[\(progress.settled)/\(progress.total)]"
    let name = "\(report.request.sourceID)/\(report.request.name)"
    return Console.printable(
      "\(place) \(name): \(report.outcome.code), \(report.bytesDecoded) bytes")
  }

  /// `[#########-----------] 150/330  4.9/s  12.3 MB  0:36 left`
  static func bar(_ progress: FetchProgress, afterSeconds seconds: Double) -> String {
    let width = 24
    let filled = progress.total == 0 ? 0 : width * progress.settled / progress.total
    let bar =
      String(repeating: "#", count: filled) + String(repeating: "-", count: width - filled)
    let rate = seconds > 0 ? Double(progress.settled) / seconds : 0
    var parts = ["[\(bar)]", "\(progress.settled)/\(progress.total)"]
    parts.append("\(tenths(rate))/s")
    parts.append("\(tenths(Double(progress.bytesOnTheWire) / 1e6)) MB")
    if rate > 0, progress.settled < progress.total {
      parts.append(clock(Double(progress.total - progress.settled) / rate) + " left")
    }
    return parts.joined(separator: "  ")
  }

  private static func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  private static func clock(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded(.up))
    let rest = whole % 60
    return "\(whole / 60):" + (rest < 10 ? "0" : "") + "\(rest)"
  }

  private static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
