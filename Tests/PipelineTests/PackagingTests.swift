import Foundation
import Support
import Testing

/// What `make install` brings, and whether the unit is as narrow as it says.
struct PackagingTests {
  private let folder = TemporaryFolder()
  private var root: String { folder.path + "/root" }

  private func install(_ places: [String: String] = [:]) throws {
    let usual = ["DESTDIR": root, "PREFIX": "/usr", "UNITDIR": "/lib/systemd/system"]
    let run = try ProgramRun(
      "scripts/install", [ProgramRun.pipelinePath],
      environment: usual.merging(places) { $1 }, in: SharedData.projectRoot.path)
    #expect(run.status == 0, "\(run.complaints)")
    #expect(run.output + run.complaints == "")
  }

  /// The files anywhere below a folder, folders left out, as paths from it that begin with `/`.
  private func installed(in folder: String) -> [String] {
    let all = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
    return all.map { "/" + $0 }.filter { path in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: folder + path, isDirectory: &isFolder)
        && !isFolder.boolValue
    }.sorted()
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: root + path, encoding: .utf8)
  }

  @Test func `every part is installed in its place`() throws {
    try install()
    let files = [
      "/usr/bin/pipeline", "/usr/share/man/man1/pipeline.1.gz",
      "/usr/share/bash-completion/completions/pipeline",
      "/usr/share/zsh/site-functions/_pipeline",
      "/usr/share/fish/vendor_completions.d/pipeline.fish",
      "/lib/systemd/system/local-health-pipeline.service",
      "/lib/systemd/system/local-health-pipeline.timer",
      "/usr/lib/sysusers.d/local-health-pipeline.conf",
      "/usr/share/doc/local-health-pipeline/crontab.example",
      "/etc/local-health-pipeline/pipeline.yaml",
    ]
    let examples = "/usr/share/local-health-pipeline/config/"
    let found = installed(in: root)
    #expect(found.filter { !$0.hasPrefix(examples) } == files.sorted())
    #expect(
      found.filter { $0.hasPrefix(examples) }.map { $0.dropFirst(examples.count) }
        == installed(in: SharedData.projectRoot.path + "/config").map { $0.dropFirst() })
    #expect(FileManager.default.isExecutableFile(atPath: root + files[0]))
    #expect(try ProgramRun(root + files[0], ["--version"]).status == 0)
    for unit in files[5...6] { #expect(!(try text(unit).contains("@BIN"))) }
  }

  @Test func `what the administrator has is left as it is`() throws {
    try install()
    let file = root + "/etc/local-health-pipeline/pipeline.yaml"
    try "contact: mine\n".write(toFile: file, atomically: false, encoding: .utf8)
    try install()
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "contact: mine\n")
  }

  @Test(arguments: [("bash", ["-n"]), ("zsh", ["-n"]), ("fish", ["--no-execute"])])
  func `completions are read by their shell`(shell: String, check: [String]) throws {
    guard TestTools.isInstalled(shell) else {
      print("skipped: \(shell) is not installed, so that its completions are not read by it")
      return
    }
    let script = try ProgramRun.pipeline("--generate-completion-script", shell)
    #expect(script.output.contains("rollback"))
    let file = try folder.write("completions", script.output)
    let run = try ProgramRun(shell, check + [file])
    #expect(run.status == 0 && run.complaints == "", "\(run.complaints)")
  }

  @Test(
    .enabled(if: TestTools.isInstalled("groff"), "skipped: groff is not installed"))
  func `the manual page is set without a complaint`() throws {
    try install()
    let page = try ProgramRun(
      "bash",
      [
        "-c", "gunzip -c \"$1\" | groff -mandoc -Tutf8 -ww -z", "-",
        root + "/usr/share/man/man1/pipeline.1.gz",
      ])
    #expect(page.status == 0)
    #expect(page.complaints == "")
  }

  @Test(
    .enabled(
      if: TestTools.isInstalled("systemd-analyze"), "skipped: systemd-analyze is not installed"))
  func `the unit is read by systemd and exposes little`() throws {
    // In places that are real here, so that systemd finds the program.
    try install([
      "DESTDIR": "", "PREFIX": root + "/usr", "SYSCONFDIR": root + "/etc",
      "UNITDIR": root + "/units",
    ])
    let units = TemporaryFolder.contents(of: root + "/units").map { root + "/units/" + $0 }
    let verified = try ProgramRun("systemd-analyze", ["verify", "--man=no"] + units)
    #expect(verified.status == 0 && verified.complaints == "", "\(verified.complaints)")
    let security = try ProgramRun("systemd-analyze", ["security", "--offline=true", units[0]])
    let line = try #require(
      security.output.split(separator: "\n").last { $0.contains("exposure level") })
    let level = try #require(line.split(separator: " ").compactMap { Double($0) }.first)
    #expect(level <= 1.5, "\(line)")
  }
}
