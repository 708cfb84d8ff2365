import Foundation
import Support
import Testing

/// What each command says that cannot do what it is asked, and its status.
@Suite final class ErrorWordsTests {
  private static let released = Result { try Released() }
  private let folder = TemporaryFolder()

  /// One release of one file, for all tests.
  private struct Released {
    let folder = TemporaryFolder()

    init() throws {
      let fixtures = SharedData.projectRoot.path + "/fixtures"
      let run = try ProgramRun.pipeline(
        "run", "--offline", "--quiet", "--until", "load", "--state", folder.path + "/state",
        "--config", fixtures + "/pipeline.yaml", "--input",
        "fingertips=\(fixtures)/fingertips/illustrative-indicators-1.csv")
      try #require(run.status == 0, "\(run.complaints)")
    }
  }

  private func run(_ arguments: [String], path: String? = nil) throws -> ProgramRun {
    let state = try Self.released.get().folder.path + "/state"
    return try ProgramRun(
      ProgramRun.pipelinePath, arguments + ["--state", state],
      environment: path.map { ["PATH": $0] } ?? [:], in: folder.path)
  }

  static let mistakes: [([String], Int32, String)] = [
    (["rollback", "99"], 64, ": no release “99” is kept. See `pipeline releases`."),
    (
      ["rollback"], 66, ": no older release is kept, so there is nothing to roll back to."
    ),
    (
      ["brief", "Nottingham", "--theme", "nonsense"], 64, "No theme is called “nonsense”; known: "
    ),
    (["brief", "E10000021"], 64, "Northamptonshire (E10000021) was divided into "),
    (
      ["brief", "Nottingham", "--templates", "none"], 64,
      "/none: there is no such folder of templates. No page was written; correct --templates."
    ),
    (
      ["export", "--format", "csv", "--table", "nonsense"], 64,
      "No table is called “nonsense”. Nothing was written; there are observations"
    ),
    (
      ["export", "--table", "areas", "--table", "sources", "--out", "-"], 64,
      "Standard output takes one table. Nothing was written; name it with --table, or give a folder"
        + " with --out."
    ),
    (
      ["sql", "SELECT 1; SELECT 2"], 64,
      "Expected one statement that only reads, such as SELECT. Nothing was done."
    ),
    (
      ["sql", "SELECT unheard_of"], 64,
      "SQLite says “no such column: unheard_of”. Nothing was done; correct the statement"
        + " (docs/data-dictionary.md describes the tables)."
    ),
    (["areas", "Kingston Upon Nowhere"], 64, "No area is called “Kingston Upon Nowhere”."),
  ]

  // One at a time: `rollback` holds the lock of the state folder, which the cases share.
  @Test(.serialized, arguments: mistakes)
  func `a mistake is named`(arguments: [String], status: Int32, words: String) throws {
    let run = try run(arguments)
    #expect(run.status == status, "\(run.complaints)")
    #expect(run.complaints.contains(words), "\(run.complaints)")
  }

  @Test func `with nothing published every reader says so`() throws {
    for command in ["releases", "verify", "changes", "priorities", "guidance"] {
      let run = try ProgramRun.pipeline(command, "--state", folder.path + "/none")
      #expect(run.status == 66, "\(command): \(run.complaints)")
      #expect(
        run.complaints.contains("/none: nothing is published here yet. Run `pipeline run` first."),
        "\(command): \(run.complaints)")
    }
  }

  @Test func `a page whose name tells no area is left out and named`() throws {
    let page = try folder.write("somewhere.html", "<title>Strategy</title><p>Warm homes")
    let fixtures = SharedData.projectRoot.path + "/fixtures"
    let run = try ProgramRun.pipeline(
      "run", "--offline", "--until", "load", "--state", folder.path + "/state",
      "--config", fixtures + "/pipeline.yaml", "--input", "boards=" + page,
      "--input", "glossary=\(fixtures)/glossary")
    #expect(run.status == 65)
    #expect(
      run.complaints.contains(
        "somewhere.html: the name tells no area, so the page was not read. Call it after the area's"
          + " code, such as E06000018.html."), "\(run.complaints)")
  }

  @Test func `a template that is none is named`() throws {
    _ = try folder.write("area-briefing.html.mustache", "<p>{{#themes}}</p>")
    let run = try run(["brief", "Nottingham", "--templates", folder.path])
    #expect(run.status == 78)
    #expect(
      run.complaints.contains(
        "area-briefing.html.mustache: not a Mustache template (a section is not"))
    #expect(run.complaints.contains("No page was written; correct the file."))
  }

  @Test func `a program that fails is told from one that is not there`() throws {
    let bin = folder.path + "/bin"
    try FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: true)
    let pandoc = try folder.write("bin/pandoc", "#!/bin/sh\nexit 3\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: pandoc)
    let failed = try run(
      ["brief", "Nottingham", "--format", "docx", "--out", folder.path], path: bin)
    #expect(failed.status == 70, "\(failed.complaints)")
    #expect(
      failed.complaints.contains(
        "did not make the docx. The other formats were written; try it on the page by hand to see"))
    let missing = try run(
      ["brief", "Nottingham", "--format", "docx", "--out", folder.path], path: "/nowhere")
    #expect(missing.status == 69)
    #expect(missing.complaints.contains("docx needs pandoc, which is not installed."))
  }

  @Test func `an export leaves a folder alone that holds something else`() throws {
    let parts = folder.path + "/observations"
    try FileManager.default.createDirectory(atPath: parts, withIntermediateDirectories: true)
    _ = try folder.write("observations/letter.txt", "Dear all")
    let run = try run(
      ["export", "--format", "csv", "--partition", "indicator", "--out", folder.path])
    #expect(run.status == 73, "\(run.complaints)")
    #expect(run.complaints.contains("holds “letter.txt”, which is no part of an export."))
    #expect(TemporaryFolder.contents(of: parts) == ["letter.txt"])
  }

  @Test func `a server that is not there is named`() throws {
    let run = try run([
      "export", "--format", "postgres", "--to", "postgresql://nobody@127.0.0.1:1/none",
    ])
    #expect(run.status == 69, "\(run.complaints)")
    #expect(run.complaints.contains(": no connection ("))
  }
}
