import Foundation
import Support
import Testing

/// The command as a person uses it, on the bundled fixtures.
struct WalkTests {
  private let folder: TemporaryFolder
  private var state: String { folder.path + "/state" }
  private let fixtures = SharedData.projectRoot.path + "/fixtures"

  init() {
    folder = TemporaryFolder()
  }

  private func run(_ arguments: String...) throws -> ProgramRun {
    try ProgramRun(
      ProgramRun.pipelinePath,
      ["run", "--offline", "--state", state, "--config", fixtures + "/pipeline.yaml"] + arguments)
  }

  private func runOnFixtures(_ arguments: String...) throws -> ProgramRun {
    let all =
      ["run", "--offline", "--state", state, "--config", fixtures + "/pipeline.yaml"]
      + ["--input", "fingertips=\(fixtures)/fingertips", "--area", "Nottingham"] + arguments
    return try ProgramRun(ProgramRun.pipelinePath, all)
  }

  @Test func `a run on the fixtures ends with a release and a briefing`() throws {
    let run = try runOnFixtures()
    #expect(run.status == 0, "\(run.complaints)")
    #expect(run.complaints == "")
    #expect(run.output.contains("9909 observations of 41 indicators in 32 areas"))
    let page = try String(
      contentsOfFile: state + "/current/briefings/E06000018.html", encoding: .utf8)
    #expect(page.contains("<h1>Nottingham</h1>"))
    #expect(page.contains("Illustrative figures"))
  }

  @Test func `quiet says nothing when all is well`() throws {
    let run = try runOnFixtures("--quiet")
    #expect(run.status == 0)
    #expect(run.output == "")
    #expect(run.complaints == "")
  }

  @Test func `a briefing can be asked for by alias and by former code`() throws {
    #expect(try runOnFixtures("--until", "load", "--quiet").status == 0)
    let out = folder.path + "/out"
    let brief = try ProgramRun.pipeline(
      "brief", "--state", state, "--out", out, "--format", "md", "--", "bristol", "E08000016")
    #expect(brief.status == 0, "\(brief.complaints)")
    #expect(brief.output == "\(out)/E06000023.md\n\(out)/E08000038.md\n")
  }

  @Test func `an unknown area gets the nearest names and status 64`() throws {
    let brief = try ProgramRun.pipeline("brief", "--state", state, "Notingham")
    #expect(brief.status == 64)
    #expect(
      brief.complaints.hasPrefix("pipeline: No area is called “Notingham”. Nearest: Nottingham"))
  }

  @Test func `an ambiguous area gets the candidates and status 64`() throws {
    let brief = try ProgramRun.pipeline("brief", "--state", state, "Newcastle")
    #expect(brief.status == 64)
    #expect(brief.complaints.contains("Newcastle upon Tyne"))
    #expect(brief.complaints.contains("Newcastle-under-Lyme"))
  }

  @Test func `without a release a briefing ends with status 66 and a look at the state with 1`()
    throws
  {
    let brief = try ProgramRun.pipeline("brief", "--state", state, "Nottingham")
    #expect(brief.status == 66)
    #expect(try ProgramRun.pipeline("status", "--state", state).status == 1)
  }

  @Test func `offline with nothing held ends with status 66 and publishes nothing`() throws {
    let run = try run()
    #expect(run.status == 66)
    #expect(run.complaints.contains("Give files with --input, or run without --offline."))
    #expect(!FileManager.default.fileExists(atPath: state + "/current"))
  }

  @Test func `a file with a column gone is refused by name and the others are loaded`() throws {
    let run = try runOnFixtures("--input", "local-health=\(fixtures)/broken/broken-column-gone.csv")
    #expect(run.status == 65)
    #expect(run.complaints.contains("broken-column-gone.csv: no column"))
    #expect(FileManager.default.fileExists(atPath: state + "/current/local-health.db"))
  }

  @Test func `a row that is no number is named with line and column and the rest is loaded`() throws
  {
    let run = try runOnFixtures("--input", "local-health=\(fixtures)/broken/broken-number.csv")
    #expect(run.status == 0)
    #expect(run.complaints.contains("is not a number. The row was left out."))
    #expect(run.complaints.contains("WARN"))
  }

  @Test(
    arguments: [
      ("sources: [", "YAML"), ("contact: x\nsauces: []\n", "“sauces” is not a key here"),
    ])
  func `a configuration that cannot stand ends with status 78`(text: String, words: String) throws {
    let file = try folder.write("pipeline.yaml", text)
    let run = try ProgramRun.pipeline("run", "--state", state, "--config", file)
    #expect(run.status == 78)
    #expect(run.complaints.contains(words))
    #expect(!FileManager.default.fileExists(atPath: state))
  }

  @Test func `the next run works with the snapshots that are held`() throws {
    #expect(try runOnFixtures("--quiet").status == 0)
    let again = try run("--until", "load")
    #expect(again.status == 0)
    #expect(again.output.contains("release 2:"))
    let transform = try ProgramRun.pipeline(
      "transform", "--state", state, "--config", fixtures + "/pipeline.yaml")
    #expect(transform.output.contains("9909 observations"))
    let status = try ProgramRun.pipeline(
      "status", "--state", state, "--config", fixtures + "/pipeline.yaml")
    #expect(status.output.contains("published: release 2 of "))
    #expect(status.output.contains(", 9909 observations of 41 indicators"))
  }

  @Test func `wrong use ends with status 64 and a hint`() throws {
    #expect(try ProgramRun.pipeline("run", "--untill", "load").status == 64)
    #expect(try run("--input", "nobody=x").status == 64)
    #expect(try run("--input", "fingertips=\(folder.path)/none.csv").status == 66)
  }

  @Test func `areas are found by parts of their names`() throws {
    let found = try ProgramRun.pipeline("areas", "helens")
    #expect(found.output == "E08000013  St Helens  (metropolitan district)\n")
    #expect(try ProgramRun.pipeline("areas").output.split(separator: "\n").count == 317)
  }

  @Test func `every command has a help text`() throws {
    for command in ["run", "fetch", "transform", "load", "brief", "areas", "status"] {
      let help = try ProgramRun.pipeline("help", command)
      #expect(help.status == 0)
      #expect(help.output.contains("OVERVIEW: "))
      #expect(help.output.contains("--state <dir>"))
    }
  }
}
