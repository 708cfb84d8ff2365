import Foundation
import Support
import Testing

/// What a signal does to a fetch.
struct InterruptionTests {
  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
  func `a signal ends a fetch and keeps what is whole`(signal: Int32, status: Int32) throws {
    let folder = TemporaryFolder()
    let server = try FaultServer { request in
      request.path == "/first"
        ? [.answer(200, "[1]")] : [.pause(seconds: 30), .answer(200, "[2]")]
    }
    let configuration = try folder.write(
      "pipeline.yaml",
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

      """)
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
    let started = Date()
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationStatus == status)
    // A second is what it takes at most; the rest is for a busy machine.
    #expect(Date().timeIntervalSince(started) < 15)
    let said = String(decoding: complaints.fileHandleForReading.availableData, as: UTF8.self)
    #expect(said.contains("result=stopped exit=\(status) published=none"))
    let list = try ProgramRun.pipeline("snapshots", "list", "--state", folder.path + "/state")
    #expect(list.output.hasPrefix("lists/first  3 bytes  "))
    #expect(list.output.split(separator: "\n").count == 1)
  }
}
