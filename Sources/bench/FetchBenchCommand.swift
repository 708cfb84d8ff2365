import ArgumentParser
import Fetch
import Support

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `bench fetch`: how fast small answers are kept, and what a large one costs in memory.
struct FetchBenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch",
    abstract: "Fetch small answers and a large one from a server in this process, with pace off.",
    discussion: "Memory is the peak of the whole process, the server included.")

  @Option(help: "How many small answers.")
  var answers = 2000

  @Option(help: "The size of the large answer in mebibytes.")
  var mebibytes = 500

  func run() throws {
    let (seconds, kept) = try fetchSmallAnswers()
    print("\(kept) of \(answers) small answers kept in \(hundredths(seconds)) s")
    let before = Self.peakMebibytes()
    let (large, isKept) = try fetchLargeAnswer()
    print(
      "a body of \(mebibytes) MiB \(isKept ? "kept" : "NOT kept") in \(hundredths(large)) s;"
        + " peak memory \(Self.peakMebibytes()) MiB, before it \(before) MiB")
    if kept != answers || !isKept { throw ExitCode.failure }
  }

  private func fetchSmallAnswers() throws -> (seconds: Double, kept: Int) {
    let server = try FaultServer {
      [.answer(200, "Area Code,Value\nE06000001,1.5\nE06000002,\($0.path)\n")]
    }
    let requests = (0..<answers).map {
      FetchRequest(
        sourceID: "bench", name: "\($0).csv", address: server.url("/\($0)"), expectedContent: .csv)
    }
    return try fetch(requests)
  }

  private func fetchLargeAnswer() throws -> (seconds: Double, isKept: Bool) {
    let count = mebibytes
    let piece = [UInt8](repeating: UInt8(ascii: "a"), count: 1 << 20)
    let server = try FaultServer(
      .text("HTTP/1.1 200 OK\r\nContent-Length: \(count << 20)\r\n\r\n"),
      .repeated(piece, times: count))
    let request = FetchRequest(
      sourceID: "bench", name: "large", address: server.url("/large"), maxBytes: (count + 1) << 20)
    let (seconds, kept) = try fetch([request])
    return (seconds, kept == 1)
  }

  private func fetch(_ requests: [FetchRequest]) throws -> (seconds: Double, kept: Int) {
    let folder = TemporaryFolder()
    let store = try SnapshotStore(stateDirectory: folder.path + "/state")
    var options = HTTPClientOptions(userAgent: "bench/1 (+nobody)")
    options.paceSeconds = 0
    options.allowsPlainHTTP = true
    options.allowedTestAddresses = ["127.0.0.1"]
    let started = Self.monotonicSeconds()
    let reports = HTTPClient(options: options).fetch(requests, into: store)
    let seconds = Self.monotonicSeconds() - started
    return (seconds, reports.count { $0.outcome.snapshot != nil })
  }

  private func hundredths(_ seconds: Double) -> String {
    let count = Int((seconds * 100).rounded())
    return "\(count / 100)." + (count % 100 < 10 ? "0" : "") + "\(count % 100)"
  }

  private static func monotonicSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func peakMebibytes() -> Int {
    var usage = rusage()
    // 0 is RUSAGE_SELF, whose type differs between systems.
    getrusage(0, &usage)
    #if canImport(Glibc)
      return Int(usage.ru_maxrss) >> 10
    #else
      return Int(usage.ru_maxrss) >> 20
    #endif
  }
}
