import Foundation
import Support
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Commands about releases, as a person uses them, on the bundled fixtures.
struct ReleaseCommandsTests {
  private let folder = TemporaryFolder()
  private var state: String { folder.path + "/state" }
  private let fixtures = SharedData.projectRoot.path + "/fixtures"

  /// Runs on one file of figures, without assessments and pages.
  @discardableResult
  private func run(_ text: String, _ more: String...) throws -> ProgramRun {
    let file = try folder.write("figures.csv", text)
    return try ProgramRun(
      ProgramRun.pipelinePath,
      [
        "run", "--offline", "--state", state, "--config", fixtures + "/pipeline.yaml", "--until",
        "load", "--input", "fingertips=\(file)",
      ] + more)
  }

  private func fixture() throws -> CSVTable {
    CSVTable(
      try String(
        contentsOfFile: fixtures + "/fingertips/illustrative-indicators-1.csv", encoding: .utf8))
  }

  /// The fixture with another value for Nottingham in 2017/18.
  private func fixture(value: String) throws -> CSVTable {
    var table = try fixture()
    let row = try #require(
      table.rows.indices.first {
        table[$0, "Area Code"] == "E06000018" && table[$0, "Time period"] == "2017/18"
      })
    table[row, "Value"] = value
    return table
  }

  private func pipeline(_ arguments: String...) throws -> ProgramRun {
    try ProgramRun(ProgramRun.pipelinePath, arguments + ["--state", state])
  }

  @Test func `where nothing has changed nothing is published`() throws {
    let text = try fixture().text
    #expect(try run(text).status == 0)
    let before = TemporaryFolder.contents(of: state + "/releases")
    let again = try run(text)
    #expect(again.status == 0)
    #expect(again.output.contains("nothing has changed since release 1"))
    #expect(TemporaryFolder.contents(of: state + "/releases") == before)
    #expect(try run(text, "--quiet").output == "")
  }

  @Test func `changes are told as text, JSON and CSV`() throws {
    try run(fixture().text)
    try run(fixture(value: "10.02").text)
    let text = try pipeline("changes", "--area", "Nottingham")
    #expect(text.status == 0)
    #expect(
      text.output.contains(
        "Nottingham, 2017/18, Persons, 18+ yrs: 10.0131814515336 became 10.02"))
    #expect(text.output.contains("Corrections: 1"))
    let json = try pipeline("changes", "--since", "1", "--format", "json")
    let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect(object?["kind"] as? String == "revised")
    #expect(object?["new_value"] as? Double == 10.02)
    let csv = CSVTable(try pipeline("changes", "--format", "csv").output)
    #expect(csv.rows.count == 1)
    #expect(csv[0, "area_code"] == "E06000018")
    #expect(csv[0, "old_value"] == "10.0131814515336")
    for nothing in [["--since", "2"], ["--indicator", "1"], ["--since", "2100-01-01"]] {
      let none = try ProgramRun(
        ProgramRun.pipelinePath, ["changes", "--state", state] + nothing)
      #expect(none.output == "Nothing has changed.\n")
    }
    #expect(try pipeline("changes", "--since", "2020-01-01").output.contains("became 10.02"))
    #expect(try pipeline("changes", "--since", "yesterday").status == 64)
  }

  @Test func `a gate that blocks leaves everything as it was, until it is accepted`() throws {
    try run(fixture().text)
    let current = try FileManager.default.destinationOfSymbolicLink(atPath: state + "/current")
    var less = try fixture()
    less.keep { $0[$1, "Area Code"] != "E06000018" }
    let blocked = try run(less.text)
    #expect(blocked.status == 65)
    #expect(blocked.complaints.contains("gate vanished:E06000018: 1 areas had figures"))
    #expect(blocked.complaints.contains("--accept closed-periods:848 --reason"))
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: state + "/current") == current)
    #expect(!FileManager.default.fileExists(atPath: state + "/work"))
    #expect(try run(less.text, "--accept", "vanished").status == 64)
    #expect(try run(less.text, "--accept", "nonsense", "--reason", "x").status == 64)
    let accepted = try run(
      less.text, "--accept", "vanished:E06000018", "--accept", "closed-periods", "--accept",
      "row-count", "--reason", "a test of gates")
    #expect(accepted.status == 0, "\(accepted.complaints)")
    let manifest = try String(contentsOfFile: state + "/current/manifest.json", encoding: .utf8)
    #expect(manifest.contains("a test of gates"))
    #expect(try pipeline("releases").output.contains("vanished accepted"))
  }

  @Test func `a file that cannot be read makes way for the last good copy`() throws {
    try run(fixture().text)
    let before = TemporaryFolder.contents(of: state + "/releases")
    for _ in 0..<2 {
      let refused = try run("<!DOCTYPE html><title>Service unavailable</title>")
      #expect(refused.status == 65)
      #expect(refused.complaints.contains("figures.csv: expected CSV"))
      #expect(refused.complaints.contains("figures.csv: the last good copy, received 20"))
      #expect(TemporaryFolder.contents(of: state + "/releases") == before)
    }
    let other = try folder.write("other.csv", fixture(value: "10.02").text)
    let more = try run("nothing, of, use", "--input", "local-health=\(other)")
    #expect(more.status == 65)
    #expect(more.output.contains("release 2:"))
    let manifest = try String(contentsOfFile: state + "/current/manifest.json", encoding: .utf8)
    #expect(manifest.contains("\"stale_since\" : \"20"))
    #expect(try pipeline("changes").output.contains("became 10.02"))
  }

  @Test func `releases are listed, verified and rolled back`() throws {
    try run(fixture().text)
    try run(fixture(value: "10.02").text)
    let releases = try pipeline("releases").output.split(separator: "\n")
    #expect(releases.count == 2)
    #expect(releases.first?.hasPrefix("* 2-") == true)
    #expect(releases.first?.contains("1 revised") == true)
    #expect(try pipeline("verify", "--all").output.split(separator: "\n").count == 2)
    #expect(try pipeline("rollback").output.hasPrefix("release 1 is current"))
    #expect(try pipeline("releases").output.contains("* 1-"))
    #expect(try pipeline("rollback").status == 66)
    #expect(try pipeline("rollback", "7").status == 64)
    let database = state + "/current/local-health.db"
    chmod(database, 0o644)
    let handle = try FileHandle(forWritingTo: URL(filePath: database))
    try handle.seek(toOffset: 5000)
    try handle.write(contentsOf: Data("x".utf8))
    try handle.close()
    let verify = try pipeline("verify")
    #expect(verify.status == 65)
    #expect(verify.complaints.contains("local-health.db is not as it was published"))
  }

  @Test func `a figure is traced to its line and proved`() throws {
    try run(fixture().text)
    let trace = try pipeline("trace", "848", "Nottingham", "2017/18")
    #expect(trace.status == 0, "\(trace.complaints)")
    for words in [
      "(848), Nottingham (E06000018), 2017/18, Persons, 18+ yrs", "figure    10.0131814515336",
      "row       line 14 of figures.csv", "address   file:figures.csv",
      "proof     the file was read again: its SHA-256 is as recorded and the line gives this figure",
    ] { #expect(trace.output.contains(words), "\(words)") }
    let json = try pipeline("trace", "848", "E06000018", "--format", "json")
    let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect(object?["proved"] as? Bool == true)
    #expect(try pipeline("trace", "depression", "Nottingham").complaints.contains("848 Depression"))
    #expect(try pipeline("trace", "848", "Nottingham", "1999").status == 66)
    #expect(try pipeline("trace", "848", "Notingham").status == 64)
    #expect(try pipeline("trace", "no such thing", "Nottingham").status == 64)
  }

  @Test func `a file that was altered proves nothing`() throws {
    try run(fixture().text)
    let snapshots = state + "/snapshots/fingertips"
    let name = try #require(
      TemporaryFolder.contents(of: snapshots).first { $0.hasPrefix("manifest") == false })
    let text = try fixture(value: "99.9").text
    chmod(snapshots + "/" + name, 0o644)
    try Data(text.utf8).write(to: URL(filePath: snapshots + "/" + name))
    let trace = try pipeline("trace", "848", "Nottingham", "2017/18")
    #expect(trace.status != 0)
    #expect(!trace.output.contains("the line gives this figure"))
  }

  @Test func `D6 a snapshot that was altered or cut is not worked with`() throws {
    try run(fixture().text)
    let snapshots = state + "/snapshots/fingertips"
    let name = try #require(
      TemporaryFolder.contents(of: snapshots).first { $0.hasPrefix("manifest") == false })
    let path = snapshots + "/" + name
    let whole = try Data(contentsOf: URL(filePath: path))
    let before = TemporaryFolder.contents(of: state + "/releases")
    for bytes in [whole.dropLast(1) + Data("x".utf8), whole.dropLast(100)] {
      try FileManager.default.removeItem(atPath: path)
      try bytes.write(to: URL(filePath: path))
      let again = try pipeline(
        "run", "--offline", "--until", "load", "--config", fixtures + "/pipeline.yaml")
      #expect(again.status == 66, "\(again.complaints)")
      #expect(TemporaryFolder.contents(of: state + "/releases") == before)
    }
  }

  @Test func `P14 of many runs at once one works and the others are turned away`() throws {
    let text = try fixture().text
    let file = try folder.write("figures.csv", text)
    let command =
      "for n in 1 2 3 4 5 6; do '\(ProgramRun.pipelinePath)' run --offline --quiet --until load"
      + " --state '\(state)' --config '\(fixtures)/pipeline.yaml' --input fingertips='\(file)'"
      + " 2>>'\(folder.path)/complaints' & done; for job in $(jobs -p); do wait $job; echo $?; done"
    let run = try ProgramRun("/bin/bash", ["-c", command])
    let statuses = run.output.split(separator: "\n").map(String.init)
    #expect(statuses.count == 6)
    #expect(statuses.contains("0"))
    #expect(Set(statuses).isSubset(of: ["0", "75"]), "\(statuses)")
    #expect(try pipeline("verify", "--all").status == 0)
    #expect(TemporaryFolder.contents(of: state + "/releases").contains { $0.hasPrefix("1-") })
  }

  @Test func `P15 the holder of the lock is named with its age, also while it is stopped`() throws {
    try run(fixture().text)
    let script = """
      import fcntl, os, signal, sys
      lock = open(sys.argv[1], "w")
      fcntl.flock(lock, fcntl.LOCK_EX)
      lock.write("process %d" % os.getpid())
      lock.flush()
      os.kill(os.getpid(), signal.SIGSTOP)
      """
    let holder = try StartedProgram("python3", ["-c", script, state + "/lock"])
    defer { holder.stop() }
    let name = "process \(holder.processID)"
    try holder.wait {
      (try? String(contentsOfFile: state + "/lock", encoding: .utf8)) == name
    }
    let turnedAway = try run(fixture(value: "10.02").text)
    #expect(turnedAway.status == 75)
    #expect(turnedAway.complaints.contains("(\(name), "))
    #expect(turnedAway.complaints.contains(" seconds ago)"))
  }

  @Test(.enabled(if: geteuidIsRoot, "skipped: only root can take another user's place"))
  func `P10 a state folder of another user's is refused`() throws {
    let file = try folder.write("figures.csv", fixture().text)
    try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
    chmod(state, 0o555)
    chmod(folder.path, 0o755)
    let run = try ProgramRun(
      "setpriv",
      [
        "--reuid", "65534", "--regid", "65534", "--clear-groups", ProgramRun.pipelinePath, "run",
        "--offline", "--until", "load", "--state", state, "--input", "fingertips=\(file)",
      ])
    #expect([73, 77].contains(run.status), "\(run.status) \(run.complaints)")
    let missing = try ProgramRun(
      "setpriv",
      [
        "--reuid", "65534", "--regid", "65534", "--clear-groups", ProgramRun.pipelinePath, "run",
        "--offline", "--until", "load", "--state", state + "/none/deeper", "--input",
        "fingertips=\(file)",
      ])
    #expect([73, 77].contains(missing.status), "\(missing.status) \(missing.complaints)")
  }

  @Test func `P11 a folder in the place of the link is refused`() throws {
    try FileManager.default.createDirectory(
      atPath: state + "/current", withIntermediateDirectories: true)
    #expect(try run(fixture().text).status == 73)
  }
}
