import ArgumentParser
import Brief
import Load
import Transform

/// `pipeline priorities`: what the boards promise.
struct PrioritiesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "priorities",
    abstract: "List the priorities of health and wellbeing boards, with their themes.",
    discussion: """
      Without options, the priorities of every board that are recorded. Each is given as its board \
      published it, with the strategy, its years and status, the day on which it was last seen on a \
      page, and the rules that coded it to themes.

      Whether these boards name offending, prison or probation outright is said at the end.

      Examples:
        pipeline priorities --theme mental-health
        pipeline priorities --area Nottingham
        pipeline priorities --theme offending
        pipeline priorities --like Barnsley --theme substance-misuse --format csv
        pipeline priorities --map --area York
      """)

  @OptionGroup var common: CommonOptions

  @Option(help: "Only priorities coded to this theme (its id, or a word of it that no other has).")
  var theme: String?

  @Option(help: "Only the board of this area (a code, a name or an alias).")
  var area: String?

  @Option(help: "Only the boards of this area's statistical neighbours, nearest first.")
  var like: String?

  @Flag(help: "Only strategies that are in force.")
  var current = false

  @Flag(help: "What a map of boards' priorities says of the areas, where one was read.")
  var map = false

  @Option(help: "How the list is printed: text, json or csv.")
  var format: ListFormat = .text

  func validate() throws {
    if area != nil, like != nil { throw ValidationError("give --area or --like, not both.") }
    if map, current {
      throw ValidationError("--current is about strategies; leave it out with --map.")
    }
  }

  func run() throws {
    let database = try Database(readOnly: Release.current(in: common.state).databasePath)
    if map { return try printMap(database) }
    let found = try listPriorities(theme: theme, of: areaCodes(database), from: database)
    let chosen = current ? found.priorities.filter { $0.status == "current" } : found.priorities
    switch format {
    case .text:
      let lines = chosen.isEmpty ? [none(found)] : text(chosen, theme: found.theme)
      let justice = found.boardCount == 0 ? [] : ["", found.justice]
      (lines + justice).forEach { Console.say(Console.printable($0)) }
    case .json:
      Console.say(
        try Listing<ListedPriority>.json(JSONList(priorities: chosen, justice: found.justice)))
    case .csv: listing(chosen).csv().forEach(Console.say)
    }
  }

  private struct JSONList: Encodable {
    let priorities: [ListedPriority]
    let justice: String
  }

  func areaCodes(_ database: Database) throws -> [String]? {
    guard let name = area ?? like else { return nil }
    let gazetteer = try Gazetteer(try common.configuration)
    let code = gazetteer.current(try gazetteer.resolve(name)).code
    return like == nil ? [code] : try statisticalNeighbours(of: code, from: database)
  }

  /// What is said where no priority is listed.
  private func none(_ found: PriorityListing) -> String {
    if found.boardCount == 0 {
      let boards = area == nil ? "these boards" : "this board"
      return "No priorities of \(boards) are recorded; that does not mean that there is no"
        + " strategy."
    }
    let boards = found.boardCount == 1 ? "this board" : "these \(found.boardCount) boards"
    let kind = found.theme.map { "coded to the theme \($0)" } ?? "of a strategy in force"
    return "No priority of \(boards) is \(kind)."
  }

  /// A line for each strategy, and its priorities below it.
  private func text(_ priorities: [ListedPriority], theme: String?) -> [String] {
    var lines: [String] = []
    var last: ListedPriority?
    for priority in priorities {
      if last?.areaCode != priority.areaCode || last?.strategy != priority.strategy {
        lines.append(heading(priority))
      }
      let codes = theme.map { [Self.code($0, priority)] } ?? priority.themes
      let themes = codes.isEmpty ? "" : "  [\(codes.joined(separator: ", "))]"
      lines.append("  \(priority.text)\(themes)")
      last = priority
    }
    return lines
  }

  /// The theme that was asked for, and the wording for which the priority was coded to it.
  private static func code(_ theme: String, _ priority: ListedPriority) -> String {
    let rule = priority.rules.first { $0.hasPrefix(theme + "/") }
    return theme + (rule.map { " by “\($0.dropFirst(theme.count + 1))”" } ?? "")
  }

  private func heading(_ priority: ListedPriority) -> String {
    let confirmed = priority.confirmedOn.map { "last confirmed \($0)" } ?? "day not recorded"
    return "\(priority.areaName) (\(priority.areaCode)): \(priority.strategy), \(priority.status),"
      + " \(confirmed)"
  }

  private func listing(_ priorities: [ListedPriority]) -> Listing<ListedPriority> {
    Listing(
      items: priorities,
      columns: [
        "area_code", "area_name", "strategy", "years", "status", "priority", "themes", "rules",
        "rules_version", "confirmed_on", "address", "provenance",
      ]
    ) {
      [
        $0.areaCode, $0.areaName, $0.strategy, $0.years, $0.status, $0.text,
        $0.themes.joined(separator: " "), $0.rules.joined(separator: "; "), $0.rulesVersion,
        $0.confirmedOn, $0.address, $0.provenance,
      ]
    }
  }
}

extension ListFormat: ExpressibleByArgument {}
