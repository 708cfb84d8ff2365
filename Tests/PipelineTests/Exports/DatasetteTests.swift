import Foundation
import Support
import Testing

/// A release in Datasette, which shows it with the metadata that the release carries.
@Suite(
  .enabled(if: TestTools.hasPackages("datasette"), Comment(rawValue: TestTools.skipReason)))
struct DatasetteTests {
  private let fixtures = PublishedFixtures.shared

  /// Starts Datasette on a free port, prints the status and the body of each page, stops it.
  private static let visit = """
    import re, subprocess, sys, urllib.error, urllib.request
    datasette, release, paths = sys.argv[1], sys.argv[2], sys.argv[3:]
    server = subprocess.Popen(
      [datasette, 'serve', '--immutable', release + '/local-health.db', '--metadata',
        release + '/exports/metadata.yaml', '--host', '127.0.0.1', '--port', '0'],
      stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    try:
      base = None
      for line in server.stderr:
        found = re.search('running on (http://127.0.0.1:[0-9]+)', line)
        if found:
          base = found[1]
          break
      for path in paths:
        try:
          with urllib.request.urlopen(base + path, timeout=60) as page:
            print(page.status, page.read().decode())
        except urllib.error.HTTPError as error:
          print(error.code, error.read().decode())
    finally:
      server.kill()
    """

  private func pages(_ paths: String...) throws -> String {
    let run = try ProgramRun(
      TestTools.python,
      ["-c", Self.visit, TestTools.path("datasette"), fixtures.state + "/current"] + paths)
    #expect(run.status == 0, "\(run.complaints)")
    return run.output
  }

  @Test func `pages carry titles, descriptions, units and licences`() throws {
    let home = try pages("/", "/local-health", "/local-health/observations?_size=1")
    #expect(home.contains("Local health data for area briefings in England"))
    #expect(home.contains("Illustrative figures, published by nobody."))
    #expect(home.contains("Everything about one area"))
    #expect(home.contains("The value in the indicator&#39;s unit"))
    #expect(home.contains("MIT, with this project"))
    let table = try pages("/local-health/snapshot?_size=1", "/local-health/priority?_size=1")
    #expect(table.contains(" B</td>") || table.contains(" byte"), "\(table.suffix(2000))")
    #expect(table.contains("Titles and addresses only"))
  }

  @Test func `every canned query answers`() throws {
    let fields = "area_code=E06000018&indicator_id=41001&area_type=unitary_authority&words=suicide"
    let names = [
      "area_profile", "indicator_across_areas", "time_series", "significantly_different",
      "board_priorities", "find", "proof", "licences",
    ]
    let metadata = try String(
      contentsOfFile: fixtures.state + "/current/exports/metadata.yaml", encoding: .utf8)
    #expect(
      metadata.split(separator: "\n").count {
        $0.hasSuffix("sql: |-") || $0.contains("        sql: \"")
      } == names.count)
    let answers = try ProgramRun(
      TestTools.python,
      ["-c", Self.visit, TestTools.path("datasette"), fixtures.state + "/current"]
        + names.map { "/local-health/\($0).json?\(fields)&_shape=objects" })
    #expect(answers.status == 0, "\(answers.complaints)")
    let lines = answers.output.split(separator: "\n").filter {
      $0.hasPrefix("200 ") || $0.hasPrefix("4") || $0.hasPrefix("5")
    }
    #expect(lines.count == names.count)
    for (name, line) in zip(names, lines) {
      let answer =
        try JSONSerialization.jsonObject(with: Data(line.dropFirst(4).utf8)) as? [String: Any]
      let rows = answer?["rows"] as? [[String: Any]] ?? []
      #expect(line.hasPrefix("200 ") && !rows.isEmpty, "\(name): \(line.prefix(300))")
    }
  }

  @Test func `the metadata can be written on its own`() throws {
    let folder = TemporaryFolder()
    let run = try fixtures.pipeline("export", ["--format", "datasette", "--out", folder.path])
    #expect(run.output == "\(folder.path)/metadata.yaml\n")
    let own = try String(contentsOfFile: folder.path + "/metadata.yaml", encoding: .utf8)
    let carried = try String(
      contentsOfFile: fixtures.state + "/current/exports/metadata.yaml", encoding: .utf8)
    #expect(own == carried)
  }
}
