import Foundation
import Support
import Testing

/// Pages of boards, of guidance and of a glossary, from the files to the commands that list them.
struct BoardsWalkTests {
  private let folder = TemporaryFolder()
  private var state: String { folder.path + "/state" }
  private let fixtures = SharedData.projectRoot.path + "/fixtures"

  private func pipeline(_ arguments: String...) throws -> ProgramRun {
    try ProgramRun(
      ProgramRun.pipelinePath,
      arguments + ["--state", state, "--config", fixtures + "/pipeline.yaml"])
  }

  private func run(_ boards: String) throws -> ProgramRun {
    try pipeline(
      "run", "--offline", "--until", "load", "--input", "boards=\(boards)", "--input",
      "guidance=\(fixtures)/guidance", "--input", "glossary=\(fixtures)/glossary")
  }

  private func write(_ html: String, to name: String) throws {
    try Data(html.utf8).write(to: URL(filePath: "\(folder.path)/\(name)"))
  }

  @Test func `pages go through the line into the lists`() throws {
    let run = try run(fixtures + "/boards")
    #expect(run.status == 0, "\(run.complaints)")

    let own = try pipeline("priorities", "--area", "Nottingham", "--current").output
    #expect(own.contains("Smoking and tobacco control"))
    #expect(own.contains("This board does not name offending, prison or probation"))
    #expect(own.contains("last confirmed 20"))

    let theme = try pipeline("priorities", "--theme", "mental-health", "--format", "csv").output
    #expect(theme.hasPrefix("area_code,area_name,strategy,years,status,priority,themes,rules,"))
    #expect(theme.contains("mental-health/mental health"))

    let like = try pipeline("priorities", "--like", "Nottingham").output
    #expect(!like.contains("Nottingham (E06000018)"))

    let guidance = try pipeline("guidance", "prisons", "--format", "json").output
    #expect(guidance.contains("\"listed_on\" : \"20"))
    let ours = try pipeline("glossary", "ATR")
    #expect(ours.status == 0, "\(ours.complaints)")
    #expect(ours.output.hasPrefix("Alcohol treatment requirement (ATR)\n"))
    #expect(try pipeline("glossary", "zzz").status == 66)
    #expect(try pipeline("priorities", "--theme", "zzz").status == 64)
  }

  @Test func `a doubtful page waits for a person and counts from the next run`() throws {
    let page = """
      <title>Health and Wellbeing Strategy 2031-2035 | Dorset Council</title><main><h1>Dorset Health
      and Wellbeing Strategy 2031-2035</h1><h2>Things</h2><ul><li>Homes</li><li>Healthy food</li>
      </ul></main>
      """
    try write(page, to: "E06000059.html")
    let first = try run("\(folder.path)/E06000059.html")
    #expect(first.status == 0, "\(first.complaints)")
    #expect(first.complaints.contains("pipeline review"))
    #expect(try pipeline("review").output.contains("E06000059  Dorset  review"))
    #expect(try pipeline("review", "Dorset").output.contains("lists of the page, best first"))
    #expect(!(try pipeline("priorities", "--area", "Dorset").output.contains("Healthy food")))

    #expect(try pipeline("review", "Dorset", "--confirm", "--reason", "seen").status == 0)
    let second = try run("\(folder.path)/E06000059.html")
    #expect(second.status == 0, "\(second.complaints)")
    #expect(try pipeline("priorities", "--area", "Dorset").output.contains("Healthy food"))
    #expect(try pipeline("review").output == "No page waits for a person.\n")
  }

  @Test func `a page without entries is refused and the rest is loaded`() throws {
    try write("<html><body><h1>Health and justice</h1><p>Moved.</p></body></html>", to: "g.html")
    let run = try pipeline(
      "run", "--offline", "--until", "load", "--input", "guidance=\(folder.path)/g.html",
      "--input", "boards=\(fixtures)/boards")
    #expect(run.status == 65)
    #expect(run.complaints.contains("g.html: 0 entries were found"))
    #expect(try pipeline("priorities", "--area", "Nottingham").status == 0)
  }

  @Test func `definitions of a fetched glossary stay on this machine`() throws {
    let words = "Ruritanian help with the shopping"
    try write("<h1>Words</h1><p><a class=term>Home help</a> \(words).</p>", to: "words.html")
    let run = try pipeline(
      "run", "--offline", "--until", "load", "--input", "glossary=\(folder.path)/words.html")
    #expect(run.status == 0, "\(run.complaints)")
    #expect(try pipeline("glossary", "Home help").output.contains(words))
    for format in ["csv", "jsonl", "datapackage"] {
      let out = "\(folder.path)/\(format)"
      #expect(try pipeline("export", "--format", format, "--out", out).status == 0)
      for name in try FileManager.default.subpathsOfDirectory(atPath: out) {
        guard let text = try? String(contentsOfFile: "\(out)/\(name)", encoding: .utf8) else {
          continue
        }
        #expect(!text.contains(words), "\(format)/\(name)")
      }
    }
    let metadata = try String(
      contentsOfFile: state + "/current/exports/metadata.yaml", encoding: .utf8)
    let entry = try #require(metadata.firstRange(of: "published_term"))
    #expect(metadata[entry.upperBound...].prefix(60).contains("allow"))
  }

  @Test func `a glossary that has lost a fifth of its terms does not replace the one before`()
    throws
  {
    let page = { (terms: ClosedRange<Int>) in
      "<h1>Words</h1>" + terms.map { "<p><a class=term>Word \($0)</a> Meaning \($0).</p>" }.joined()
    }
    let load = { (terms: ClosedRange<Int>) in
      try write(page(terms), to: "words.html")
      return try pipeline(
        "run", "--offline", "--until", "load", "--input", "glossary=\(folder.path)/words.html")
    }
    #expect(try load(1...10).status == 0)
    let shrunk = try load(1...8)
    #expect(shrunk.status == 65)
    #expect(shrunk.complaints.contains("words.html: 8 entries were found"))
    #expect(try pipeline("glossary", "Word 10").output.contains("Meaning 10."))
    #expect(try load(1...9).status == 0)
    #expect(try pipeline("glossary", "Word 10").status == 66)
  }

  @Test(.disabled(if: Sanitizers.areOn, Comment(rawValue: Sanitizers.noLimitReason)))
  func `a page of 200 MB is refused in less memory than it has`() throws {
    let page = "\(folder.path)/E06000018.html"
    try write("<title>Strategy</title><p>", to: "E06000018.html")
    try FileHandle(forUpdating: URL(filePath: page)).truncate(atOffset: 200_000_000)
    let started = ContinuousClock.now
    let arguments = [
      "run", "--offline", "--until", "load", "--state", state, "--config",
      fixtures + "/pipeline.yaml", "--input", "boards=\(page)", "--input",
      "glossary=\(fixtures)/glossary",
    ]
    let run = try ProgramRun(
      "sh", ["-c", "ulimit -d 180000; exec \"$@\"", "sh", ProgramRun.pipelinePath] + arguments)
    #expect([65, 76].contains(run.status), "\(run.complaints)")
    #expect(run.complaints.contains("E06000018.html"))
    #expect(ContinuousClock.now - started < .seconds(30))
    #expect(try pipeline("glossary", "ATR").status == 0)
  }

  @Test(arguments: [
    ("nested", "<title>Strategy</title>" + String(repeating: "<div>", count: 300_000)),
    ("attributes", "<p " + String(repeating: "a=b ", count: 200_000) + ">x"),
    ("long", String(repeating: "<p>word</p>", count: 600_000)),
  ])
  func `a hostile page costs itself alone`(name: String, html: String) throws {
    try write(html, to: "E06000018.html")
    try write("<p>x", to: "note.txt")
    let run = try pipeline(
      "run", "--offline", "--until", "load", "--input", "boards=\(folder.path)/E06000018.html",
      "--input", "glossary=\(fixtures)/glossary")
    #expect([0, 65].contains(run.status), "\(name): \(run.complaints)")
    #expect(try pipeline("glossary", "ATR").status == 0)
    #expect(try pipeline("priorities", "--area", "Nottingham").status == 0)
  }
}
