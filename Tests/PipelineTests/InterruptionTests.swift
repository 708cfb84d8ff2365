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
    var tries = 0
    while quickest >= Sanitizers.slowness, tries < Self.tries {
      quickest = min(quickest, try secondsToStop(signal, status: status))
      tries += 1
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
    let complaints = folder.path + "/complaints"
    let process = try StartedProgram(
      ProgramRun.pipelinePath,
      ["fetch", "--state", folder.path + "/state", "--config", configuration, "--quiet"],
      complaints: complaints)
    try process.wait { server.requests.count >= 2 }
    let clock = ContinuousClock()
    let started = clock.now
    process.send(signal)
    #expect(try process.wait() == status)
    let taken = clock.now - started
    let said = try String(contentsOfFile: complaints, encoding: .utf8)
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
