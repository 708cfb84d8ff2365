import Foundation
import Support
import Testing

/// What a signal does to a fetch.
struct InterruptionTests {
  /// How often a stop is tried; the machine may be busy with something else during one of them.
  private static let tries = 5

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
  func `a signal ends a fetch within a second and keeps what is whole`(
    signal: Int32, status: Int32
  ) throws {
    var quickest = Double.infinity
    for _ in 1...Self.tries where quickest >= Sanitizers.slowness {
      quickest = min(quickest, try secondsToStop(signal, status: status))
    }
    #expect(quickest < Sanitizers.slowness)
  }

  /// Stops a fetch that waits for its second answer.
  ///
  /// - Returns: the seconds from the signal to the end of the process.
  private func secondsToStop(_ signal: Int32, status: Int32) throws -> Double {
    let folder = TemporaryFolder()
    let server = try FaultServer { request in
      request.path == "/first"
        ? [.answer(200, "[1]")] : [.pause(seconds: 30), .answer(200, "[2]")]
    }
    let configuration = try folder.write("pipeline.yaml", Self.configuration(server))
    let process = Process()
    process.executableURL = URL(filePath: ProgramRun.pipelinePath)
    process.arguments = [
      "fetch", "--state", folder.path + "/state", "--config", configuration, "--quiet",
    ]
    process.standardOutput = FileHandle.nullDevice
    let complaints = Pipe()
    process.standardError = complaints
    try process.run()
    while server.requests.count < 2, process.isRunning { usleep(10_000) }
    let clock = ContinuousClock()
    let started = clock.now
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    let taken = clock.now - started
    #expect(process.terminationStatus == status)
    let said = String(decoding: complaints.fileHandleForReading.availableData, as: UTF8.self)
    #expect(said.contains("result=stopped exit=\(status) published=none"))
    let list = try ProgramRun.pipeline("snapshots", "list", "--state", folder.path + "/state")
    #expect(list.output.hasPrefix("lists/first  3 bytes  "))
    #expect(list.output.split(separator: "\n").count == 1)
    return taken / .seconds(1)
  }

  private static func configuration(_ server: FaultServer) -> String {
    """
    contact: me
    sources:
      - id: lists
        name: N
        publisher: P
        shape: fingertips-lists
        address: \(server.url("/"))
        licence: L
        attribution: A
        cadence_days: 30
        pace_seconds: 0
        respects_robots: false
        requests: [{name: first, address: first}, {name: second, address: second}]

    """
  }
}
