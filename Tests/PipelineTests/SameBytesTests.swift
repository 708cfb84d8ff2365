import Fetch
import Foundation
import Support
import Testing

/// Same snapshots in, same bytes out, wherever and whenever.
struct SameBytesTests {
  private let folder = TemporaryFolder()

  private func hash(_ name: String, _ environment: [String: String]) throws -> String {
    let fixtures = SharedData.projectRoot.path + "/fixtures"
    let state = "\(folder.path)/\(name)"
    let run = try ProgramRun(
      ProgramRun.pipelinePath,
      [
        "run", "--offline", "--until", "assess", "--quiet", "--state", state, "--config",
        fixtures + "/pipeline.yaml", "--input", "fingertips=\(fixtures)/fingertips", "--input",
        "fingertips-metadata=\(fixtures)/fingertips-metadata", "--input",
        "local-health=\(fixtures)/local-health",
      ], environment: environment)
    #expect(run.status == 0, "\(run.complaints)")
    return try sha256Hex(ofFile: state + "/current/local-health.db").sha256
  }

  @Test func `the database is the same in other time zones, locales and runs`() throws {
    let first = try hash("first", ["TZ": "UTC", "LC_ALL": "C"])
    let places = [
      ["TZ": "Pacific/Auckland", "LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"],
      ["TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "SWIFT_DETERMINISTIC_HASHING": "1"],
    ]
    for (number, environment) in places.enumerated() {
      #expect(try hash("run-\(number)", environment) == first, "\(environment)")
    }
  }
}
