internal import ArgumentParser
internal import Transform

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The child that parses pages: jobs on standard input, results on standard output.
///
/// It limits its own memory for good and its processor time anew for each job, opens nothing, and ends
/// with its input.
struct ParseHTMLCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse-html", abstract: "Parse pages handed over by another pipeline process.",
    shouldDisplay: false)

  @Option(help: "Processor seconds a job may take.")
  var secondsPerJob = 3

  /// With what every process of the program maps beside it, below 256 MB.
  @Option(help: "Megabytes of memory of its own the process may use.")
  var memoryMegabytes = 192

  func run() throws {
    limitMemory()
    while let frame = PipeFrame.read(from: STDIN_FILENO) {
      limitTime()
      let result = try HTMLJob(encoded: frame).run()
      let answer = [UInt8](try JSONEncoder().encode(result))
      guard PipeFrame.write(answer, to: STDOUT_FILENO) else { return }
    }
  }

  private func limitMemory() {
    // What libraries map is not counted, so that a build with more of them has no less for the page.
    // A sanitizer maps terabytes before anything else: no limit leaves it room.
    #if !SANITIZED
      let bytes = rlim_t(memoryMegabytes) << 20
      var limit = rlimit(rlim_cur: bytes, rlim_max: bytes)
      _ = setrlimit(Self.resource(RLIMIT_DATA), &limit)
    #endif
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    _ = setrlimit(Self.resource(RLIMIT_CORE), &none)
  }

  private func limitTime() {
    var usage = rusage()
    #if canImport(Glibc)
      _ = getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    #else
      _ = getrusage(RUSAGE_SELF, &usage)
    #endif
    let used = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
    var limit = rlimit()
    _ = getrlimit(Self.resource(RLIMIT_CPU), &limit)
    limit.rlim_cur = rlim_t(used + secondsPerJob + 1)
    _ = setrlimit(Self.resource(RLIMIT_CPU), &limit)
  }

  #if canImport(Glibc)
    private static func resource(_ resource: __rlimit_resource) -> __rlimit_resource_t {
      __rlimit_resource_t(resource.rawValue)
    }
  #else
    private static func resource(_ resource: Int32) -> Int32 { resource }
  #endif
}
