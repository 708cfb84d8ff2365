import ArgumentParser
import Fetch
import Load
import Transform

/// `pipeline trace INDICATOR AREA [PERIOD]`: from a figure back to the publisher's own line.
struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Prove a figure: row, file, hash, address and date, with the file read again.",
    discussion: """
      INDICATOR is the publisher's number, or a part of the name. Without a period the newest \
      figure of each sex and age is traced. The file that the figure was read from is compared with \
      its SHA-256 and read once more; the line must give the same figure, or the status is 65.

      Examples:
        pipeline trace 41001 Nottingham
        pipeline trace 41001 E06000018 "2015 - 17"
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: "The indicator, by number or by a part of its name.")
  var indicator: String

  @Argument(help: "The area, by code, name or alias.")
  var area: String

  @Argument(help: "The time period as published, such as \"2015 - 17\".")
  var period: String?

  @Flag(help: "Trace the figures of categories too, such as tenths of deprivation.")
  var categories = false

  @Option(help: "text or json.")
  var format: TraceFormat = .text

  func run() throws {
    let setting = try Setting(common, stage: "trace")
    let release = try Release.current(in: setting.state)
    let database = try Database(readOnly: release.databasePath)
    let traces = try find(in: database, setting)
    let proof = Proof(setting, try SnapshotStore(stateDirectory: setting.state))
    var status = ExitStatus.ok
    for (index, trace) in traces.enumerated() {
      let outcome = try proof.outcome(of: trace)
      if outcome != .proved { status = outcome.status }
      switch format {
      case .text:
        if index > 0 { Console.say("") }
        TraceText.lines(trace, release, outcome).forEach { Console.say(Console.printable($0)) }
      case .json: Console.say(try TraceText.json(trace, release, outcome))
      }
    }
    try status.exitUnlessOK()
  }

  private func find(in database: Database, _ setting: Setting) throws -> [Trace] {
    let id = try indicatorID(in: database)
    let asTyped = area.uppercased()
    let resolved = try? Gazetteer(setting.configuration).resolve(area).code
    for code in [asTyped, resolved].compactMap(\.self) {
      let found = try Trace.find(
        indicator: id, area: code, period: period, categories: categories, in: database)
      if !found.isEmpty { return found }
    }
    if resolved == nil { _ = try Gazetteer(setting.configuration).resolve(area) }
    throw InputError(
      status: .noInput,
      description: "No figure of indicator \(id) is held for \(area)"
        + (period.map { " in “\($0)”" } ?? "") + ". See what is held with `pipeline sql`,"
        + " or ask without a period.")
  }

  private func indicatorID(in database: Database) throws -> Int {
    if let id = Int(indicator) { return id }
    let found = try Trace.indicators(like: indicator, in: database)
    if found.count == 1 { return found[0].id }
    let names = found.map { "\($0.id) \($0.name)" }.joined(separator: "; ")
    throw InputError(
      status: .usage,
      description: found.isEmpty
        ? "No indicator is called “\(indicator)”."
        : "“\(indicator)” may mean several indicators: \(names). Give the number.")
  }
}

enum TraceFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}
