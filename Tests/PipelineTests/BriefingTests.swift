import Brief
import Foundation
import Load
import Support
import Testing

/// Briefings of the bundled fixtures, as the command writes them.
struct BriefingTests {
  /// One release of the fixtures for all these tests, fetched on a day that does not change.
  private struct FixtureRelease {
    let folder = TemporaryFolder()
    var state: String { folder.path + "/state" }

    init() throws {
      let fixtures = "fixtures"
      let run = try ProgramRun(
        ProgramRun.pipelinePath,
        [
          "run", "--offline", "--quiet", "--until", "assess", "--state", state,
          "--config", "\(fixtures)/pipeline.yaml",
          "--input", "fingertips=\(fixtures)/fingertips",
          "--input", "local-health=\(fixtures)/local-health",
          "--input", "fingertips-metadata=\(fixtures)/fingertips-metadata",
        ])
      guard run.status == 0 else { throw Failure(words: run.complaints) }
      try SampleDatabase.change(
        state + "/current/local-health.db",
        "UPDATE snapshot SET retrieved_at = '2026-11-20T09:00:00Z';")
    }
  }

  private struct Failure: Error { let words: String }

  private static let release = Result { try FixtureRelease() }

  private func brief(_ arguments: String..., environment: [String: String] = [:]) throws
    -> ProgramRun
  {
    let state = try Self.release.get().state
    return try ProgramRun(
      ProgramRun.pipelinePath,
      ["brief", "--state", state, "--config", "fixtures/pipeline.yaml"] + arguments,
      environment: environment)
  }

  // MARK: What is on the pages

  @Test(arguments: ["E06000018", "E10000024", "E06000066", "E09000007"])
  func `the pages of a unitary, a county, a merged council and a borough are the recorded ones`(
    code: String
  ) throws {
    let out = TemporaryFolder()
    let run = try brief(code, "--out", out.path, "--format", "html,md")
    #expect(run.status == 0, "\(run.complaints)")
    let golden = SharedData.projectRoot.appending(path: "Tests/PipelineTests/Golden")
    let names = out.contents()
    #expect(names.contains("\(code).html") && names.contains("\(code).md"))
    for name in names {
      let written = try Data(contentsOf: URL(filePath: "\(out.path)/\(name)"))
      let file = golden.appending(path: name)
      if ProcessInfo.processInfo.environment["RECORD"] == "1" {
        try written.write(to: file)
        Issue.record("recorded \(name); run again without RECORD")
      }
      #expect(try Data(contentsOf: file) == written, "\(name) is not the recorded page")
    }
  }

  /// The fixtures' release and one after it, with a figure corrected, one withheld, one withdrawn and
  /// a new period.
  private func secondRelease(in folder: TemporaryFolder) throws -> String {
    let fixtures = SharedData.projectRoot.appending(path: "fixtures/fingertips")
    let changed = folder.path + "/changed"
    try FileManager.default.copyItem(atPath: fixtures.path, toPath: changed)
    let path = changed + "/illustrative-indicators-1.csv"
    var table = CSVTable(try String(contentsOfFile: path, encoding: .utf8))
    func rows(_ area: String) -> [Int] {
      table.rows.indices.filter { table[$0, "Area Code"] == area }
    }
    let (first, second) = (rows("E06000018"), rows("E10000024"))
    table[try #require(first.first), "Value"] = "10.02"
    table[try #require(second.first), "Value"] = ""
    var added = table.rows[try #require(first.last)]
    added[table.place("Time period")] = "2031/32"
    added[table.place("Time period Sortable")] = "20310000"
    let withdrawn = try #require(rows("E06000066").first)
    table.rows.append(added)
    table.rows.remove(at: withdrawn)
    try table.text.write(toFile: path, atomically: true, encoding: .utf8)
    for figures in [fixtures.path, changed] {
      let run = try ProgramRun(
        ProgramRun.pipelinePath,
        [
          "run", "--offline", "--quiet", "--until", "assess", "--state", folder.path + "/state",
          "--config", "fixtures/pipeline.yaml", "--input", "fingertips=\(figures)",
          "--input", "local-health=fixtures/local-health",
          "--input", "fingertips-metadata=fixtures/fingertips-metadata",
          "--accept", "closed-periods:848", "--reason", "the withdrawn row is wanted here",
        ])
      guard run.status == 0 else { throw Failure(words: run.complaints) }
    }
    return folder.path + "/state"
  }

  @Test func `every number of ten briefings is the one that other code recomputes`() throws {
    let codes = [
      "E06000018", "E10000024", "E06000066", "E09000007", "E08000038", "E06000023", "E08000003",
      "E06000010", "E06000015", "E10000016",
    ]
    let out = TemporaryFolder()
    let folder = TemporaryFolder()
    let state = try secondRelease(in: folder)
    let run = try ProgramRun(
      ProgramRun.pipelinePath,
      ["brief", "--state", state, "--config", "fixtures/pipeline.yaml"]
        + ["--out", out.path, "--format", "html,json"] + codes)
    #expect(run.status == 0, "\(run.complaints)")
    let database = state + "/current/local-health.db"
    let script = SharedData.projectRoot.path + "/scripts/independent-briefing.py"
    let check = try ProgramRun("python3", [script, database, out.path] + codes)
    #expect(check.status == 0, "\(check.output)\(check.complaints)")
    let count = Int(check.output.split(separator: " ").first ?? "") ?? 0
    #expect(count > 10_000, "\(check.output)")
    #expect(check.output.hasSuffix(" 0 differ, 4 changes\n"), "\(check.output)")
  }

  @Test func `a page stands alone and is no larger than 120 KiB`() throws {
    let out = TemporaryFolder()
    #expect(try brief("--all", "--out", out.path, "--format", "html", "--quiet").status == 0)
    let names = out.contents()
    #expect(names.count { !$0.contains("-") } == 12)
    for name in names {
      let page = try String(contentsOfFile: "\(out.path)/\(name)", encoding: .utf8)
      #expect(page.utf8.count <= 120 * 1024, "\(name): \(page.utf8.count)")
      #expect(!page.contains("<script") && !page.contains("<link") && !page.contains("src="))
    }
  }

  @Test(.enabled(if: TestTools.hasPackages("jsonschema"), Comment(rawValue: TestTools.skipReason)))
  func `the JSON has the published shape`() throws {
    let out = TemporaryFolder()
    let run = try brief("--all", "--compare", "Derby", "--out", out.path, "--format", "json")
    #expect(run.status == 0, "\(run.complaints)")
    let check = """
      import json, sys
      from jsonschema import Draft202012Validator as Validator
      schema = json.load(open(sys.argv[1]))
      Validator.check_schema(schema)
      for name in sys.argv[2:]:
          for error in Validator(schema).iter_errors(json.load(open(name))):
              print(name, list(error.path), error.message[:200])
      """
    let files = run.output.split(separator: "\n").map(String.init)
    let found = try ProgramRun(
      TestTools.python, ["-c", check, "docs/briefing.schema.json"] + files)
    #expect(found.status == 0, "\(found.complaints)")
    #expect(found.output.isEmpty, "\(found.output)")
    #expect(files.count == 12)
  }

  @Test func `the CSV has a line for each figure and for each gap of the JSON`() throws {
    let out = TemporaryFolder()
    #expect(try brief("Nottingham", "--out", out.path, "--format", "csv,json").status == 0)
    let csv = try String(contentsOfFile: out.path + "/E06000018.csv", encoding: .utf8)
    let json = try Data(contentsOf: URL(filePath: out.path + "/E06000018.json"))
    struct Document: Decodable {
      struct Figure: Decodable { let number: Int }
      struct Gap: Decodable { let name: String }
      struct Theme: Decodable { let missing: [Gap] }
      let figures: [Figure]
      let themes: [Theme]
    }
    let document = try JSONDecoder().decode(Document.self, from: json)
    let gaps = document.themes.flatMap(\.missing)
    #expect(csv.split(separator: "\r\n").count == document.figures.count + gaps.count + 1)
    #expect(csv.hasPrefix("area_code,area_name,number,theme,indicator_id,indicator,"))
  }

  // MARK: Options

  @Test func `one theme, another area and a day to count from can be asked for`() throws {
    let out = TemporaryFolder()
    let run = try brief(
      "Nottingham", "--theme", "substance-misuse", "--compare", "Derby", "--since", "2026-01-01",
      "--out", out.path, "--format", "md")
    #expect(run.status == 0, "\(run.complaints)")
    let page = try String(contentsOfFile: out.path + "/E06000018.md", encoding: .utf8)
    #expect(page.contains("## Substance misuse\n") && !page.contains("## Mental health\n"))
    #expect(page.contains("| Similar areas | Derby |"))
    #expect(page.contains("## Changed since 1 January 2026"))
  }

  @Test(arguments: [
    ["Nottingham", "--all"], [], ["Nottingham", "--format", "html,word"],
    ["Nottingham", "--since", "yesterday"], ["Nottingham", "--theme", "health"],
    ["Nottingham", "--templates", "/nowhere"],
  ])
  func `wrong use ends with status 64`(arguments: [String]) throws {
    let state = try Self.release.get().state
    let run = try ProgramRun(
      ProgramRun.pipelinePath, ["brief", "--state", state, "--quiet"] + arguments)
    #expect(run.status == 64, "\(run.complaints)")
  }

  @Test func `a misspelt tag in a template of one's own ends with status 78`() throws {
    let folder = TemporaryFolder()
    _ = try folder.write("area-briefing.md.mustache", "# {{aera}}\n")
    let run = try brief("Nottingham", "--templates", folder.path, "--out", folder.path)
    #expect(run.status == 78)
    #expect(
      run.complaints.contains(
        "area-briefing.md.mustache: a briefing has nothing called “aera”. No page was written;"))
  }

  // MARK: Formats that other programs make

  @Test func `without pandoc and Chromium the other formats are written and a sentence says so`()
    throws
  {
    let out = TemporaryFolder()
    let run = try brief(
      "Nottingham", "--format", "docx,csv", "--out", out.path, environment: ["PATH": "/nowhere"])
    #expect(run.status == 69)
    #expect(
      run.complaints == """
        pipeline: docx needs pandoc, which is not installed. The other formats were written; \
        install it or leave docx out.

        """)
    #expect(out.contents() == ["E06000018.csv"])
    let pdf = try brief(
      "Nottingham", "--format", "pdf", "--out", out.path, environment: ["PATH": "/nowhere"])
    #expect(pdf.status == 69)
    #expect(pdf.complaints.contains("pdf needs Chromium, which is not installed."))
  }

  @Test(
    .enabled(if: TestTools.isInstalled("pandoc"), Comment(rawValue: TestTools.skipReason)))
  func `pandoc makes a docx that holds the headings`() throws {
    let out = TemporaryFolder()
    let run = try brief("Nottingham", "--format", "docx", "--out", out.path)
    #expect(run.status == 0, "\(run.complaints)")
    let text = try ProgramRun("pandoc", ["--to=plain", out.path + "/E06000018.docx"]).output
    #expect(text.contains("At a glance") && text.contains("Who does what here"))
  }

  @Test(
    .enabled(if: TestTools.isInstalled("chromium"), Comment(rawValue: TestTools.skipReason)))
  func `Chromium makes a PDF`() throws {
    let out = TemporaryFolder()
    let run = try brief("Nottingham", "--format", "pdf", "--out", out.path)
    #expect(run.status == 0, "\(run.complaints)")
    let bytes = try Data(contentsOf: URL(filePath: out.path + "/E06000018.pdf"))
    #expect(bytes.starts(with: Data("%PDF-".utf8)) && bytes.count > 50_000)
  }

  @Test(
    .enabled(if: TestTools.isInstalled("chromium"), Comment(rawValue: TestTools.skipReason)))
  func `one Chromium for each thread prints all areas`() throws {
    let out = TemporaryFolder()
    let tools = TemporaryFolder()
    let chromium = try ProgramRun("which", ["chromium"]).output.split(separator: "\n")[0]
    let wrapper = try tools.write(
      "chromium", "#!/bin/sh\necho started >>\(tools.path)/starts\nexec \(chromium) \"$@\"\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: wrapper)
    let path = tools.path + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "")
    let codes = ["E06000018", "E06000015", "E10000024", "E09000007"]
    let run = try ProgramRun(
      ProgramRun.pipelinePath,
      ["brief", "--state", Self.release.get().state, "--config", "fixtures/pipeline.yaml"]
        + ["--out", out.path, "--format", "pdf", "--quiet"] + codes,
      environment: ["PATH": path])
    #expect(run.status == 0, "\(run.complaints)")
    #expect(out.contents() == codes.sorted().map { "\($0).pdf" })
    let starts = try String(contentsOfFile: tools.path + "/starts", encoding: .utf8)
    let count = starts.split(separator: "\n").count
    #expect(1...ProcessInfo.processInfo.activeProcessorCount ~= count, "\(starts)")
  }
}
