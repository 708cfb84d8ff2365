import Foundation
import Support

/// The site of the bundled fixtures, written once for all tests by the commands themselves.
final class FixtureSite: Sendable {
  static let shared = Result { try FixtureSite() }

  let path: String
  let report: String
  private let folder: TemporaryFolder

  private struct Failure: Error { let complaints: String }

  private init() throws {
    folder = TemporaryFolder()
    path = folder.path + "/site"
    let fixtures = SharedData.projectRoot.path + "/fixtures"
    let run = try ProgramRun.pipeline(
      "run", "--offline", "--until", "assess", "--quiet", "--state", folder.path + "/state",
      "--config", fixtures + "/pipeline.yaml", "--input", "fingertips=\(fixtures)/fingertips")
    guard run.status == 0 else { throw Failure(complaints: run.complaints) }
    let site = try ProgramRun.pipeline("site", "--state", folder.path + "/state", "--out", path)
    guard site.status == 0 else { throw Failure(complaints: site.complaints) }
    report = site.output
  }

  /// The pages by their path, with their bytes.
  var pages: [String: Int] {
    get throws {
      let names = try FileManager.default.subpathsOfDirectory(atPath: path)
      return try Dictionary(
        uniqueKeysWithValues: names.filter { $0.hasSuffix(".html") }.map { name in
          let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
          return (name, (attributes[.size] as? Int) ?? 0)
        })
    }
  }
}
