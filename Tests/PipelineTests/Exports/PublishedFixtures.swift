import Foundation
import Support

/// A release of the bundled fixtures, made once for all tests that read one.
final class PublishedFixtures: Sendable {
  static let shared = PublishedFixtures()

  private let folder = TemporaryFolder()
  let run: ProgramRun?
  var state: String { folder.path + "/state" }
  var database: String { state + "/current/local-health.db" }

  private init() {
    let fixtures = SharedData.projectRoot.path + "/fixtures"
    run = try? ProgramRun(
      ProgramRun.pipelinePath,
      ["run", "--offline", "--until", "assess", "--quiet", "--state", folder.path + "/state"]
        + ["--config", fixtures + "/pipeline.yaml", "--input", "fingertips=\(fixtures)/fingertips"]
        + ["--input", "fingertips-metadata=\(fixtures)/fingertips-metadata"])
  }

  /// Runs a command of the pipeline on the release.
  func pipeline(_ command: String, _ arguments: [String]) throws -> ProgramRun {
    try ProgramRun(ProgramRun.pipelinePath, [command, "--state", state] + arguments)
  }

  /// What a Python script says of a file or folder.
  func python(_ script: String, _ arguments: String...) throws -> ProgramRun {
    try ProgramRun(TestTools.python, ["-c", script] + arguments)
  }
}
