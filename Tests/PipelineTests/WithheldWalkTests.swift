import Foundation
import Support
import Testing

/// A copy passes its age between two runs: its figures go, everybody is told, and they come back.
struct WithheldWalkTests {
  private let folder = TemporaryFolder()
  private let configuration: String
  private let fixtures = SharedData.projectRoot.path + "/fixtures"
  private var state: String { folder.path + "/state" }
  private var input: String { "fingertips=\(fixtures)/fingertips/illustrative-indicators-1.csv" }

  init() throws {
    let text = try String(contentsOfFile: fixtures + "/pipeline.yaml", encoding: .utf8)
    configuration = try folder.write(
      "pipeline.yaml",
      text.replacing(
        "cadence_days: 30\n    illustrative",
        with: "cadence_days: 30\n    max_age_days: 400\n    illustrative"))
  }

  private func pipeline(_ command: String, _ arguments: String...) throws -> ProgramRun {
    try ProgramRun(
      ProgramRun.pipelinePath,
      [command, "--state", state, "--config", configuration] + arguments)
  }

  private func run(_ arguments: String...) throws -> ProgramRun {
    try ProgramRun(
      ProgramRun.pipelinePath,
      ["run", "--offline", "--state", state, "--config", configuration, "--area", "Nottingham"]
        + arguments)
  }

  /// Says that what is held was given long ago.
  private func letGrowOld() throws {
    let path = state + "/snapshots/fingertips/manifest.jsonl"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let old = text.replacing(
      /"retrieved_at":"[^"]*"/, with: "\"retrieved_at\":\"2025-01-05T06:07:08Z\"")
    #expect(old != text)
    try old.write(toFile: path, atomically: true, encoding: .utf8)
  }

  private func page() throws -> String {
    try String(contentsOfFile: state + "/current/briefings/E06000018.html", encoding: .utf8)
  }

  @Test func `figures that nobody has confirmed for too long are withheld until somebody does`()
    throws
  {
    let first = try run("--input", input)
    #expect(first.status == 0, "\(first.complaints)")
    #expect(try pipeline("status").status == 0)
    try letGrowOld()

    let second = try run()
    #expect(second.status == 66)
    #expect(second.output.contains("release 2:"), "\(second.complaints)")
    #expect(second.complaints.contains("illustrative-indicators-1.csv: withheld."))
    #expect(second.complaints.contains("are gone with the files that are withheld"))
    #expect(second.complaints.contains("give files with --input, or run without --offline"))
    #expect(
      try page().contains(
        "One file of figures is left out of this release: it was last confirmed by its publisher on"
          + " 5 January 2025, longer ago than the 400 days that are allowed."))
    let manifest = try String(contentsOfFile: state + "/current/manifest.json", encoding: .utf8)
    #expect(manifest.contains("\"last_confirmed\" : \"2025-01-05T06:07:08Z\""))

    let status = try pipeline("status")
    #expect(status.status == 1)
    #expect(
      status.output.contains("needs looking at: fingertips: 1 of 1 files are withheld"),
      "\(status.output)")

    let third = try run()
    #expect(third.status == 66)
    #expect(third.output.contains("nothing has changed since release 2"))
    #expect(third.complaints.contains("illustrative-indicators-1.csv: withheld."))

    let fourth = try run("--input", input)
    #expect(fourth.status == 0, "\(fourth.complaints)")
    #expect(fourth.output.contains("release 3:"))
    #expect(!(try page().contains("left out of this release")))
    #expect(try pipeline("status").status == 0)
  }
}
