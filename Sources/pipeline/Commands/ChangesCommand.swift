import ArgumentParser
import Load
import Transform

/// `pipeline changes`: what differs between releases.
struct ChangesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "changes",
    abstract: "Say which figures changed between releases: corrections apart from new periods.",
    discussion: """
      Corrections (revised, newly suppressed, withdrawn) are listed one by one; new figures are \
      summed up by indicator and period in the text, and listed in full as JSON or CSV. What is \
      suppressed now is shown without any value, old or new.

      Examples:
        pipeline changes --area Nottingham
        pipeline changes --since 2026-10-01 --format csv
        pipeline changes --since 12 --indicator 41001
      """)

  @OptionGroup var common: CommonOptions

  @Option(help: ArgumentHelp("Only this area: a code, a name or an alias.", valueName: "area"))
  var area: String?

  @Option(
    help: ArgumentHelp(
      "Only changes published since this day (yyyy-mm-dd), or after this release.",
      valueName: "date|release"))
  var since: String?

  @Option(help: ArgumentHelp("Only this indicator, by number.", valueName: "id"))
  var indicator: Int?

  @Option(help: "text, json (one object a line) or csv.")
  var format: ChangesFormat = .text

  func run() throws {
    let release = try Release.current(in: common.state)
    let database = try Database(readOnly: release.databasePath)
    let code = try area.map { try Gazetteer(try common.configuration).resolve($0).code }
    let history = try history(of: release, in: database)
    let query = ChangeQuery(
      areaCode: code, indicatorID: indicator,
      afterRelease: try since.map { try last(before: $0, in: history) })
    let changes = try query.changes(in: database)
    switch format {
    case .text: ChangesText.lines(changes, history).forEach { Console.say(Console.printable($0)) }
    case .json: try changes.forEach { Console.say(try ChangesText.json($0)) }
    case .csv: ChangesText.csv(changes).forEach(Console.say)
    }
  }

  /// The releases with the times at which they were published.
  private func history(
    of release: Release, in database: Database
  ) throws -> [(number: Int, publishedAt: String)] {
    let ended = try release.manifest()?.run.ended
    return try PastRelease.all(in: database).map { past in
      (past.number, past.publishedAt ?? (past.number == release.number ? ended : nil) ?? "")
    }
  }

  /// The last release that is too old to be asked for.
  private func last(
    before since: String, in history: [(number: Int, publishedAt: String)]
  ) throws -> Int {
    if let number = Int(since) { return number }
    guard since.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil else {
      throw InputError(
        status: .usage,
        description: "--since \(since): expected a day such as 2026-10-01, or a release number.")
    }
    return history.last { $0.publishedAt < since }?.number ?? 0
  }
}

enum ChangesFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, csv
}
