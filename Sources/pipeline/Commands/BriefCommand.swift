import ArgumentParser
import Brief
import Fetch
import Load
import Transform

/// `pipeline brief AREA`: write the briefing of an area.
struct BriefCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "brief",
    abstract: "Write the briefing of an area from the published release.",
    discussion: """
      AREA is a code, a name, an alias or a former code: E06000018, Nottingham, "Kingston upon \
      Hull", "st helens". Quote a name of several words. A file is named after the area's code, \
      and the path of each is printed.

      html stands alone: no script, nothing fetched. json has the shape of \
      docs/briefing.schema.json. docx is made by pandoc and pdf by Chromium, where they are \
      installed.

      Examples:
        pipeline brief Nottingham
        pipeline brief Barnsley Somerset --format html,pdf --out .
        pipeline brief Nottingham --theme substance-misuse --compare Derby --since 2026-09-01
        pipeline brief --all --format json --out briefings
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp("The area or areas to brief on.", valueName: "area"))
  var areas: [String] = []

  @Flag(help: "Every upper-tier authority that has figures.")
  var all = false

  @Option(help: ArgumentHelp("Only this theme, by its id in themes.yaml.", valueName: "theme"))
  var theme: String?

  @Option(
    help: ArgumentHelp(
      "html, md, json, csv, docx or pdf; several with commas between (default: html,md).",
      valueName: "formats"))
  var format: [FormatList] = []

  @Option(help: ArgumentHelp("Set this area's figures beside the area's own.", valueName: "area"))
  var compare: String?

  @Option(
    help: ArgumentHelp(
      "Say what changed since this release (its number) or day (YYYY-MM-DD); default: the release"
        + " before.", valueName: "release|date"))
  var since: SinceArgument?

  @Option(
    help: ArgumentHelp(
      "Write into this folder (default: briefings in the state folder).", valueName: "dir"))
  var out: String?

  @Option(
    help: ArgumentHelp(
      "A folder of templates, styles and house.yaml in place of the built-in ones, file by file.",
      valueName: "dir"))
  var templates: String?

  func validate() throws {
    if areas.isEmpty != all {
      throw ValidationError("Name at least one area, or give --all and no area.")
    }
  }

  func run() throws {
    let release = try currentRelease()
    let database = try Database(readOnly: release.databasePath)
    let named = try codes(of: areas, in: database)
    var plan = BriefingPlan(templates: templates, folder: out)
    if !format.isEmpty { plan.formats = format.flatMap(\.formats) }
    plan.options.theme = theme
    plan.options.compared = try codes(of: compare.map { [$0] } ?? [], in: database).first
    plan.options.since = since?.since
    let every = all ? try areasToBrief(in: database) : nil
    for file in try brief(every?.codes ?? named, from: release, after: nil, plan)
    where !common.quiet {
      Console.say(file)
    }
    if let sentence = every?.sentence, !common.quiet { Console.complain(sentence) }
  }
}

extension BriefCommand {
  /// Where nothing is published yet a mistyped area is said first.
  private func currentRelease() throws -> Release {
    do {
      return try Release.current(in: common.state)
    } catch {
      let gazetteer = try Gazetteer(common.configuration)
      for name in areas { _ = try gazetteer.resolve(name) }
      throw error
    }
  }

  /// The codes of areas by any name; the gazetteer is read only for what is not a code.
  private func codes(of names: [String], in database: Database) throws -> [String] {
    if try names.allSatisfy({ try holdsArea($0, in: database) }) { return names }
    let gazetteer = try Gazetteer(common.configuration)
    return try names.map { try gazetteer.resolve($0).code }
  }
}

/// Formats with commas between them.
struct FormatList: ExpressibleByArgument {
  let formats: [BriefingFormat]

  init?(argument: String) {
    let names = argument.split(separator: ",")
    formats = names.compactMap { BriefingFormat(rawValue: String($0)) }
    if formats.count != names.count || formats.isEmpty { return nil }
  }
}

/// The number of a release, or a day.
struct SinceArgument: ExpressibleByArgument {
  let since: ChangesSince

  init?(argument: String) {
    if let number = Int(argument), number > 0 {
      since = .release(number)
    } else if argument.count == 10, let day = CalendarDay(argument) {
      since = .day(day)
    } else {
      return nil
    }
  }
}
