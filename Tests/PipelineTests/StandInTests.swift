import Foundation
import Load
import Support
import Testing

/// The command against a stand-in service: the whole line, then again, then after changes upstream.
struct StandInTests {
  private let folder = TemporaryFolder()
  private let service: StandInService
  private let configuration: String
  private var state: String { folder.path + "/state" }

  init() throws {
    service = try StandInService()
    configuration = try service.writeConfiguration(into: folder)
  }

  private func pipeline(_ arguments: String...) throws -> ProgramRun {
    try ProgramRun(
      ProgramRun.pipelinePath, arguments + ["--state", state, "--config", configuration])
  }

  private func run() throws -> ProgramRun { try pipeline("run", "--area", "Nottingham") }

  /// The names of the releases, and which is current.
  private func releases() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: state + "/releases").sorted()
  }

  private func page() throws -> String {
    try String(contentsOfFile: state + "/current/briefings/E06000018.html", encoding: .utf8)
  }

  @Test func `the whole line works, is idle without a change, and takes in what has changed`()
    throws
  {
    let first = try run()
    #expect(first.status == 0, "\(first.complaints)")
    #expect(try page().contains("<h1>Nottingham</h1>"))
    let asked = service.asked
    #expect(asked.contains { $0.hasPrefix("/api/data_changes_and_updates/") })
    #expect(asked.filter { $0.hasPrefix("/api/available_data") }.count == 43)
    let api = asked.filter { $0.hasPrefix("/api/") }
    #expect(Set(api).count == api.count, "something was asked for twice")
    let kept = try releases()
    let neighbours = try Database(readOnly: state + "/current/local-health.db").query(
      "SELECT area_code, neighbour_code FROM neighbour WHERE model = 'fingertips' ORDER BY 1"
    ) { "\($0.text(0) ?? "") \($0.text(1) ?? "")" }
    #expect(neighbours == ["E06000018 E08000025", "E08000038 E08000025"])

    let second = try run()
    #expect(second.status == 0, "\(second.complaints)")
    let askedAgain = service.asked.dropFirst(asked.count)
    #expect(askedAgain.count == 2)
    #expect(askedAgain.allSatisfy { $0.hasPrefix("/api/data_changes_and_updates/") })
    #expect(try releases() == kept)

    service.revise(41001, area: "E06000018")
    let third = try run()
    #expect(third.status == 0, "\(third.complaints)")
    #expect(try releases().count == kept.count + 1)
    let askedForIt = service.asked.dropFirst(asked.count + askedAgain.count)
    let words = ["_updates/", "/indicator_metadata/", "=41001"]
    #expect(askedForIt.allSatisfy { path in words.contains { path.contains($0) } })
    let published = service.values(of: 41001, area: "E06000018").last
    #expect(try newestValue(41001) == published)
    let recorded = try Database(readOnly: state + "/current/local-health.db").query(
      "SELECT kind, indicator_id, area_code, new_value FROM revision WHERE release_number = 2"
    ) { "\($0.text(0) ?? "") \($0.text(1) ?? "") \($0.text(2) ?? "") \($0.real(3) ?? 0)" }
    #expect(recorded == ["revised 41001 E06000018 \(published ?? 0)"])
  }

  @Test func `what is withdrawn goes, and a number given to another indicator is refused`() throws {
    #expect(try run().status == 0)
    #expect(try themesShowing(22301) > 0)
    let asked = service.asked.count
    service.withdraw(848)
    service.reuse(22301, as: "Something else altogether")
    let blocked = try run()
    #expect(blocked.status == 65)
    #expect(blocked.complaints.contains("gate vanished:848"))
    let accepted = ["vanished", "row-count", "closed-periods"].flatMap { ["--accept", $0] }
    let second = try ProgramRun(
      ProgramRun.pipelinePath,
      ["run", "--area", "Nottingham", "--state", state, "--config", configuration]
        + accepted + ["--reason", "announced"])
    #expect(second.status == 0, "\(second.complaints)")
    let data = service.asked.dropFirst(asked).filter { $0.hasPrefix("/api/all_data/") }
    #expect(data.count == 3)
    #expect(data.allSatisfy { $0.contains("indicator_ids=22301&") })
    #expect(
      blocked.complaints.contains(
        "fingertips/indicator-848: The publisher has taken it back; the copy held is no longer"))
    #expect(try newestValue(848) == nil)
    #expect(try themesShowing(22301) == 0)
    #expect(
      second.complaints.contains(
        "Indicator 22301 is switched off: its name is “Self-reported wellbeing"))
  }

  private func themesShowing(_ indicator: Int) throws -> Int {
    try Database(readOnly: state + "/current/local-health.db").query(
      "SELECT count(*) FROM theme_indicator WHERE indicator_id = \(indicator)"
    ) { $0.integer(0) ?? -1 }[0]
  }

  private func newestValue(_ indicator: Int) throws -> Double? {
    try Database(readOnly: state + "/current/local-health.db").query(
      """
      SELECT value FROM latest_observations WHERE indicator_id = \(indicator)
        AND area_code = 'E06000018' AND sex = 'Persons' AND category_type IS NULL
      """
    ) { $0.real(0) }.first ?? nil
  }

  @Test func `pages of boards are kept under their area with the pages of their guide`() throws {
    #expect(try pipeline("fetch", "--only", "boards", "--quiet").status == 0)
    let list = try ProgramRun.pipeline("snapshots", "list", "--state", state).output
    let names = list.split(separator: "\n").compactMap { $0.split(separator: " ").first }
    #expect(
      names == [
        "boards/E06000018/1", "boards/E08000038/1", "boards/E08000038/2", "boards/E08000038/3",
        "boards/E08000038/4",
      ])
    #expect(
      service.asked.filter { $0.hasPrefix("/guide") } == ["/guide", "/guide/one", "/guide/two"])
  }

  @Test func `the links of the guidance are looked up and written down`() throws {
    #expect(try pipeline("fetch", "--only", "guidance-catalogue", "--quiet").status != 70)
    let text = try String(contentsOfFile: state + "/link-checks.jsonl", encoding: .utf8)
    let states = text.split(separator: "\n").map { line in
      ["alive", "moved", "gone"].first { line.contains("\"state\":\"\($0)\"") } ?? "?"
    }
    #expect(states == ["alive", "moved", "gone", "alive"])
  }

  @Test func `a dry run says what would be asked and asks nothing`() throws {
    let dry = try pipeline("fetch", "--dry-run")
    #expect(dry.status == 0)
    #expect(dry.output.contains("fingertips-updates/updates-108: to learn what has changed: http"))
    #expect(dry.output.contains("boards/E06000018/1: not held yet: http"))
    #expect(dry.output.contains("fingertips/indicator-848: not held yet: availability"))
    #expect(service.asked == [])
  }

  @Test func `without a terminal each request gets a line`() throws {
    let fetch = try pipeline("fetch", "--only", "fingertips-lists")
    #expect(fetch.status == 0)
    #expect(
      fetch.output.hasPrefix("[1/4] fingertips-lists/area-types: fresh, 55 bytes\n[2/4] "))
    #expect(fetch.output.hasSuffix("4 snapshots are in use.\n"))
  }

  @Test func `a damaged snapshot is told, and fetched again`() throws {
    #expect(try pipeline("fetch", "--only", "local-health", "--quiet").status == 0)
    let source = state + "/snapshots/local-health"
    let file = try #require(
      FileManager.default.contentsOfDirectory(atPath: source).first { $0.count == 64 })
    try FileManager.default.removeItem(atPath: source + "/" + file)
    let told = try ProgramRun.pipeline("snapshots", "verify", "--state", state)
    #expect(told.status == 66)
    #expect(told.complaints.contains("the bytes that were kept are not there in full."))
    #expect(try pipeline("fetch", "--only", "local-health", "--quiet").status == 0)
    let whole = try ProgramRun.pipeline("snapshots", "verify", "--state", state)
    #expect(whole.status == 0)
    #expect(whole.output.hasSuffix(" 0 damaged or missing.\n"))
  }

  @Test func `old snapshots are pruned and the newest are not`() throws {
    #expect(try pipeline("fetch", "--only", "local-health", "--quiet").status == 0)
    service.revise(93239, area: "E02002875")
    #expect(try pipeline("fetch", "--only", "local-health", "--quiet").status == 0)
    let prune = ["snapshots", "prune", "--state", state, "--keep", "1", "--older-than", "0"]
    let dry = try ProgramRun(ProgramRun.pipelinePath, prune + ["--dry-run"])
    #expect(dry.status == 0)
    #expect(dry.output.contains(": would be removed"))
    #expect(try pipeline("fetch", "--only", "local-health", "--offline").status == 0)
  }
}
