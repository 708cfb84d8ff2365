import ArgumentParser
import Fetch
import Transform

/// `pipeline areas [QUERY]`: find an area and its code.
struct AreasCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "areas",
    abstract: "List areas, or find those whose name, alias or code matches.",
    discussion: """
      Without a query, every live local authority. An area that has ended is listed with the day, \
      and with the code that took its place where there is one. A query that finds one area shows \
      what it took the place of, and whether its series may be chained to the earlier ones.

      Where no area is found: prisons, probation delivery units, community safety partnerships and \
      names that cover several councils, with the councils that they stand for.

      Examples:
        pipeline areas helens
        pipeline areas "Hackney and City of London"
        pipeline areas Dorset --on 2018-06-30
      """)

  @OptionGroup var common: CommonOptions

  @Option(help: ArgumentHelp("The day whose areas are meant (default: today).", valueName: "date"))
  var on: String?

  @Argument(help: "A part of a name, an alias or a code.")
  var query: String?

  func validate() throws {
    if let on, on.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) == nil {
      throw ValidationError("--on \(on): expected a day such as 2018-06-30.")
    }
  }

  func run() throws {
    let gazetteer = try Gazetteer(try common.configuration, on: on)
    guard let query else {
      return gazetteer.liveAuthorities.forEach { Console.say(line($0, gazetteer)) }
    }
    var found = gazetteer.search(query)
    if on != nil, let meant = try? gazetteer.resolve(query) { found = [meant] }
    let bodies = found.isEmpty ? gazetteer.bodies(named: query) : []
    if found.isEmpty, bodies.isEmpty { found = [try gazetteer.resolve(query)] }
    for area in found { Console.say(line(area, gazetteer)) }
    if let area = found.first, found.count == 1 {
      changes(area, gazetteer).forEach(Console.say)
    }
    for body in bodies { Console.say(line(body, gazetteer)) }
  }

  private func line(_ area: Area, _ gazetteer: Gazetteer) -> String {
    var line = "\(area.code)  \(area.name)  (\(area.areaType.words))"
    if !area.isLive, let endDate = area.endDate {
      line += "  ended \(endDate)"
      let current = gazetteer.current(area)
      if current != area { line += ", now \(current.name) \(current.code)" }
    }
    return line
  }

  private func line(_ body: NamedBody, _ gazetteer: Gazetteer) -> String {
    let councils = body.areaCodes.map { code in
      "\(gazetteer.area(code: code)?.name ?? "?") \(code)"
    }
    let kind = body.kind.rawValue.split(separator: "_").joined(separator: " ")
    return "\(body.name)  (\(kind))  \(councils.joined(separator: ", "))"
  }

  private func changes(_ area: Area, _ gazetteer: Gazetteer) -> [String] {
    func name(_ code: String) -> String { "\(gazetteer.area(code: code)?.name ?? "?") \(code)" }
    let before = gazetteer.predecessors(of: area.code).map {
      "  \($0.effectiveDate)  from \(name($0.predecessor)): \($0.words)"
    }
    let after = gazetteer.successors(of: area.code).map {
      "  \($0.effectiveDate)  to \(name($0.successor)): \($0.words)"
    }
    return before + after
  }
}

extension Succession {
  /// How the areas overlap, and what a series may do across the change.
  fileprivate var words: String {
    let extent = relation.split(separator: "_").joined(separator: " ")
    return switch chaining {
    case .yes: "\(extent), series may be chained"
    case .withCaution: "\(extent), series may be chained with caution"
    case .sumPredecessors: "\(extent), unrounded counts may be added up"
    case .no: "\(extent), series must show a break"
    }
  }
}

extension Gazetteer {
  fileprivate var liveAuthorities: [Area] {
    areas.filter { $0.isLive && $0.areaType.isLocalAuthority }.sorted { $0.name < $1.name }
  }
}

extension AreaType {
  fileprivate var words: String {
    rawValue.split(separator: "_").joined(separator: " ")
  }
}
