import Foundation
import Support
import Testing

@testable import Fetch
@testable import pipeline

/// docs/reference is what the code says; `RECORD=1` writes it anew and fails, so that green never
/// means "just recorded".
struct ReferenceTests {
  private func check(_ name: String, _ expected: String) throws {
    let file = SharedData.projectRoot.appending(path: "docs/reference/\(name)")
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try Data(expected.utf8).write(to: file)
      Issue.record("docs/reference/\(name) was recorded; run again without RECORD=1")
      return
    }
    let found = try String(contentsOf: file, encoding: .utf8)
    #expect(found == expected, "docs/reference/\(name) is out of date: make reference")
  }

  @Test func `the commands are described as the program describes itself`() throws {
    let made = try ProgramRun(
      "python3", ["scripts/manual", "markdown", ProgramRun.pipelinePath])
    #expect(made.status == 0, "\(made.complaints)")
    try check("commands.md", made.output)
  }

  @Test func `the exit statuses are those of the code`() throws {
    var lines = [
      "# Exit statuses", "", "Made from the code by `make reference`; do not edit.", "",
      "A run ends with the worst status of its sources. Any other number is a failure too.", "",
      "| status | name | result | what to do |", "|---|---|---|---|",
    ]
    let statuses = (0..<100).compactMap { ExitStatus(rawValue: $0) }
    lines += statuses.map { "| \($0.rawValue) | \($0.name) | \($0.result) | \($0.nextStep) |" }
    lines += [SIGINT, SIGTERM].map { number in
      let ending = Ending(signal: number)
      return "| \(ending.status) | signal \(number) | \(ending.result) | \(ending.next) |"
    }
    lines += [
      "", "`pipeline status` ends with 1 when something needs looking at. A run that has brought a",
      "new release, but not from all of its sources, says `result=incomplete` with their status.",
    ]
    try check("exit-statuses.md", lines.joined(separator: "\n") + "\n")
  }

  @Test func `the keys of a source are those of the code`() throws {
    var lines = [
      "# Configuration", "", "Made from the code by `make reference`; do not edit.", "",
      "A `pipeline.yaml` has `contact`, an address at which publishers can reach you, `sources`, a list,",
      "and may have `deadline_minutes` for a whole fetch and `gates`, the limits of the gates. The keys of",
      "a source (any other is refused with file, line and column):", "",
    ]
    lines += Source.keys.map { "- `\($0)`" }
    lines += ["", "`shape` is one of:", ""]
    lines += Source.Shape.allCases.map { "- `\($0.rawValue)`" }
    lines += [
      "",
      "What each key means is said at the top of the built-in file, `config/pipeline.yaml`, where",
      "every source is an example. Other files that may lie beside it: `themes.yaml` (indicators by",
      "theme), `guidance.yaml`, `glossary.yaml`, `priorities.csv` and `areas/*.csv`.",
    ]
    try check("configuration.md", lines.joined(separator: "\n") + "\n")
  }

  @Test func `the manual page is made without complaint`() throws {
    let page = try ProgramRun("python3", ["scripts/manual", "man", ProgramRun.pipelinePath])
    #expect(page.status == 0)
    for command in ["run", "status", "doctor", "rollback"] {
      #expect(page.output.contains(".Ss \(command)\n"))
    }
  }
}
