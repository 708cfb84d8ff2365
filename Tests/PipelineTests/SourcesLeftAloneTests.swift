import Foundation
import Support
import Testing

/// Sources that a run does not ask stay as they are held.
struct SourcesLeftAloneTests {
  private let folder = TemporaryFolder()
  private let fixtures = SharedData.projectRoot.path + "/fixtures"

  private func run(_ arguments: [String]) throws -> ProgramRun {
    try ProgramRun(
      ProgramRun.pipelinePath,
      [
        "run", "--offline", "--until", "load", "--state", folder.path + "/state", "--config",
        fixtures + "/pipeline.yaml",
      ] + arguments)
  }

  @Test func `a run on one source keeps the others, and the same data make no new release`() throws
  {
    let first = try run([
      "--input", "fingertips-metadata=\(fixtures)/fingertips-metadata",
      "--input", "fingertips=\(fixtures)/fingertips",
    ])
    #expect(first.status == 0, "\(first.complaints)")
    for arguments in [
      ["--only", "fingertips-metadata"], ["--only", "fingertips"], [],
      ["--only", "fingertips", "--input", "fingertips=\(fixtures)/fingertips"],
    ] {
      let again = try run(arguments)
      #expect(again.status == 0, "\(arguments): \(again.complaints)")
      #expect(
        again.output.contains("nothing has changed since release 1"),
        "\(arguments): \(again.output)")
    }
  }
}
