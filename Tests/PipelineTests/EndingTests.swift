import Foundation
import Support
import Testing

@testable import Fetch
@testable import pipeline

/// How a run ends: its status, its words, and who is told.
struct EndingTests {
  private let folder = TemporaryFolder()
  private var state: String { folder.path + "/state" }
  private let fixtures = SharedData.projectRoot.path + "/fixtures"

  private func run(_ arguments: String...) throws -> ProgramRun {
    try ProgramRun(
      ProgramRun.pipelinePath,
      ["run", "--offline", "--state", state, "--config", fixtures + "/pipeline.yaml"] + arguments)
  }

  private func lastLine(_ run: ProgramRun) -> String {
    run.complaints.split(separator: "\n").last.map(String.init) ?? ""
  }

  @Test func `a failure ends with what is published and what to do`() throws {
    let run = try run()
    #expect(run.status == 66)
    #expect(
      lastLine(run) == "result=failed exit=66 published=none age=-"
        + " next=\"give files with --input, or run without --offline\"")
    let event = String(run.complaints.split(separator: "\n").first ?? "")
    #expect(event.contains(" ERROR run="))
    #expect(event.contains(" stage=run code=NOINPUT msg=\""))
  }

  @Test func `a failure after a release says how old it is`() throws {
    let file = "fingertips=\(fixtures)/fingertips/illustrative-indicators-1.csv"
    #expect(try run("--input", file, "--until", "load", "--quiet").complaints == "")
    let broken = "local-health=\(fixtures)/broken/broken-column-gone.csv"
    let run = try run("--input", broken, "--until", "load", "--quiet")
    let day = Date().formatted(.iso8601).prefix(10)
    #expect(run.status == 65)
    #expect(lastLine(run).contains(" exit=65 published=\(day) age=0d next=\""))
    #expect(run.complaints.split(separator: "\n").count <= 20)
  }

  @Test(.enabled(if: !geteuidIsRoot, "skipped: root may read everything"))
  func `a configuration that may not be read is told from one that is not there`() throws {
    let file = try folder.write("locked.yaml", "contact: me\n")
    chmod(file, 0)
    #expect(throws: ConfigurationError(.unreadable, file: file)) {
      try ConfigurationFolder(mainFile: file)
    }
    let none = folder.path + "/none.yaml"
    #expect(throws: ConfigurationError(.fileMissing, file: none)) {
      try ConfigurationFolder(mainFile: none)
    }
  }

  @Test func `a configuration that may not be read is a matter of permission`() {
    #expect(ExitStatus(ConfigurationError(.unreadable, file: "x")) == .noPermission)
    #expect(ExitStatus(ConfigurationError(.fileMissing, file: "x")) == .configuration)
  }

  @Test func `many warnings become at most twenty lines`() throws {
    var rows = try String(
      contentsOfFile: fixtures + "/fingertips/illustrative-indicators-1.csv", encoding: .utf8
    ).split(whereSeparator: \.isNewline).map(String.init)
    for index in 1...100 { rows[index] = "\"" + rows[index].replacing("\"", with: "") }
    let broken = try folder.write("many.csv", rows.joined(separator: "\n") + "\n")
    let gone = "local-health=\(fixtures)/broken/broken-column-gone.csv"
    let run = try run("--input", "fingertips=\(broken)", "--input", gone, "--until", "load")
    #expect(run.status != 0)
    #expect(run.complaints.split(separator: "\n").count <= 20)
    #expect(lastLine(run).hasPrefix("result="))
  }

  @Test func `as JSON every line is an object`() throws {
    let run = try run("--log-format", "json")
    let lines = run.complaints.split(separator: "\n")
    let objects = try lines.map { line in
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    }
    #expect(objects.count == 2)
    #expect(objects.first??["code"] as? String == "NOINPUT")
    #expect(objects.last??["exit"] as? Int == 66)
    #expect(objects.last??["result"] as? String == "failed")
  }

  @Test func `control characters and direction marks are spelt out`() throws {
    let run = try run("--input", "fingertips=\u{202E}\u{1B}[31mno\nsuch.csv")
    #expect(run.status == 66)
    #expect(run.complaints.contains("\\u{202E}\\u{1B}[31mno\\u{A}such.csv"))
    #expect(!run.complaints.contains("\u{1B}"))
  }

  @Test func `whoever is to be notified gets the last line from the wished failure on`() throws {
    let told = folder.path + "/told"
    let command =
      "{ cat; echo \"$PIPELINE_EXIT $PIPELINE_RESULT $PIPELINE_FAILURES\"; } >>'\(told)'"
    #expect(try run("--notify", command, "--notify-after", "2").status == 66)
    #expect(!FileManager.default.fileExists(atPath: told))
    #expect(try run("--notify", command, "--notify-after", "2").status == 66)
    let text = try String(contentsOfFile: told, encoding: .utf8)
    #expect(text.hasPrefix("result=failed exit=66 "))
    #expect(text.hasSuffix("66 failed 2\n"))
  }

  @Test func `every status has a name and a next step`() {
    for number in [0, 64, 65, 66, 69, 70, 71, 73, 74, 75, 76, 77, 78] {
      let status = ExitStatus(rawValue: Int32(number))
      #expect(status?.name.isEmpty == false && status?.nextStep.isEmpty == false, "\(number)")
    }
  }

  @Test func `a crash ends with status 70 and a sentence`() async throws {
    let result = await #expect(
      processExitsWith: .exitCode(70), observing: [\.standardErrorContent]
    ) {
      unsetenv("SWIFT_BACKTRACE")
      LastResort.install()
      errno = 0
      raise(SIGILL)
    }
    #expect(
      words(of: result)
        == "pipeline: a fault of the program. What was published before is unchanged;"
        + " run again with SWIFT_BACKTRACE=enable=yes and report it.\n")
  }

  @Test func `a crash after an allocation that failed is told as a lack of memory`() async throws {
    let result = await #expect(
      processExitsWith: .exitCode(71), observing: [\.standardErrorContent]
    ) {
      unsetenv("SWIFT_BACKTRACE")
      LastResort.install()
      errno = ENOMEM
      raise(SIGILL)
    }
    #expect(
      words(of: result)
        == "pipeline: out of memory. What was published before is unchanged; run again"
        + " with more, and if this repeats with SWIFT_BACKTRACE=enable=yes, and report it.\n")
  }

  #if os(Linux)
    @Test func `a mapped file that cannot be read is told as a failing disk`() async throws {
      let result = await #expect(
        processExitsWith: .exitCode(74), observing: [\.standardErrorContent]
      ) {
        unsetenv("SWIFT_BACKTRACE")
        LastResort.install()
        let folder = TemporaryFolder()
        let descriptor = open(folder.path + "/rows", O_RDWR | O_CREAT, 0o600)
        ftruncate(descriptor, 4096)
        let bytes = mmap(nil, 4096, PROT_READ, MAP_SHARED, descriptor, 0)
        ftruncate(descriptor, 0)
        print(bytes?.load(as: UInt8.self) ?? 0)
      }
      #expect(
        words(of: result)
          == "pipeline: a file could not be read while it was in use. What was published"
          + " before is unchanged; look at the disk and run again.\n")
    }
  #endif

  private func words(of result: ExitTest.Result?) -> String {
    String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  }

  @Test func `the version names the commit and the libraries`() throws {
    let text = try ProgramRun.pipeline("--version").output
    #expect(text.hasPrefix("pipeline \(Version.number) (commit "))
    for name in ["Swift", "libcurl", "OpenSSL", "zlib", "libxml2", "SQLite"] {
      #expect(text.contains("\(name) "), "\(name)")
    }
  }
}
