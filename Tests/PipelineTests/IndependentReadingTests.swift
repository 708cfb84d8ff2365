import Foundation
import Support
import Testing

/// The publisher's real files against a reading of them by other code.
struct IndependentReadingTests {
  private static var realFiles: [String] {
    guard let folder = SharedData.directory?.appending(path: "data/fingertips").path else {
      return []
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".csv.gz") }.map { "\(folder)/\($0)" }.sorted()
  }

  private func compare(_ pattern: String, _ files: [String], config: [String] = []) throws
    -> ProgramRun
  {
    let folder = TemporaryFolder()
    let run = try ProgramRun(
      ProgramRun.pipelinePath,
      ["run", "--offline", "--until", "load", "--quiet", "--state", folder.path + "/state"]
        + ["--input", "fingertips=\(pattern)"] + config)
    #expect(run.status == 0, "\(run.complaints)")
    let script = SharedData.projectRoot.path + "/scripts/independent-reading.py"
    return try ProgramRun(
      "python3", [script, folder.path + "/state/current/local-health.db"] + files)
  }

  @Test(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
  func `every figure of the real files is loaded as another reader reads it`() throws {
    let files = Self.realFiles
    let folder = URL(filePath: try #require(files.first)).deletingLastPathComponent().path
    let check = try compare("\(folder)/*.csv.gz", files)
    #expect(check.status == 0, "\(check.output)")
    #expect(check.output.contains("19946 figures in the files, 19946 in the database, 0 differ"))
  }

  @Test func `every figure of the fixtures is loaded as another reader reads it`() throws {
    let folder = SharedData.projectRoot.path + "/fixtures/fingertips"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    let check = try compare(folder, names.map { "\(folder)/\($0)" })
    #expect(check.status == 0, "\(check.output)")
    #expect(check.output.contains("9909 rows, 9909 figures in the files, 9909 in the database"))
  }
}
