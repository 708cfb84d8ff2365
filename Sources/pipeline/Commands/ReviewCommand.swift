import ArgumentParser
import Brief
import Load
import Transform

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `pipeline review [AREA]`: boards' pages that a person should look at.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Show boards' pages that want a person's eye, and record what the person decides.",
    discussion: """
      Without AREA: every page whose lists are neither clearly the priorities nor clearly something \
      else, and every page that held none. With AREA: the evidence, one line for each list of the \
      page with its points, best first.

      --confirm says that what was read is right, --reject that it is wrong. Either is kept in the \
      state folder with who, when and why, is about these very bytes of the page, and takes effect \
      at the next run. Until then, and after a rejection, what was confirmed before stays.

      Examples:
        pipeline review
        pipeline review Dorset
        pipeline review Dorset --confirm
        pipeline review Dorset --reject --reason "these are the council's priorities"
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: "The area whose page is meant.")
  var area: String?

  @Flag(help: "List the pages that were taken, too.")
  var all = false

  @Flag(help: "What was read from this area's page is right.")
  var confirm = false

  @Flag(help: "What was read from this area's page is wrong.")
  var reject = false

  @Option(help: "Why, in a few words.")
  var reason: String?

  func validate() throws {
    if confirm, reject { throw ValidationError("give --confirm or --reject, not both.") }
    if confirm || reject, area == nil { throw ValidationError("name the area that is meant.") }
  }

  func run() throws {
    let database = try Database(readOnly: Release.current(in: common.state).databasePath)
    let pages = try reviewedPages(database)
    guard let area else { return list(pages) }
    let gazetteer = try Gazetteer(try common.configuration)
    let code = gazetteer.current(try gazetteer.resolve(area)).code
    guard let page = pages.first(where: { $0.areaCode == code }) else {
      throw InputError(
        status: .noInput, description: "The current release holds no page of the board of \(area).")
    }
    if confirm || reject { return try decide(page) }
    evidence(page).forEach { Console.say(Console.printable($0)) }
  }

  private func list(_ pages: [ReviewedPage]) {
    let shown = all ? pages : pages.filter { ["review", "unusable"].contains($0.decision) }
    for page in shown { Console.say(Console.printable(line(page))) }
    if !shown.isEmpty {
      Console.say("")
      Console.say(
        "`pipeline review AREA` shows the lists of a page; --confirm or --reject decides on it.")
    }
    if shown.isEmpty { Console.say("No page waits for a person.") }
  }

  private func line(_ page: ReviewedPage) -> String {
    let kept =
      page.confirmedOn.map { "confirmed \($0)" } ?? (page.hasStrategy ? "as configured" : "none")
    return "\(page.areaCode)  \(page.areaName)  \(page.decision) (\(page.outcome),"
      + " score \(points(page.score)))  priorities in use: \(kept)"
  }

  private func points(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }

  private func evidence(_ page: ReviewedPage) -> [String] {
    var lines = [
      line(page), "page: \(page.address), received \(page.day)", "sha256: \(page.sha256)",
    ]
    if let runnerUp = page.runnerUpScore { lines.append("next best list: \(points(runnerUp))") }
    if let title = page.strategyTitle { lines.append("read as: \(title)") }
    lines += page.priorities.map { "  \($0)" }
    return lines + [
      "lists of the page, best first (rules \(page.rulesVersion)): points, place, form [evidence]"
        + " <introduction> {heading}: entries"
    ]
      + page.evidence.map { "  \($0)" }
  }

  private func decide(_ page: ReviewedPage) throws {
    if confirm, page.priorities.isEmpty {
      throw InputError(
        status: .dataError,
        description: "\(page.areaName): nothing was read from the page, so there is nothing to"
          + " confirm. Put the priorities into priorities.csv of a configuration folder instead.")
    }
    let setting = try Setting(common, stage: "review")
    let environment = ProcessInfo.processInfo.environment
    let decision = BoardDecision(
      confirm ? .confirmed : .rejected, areaCode: page.areaCode, sha256: page.sha256, day: page.day,
      address: page.address, by: environment["USER"] ?? environment["LOGNAME"] ?? "unknown",
      at: setting.started, reason: reason)
    try setting.alone { _ in try BoardJournal(state: setting.state).append([decision]) }
    setting.say(
      "\(page.areaName): \(decision.kind.rawValue); takes effect at the next `pipeline run`.")
  }
}
