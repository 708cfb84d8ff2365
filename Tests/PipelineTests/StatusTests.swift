import Foundation
import Support
import Testing

@testable import pipeline

/// What is said about the state of things, and the status that a monitor reads.
struct StatusTests {
  private let folder = TemporaryFolder()
  private var state: String { folder.path + "/state" }
  private let fixtures = SharedData.projectRoot.path + "/fixtures"

  private func load() throws {
    let file = "fingertips=\(fixtures)/fingertips/illustrative-indicators-1.csv"
    let run = try ProgramRun.pipeline(
      "run", "--offline", "--quiet", "--until", "load", "--state", state, "--config",
      fixtures + "/pipeline.yaml", "--input", file)
    #expect(run.status == 0, "\(run.complaints)")
  }

  private func status(_ arguments: String...) throws -> ProgramRun {
    try ProgramRun(
      ProgramRun.pipelinePath,
      ["status", "--state", state, "--config", fixtures + "/pipeline.yaml"] + arguments)
  }

  @Test func `with nothing published something needs looking at`() throws {
    let status = try status()
    #expect(status.status == 1)
    #expect(status.output.contains("needs looking at: nothing is published"))
    #expect(!FileManager.default.fileExists(atPath: state))
  }

  @Test func `after a good run all is well`() throws {
    try load()
    let status = try status()
    #expect(status.status == 0, "\(status.output)")
    #expect(status.output.contains("fingertips: 1 snapshots, last success "))
    #expect(status.output.hasSuffix("all is well\n"))
  }

  @Test func `the same as JSON and as metrics`() throws {
    try load()
    let file = folder.path + "/pipeline.prom"
    let status = try status("--json", "--prometheus", file)
    let object = try JSONSerialization.jsonObject(with: Data(status.output.utf8)) as? [String: Any]
    #expect((object?["problems"] as? [String])?.isEmpty == true)
    #expect(((object?["release"] as? [String: Any])?["observations"] as? Int) == 692)
    let metrics = try String(contentsOfFile: file, encoding: .utf8)
    #expect(metrics.contains("local_health_release_number 1.0\n"))
    #expect(
      metrics.contains("local_health_source_failures_in_a_row{source=\"fingertips\"} 0.0\n"))
    for line in metrics.split(separator: "\n") where !line.hasPrefix("#") {
      #expect(line.split(separator: " ").count == 2, "\(line)")
    }
  }

  @Test func `a release that is too old and a failed run need looking at`() throws {
    try load()
    let record = RunRecord(
      run: "00000001", started: Date(), ended: Date(), exit: 74, result: "failed")
    record.append(in: state)
    let status = try status("--max-age=-1")
    #expect(status.status == 1)
    #expect(status.output.contains("the release is 0 days old, more than -1"))
    #expect(status.output.contains("the last run ended with status 74 (failed), 1 in a row"))
  }

  @Test func `an old release that a run has just found up to date is well`() throws {
    try load()
    let database = state + "/current/local-health.db"
    let old = Date(timeIntervalSinceNow: -20 * 86_400)
    try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: database)
    let status = try status("--json")
    #expect(status.status == 0, "\(status.output)")
    #expect(status.output.contains("\"age_days\":20,"))
    #expect(status.output.contains("\"confirmed_days_ago\":0,"))
    try FileManager.default.removeItem(atPath: state + "/runs.jsonl")
    let unconfirmed = try self.status()
    #expect(unconfirmed.status == 1)
    #expect(
      unconfirmed.output.contains(
        "needs looking at: the release is 20 days old, more than 8, and no run has found it up to"))
  }

  @Test func `a record that a crash cut short is passed over`() throws {
    try load()
    try folder.append(state + "/runs.jsonl", "{\"run\":\"0000")
    RunRecord(run: "2", started: Date(), ended: Date(), exit: 0, result: "done").append(in: state)
    #expect(RunRecord.all(in: state).map(\.exit) == [0, 0])
  }

  @Test func `the doctor finds a good place in order and names what is wrong with a bad one`()
    throws
  {
    try load()
    let good = try ProgramRun.pipeline("doctor", "--offline", "--state", state)
    #expect(good.output.contains("ok   libraries: libcurl "))
    #expect(good.output.contains("ok   database: release 1 is whole"))
    let database = try FileManager.default.destinationOfSymbolicLink(atPath: state + "/current")
    try FileManager.default.removeItem(atPath: "\(state)/\(database)/local-health.db")
    _ = try folder.write("state/\(database)/local-health.db", "not a database")
    let bad = try ProgramRun.pipeline("doctor", "--offline", "--state", state)
    #expect(bad.status == 65, "\(bad.output)")
    #expect(bad.output.contains("FAIL database: "))
  }
}
