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
      and with the code that took its place where there is one.
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: "A part of a name, an alias or a code.")
  var query: String?

  func run() throws {
    let gazetteer = try Gazetteer(try common.configuration)
    let found = try query.map { try search($0, gazetteer) } ?? gazetteer.liveAuthorities
    for area in found { Console.say(line(area, gazetteer)) }
  }

  private func search(_ query: String, _ gazetteer: Gazetteer) throws -> [Area] {
    let found = gazetteer.search(query)
    return found.isEmpty ? [try gazetteer.resolve(query)] : found
  }

  private func line(_ area: Area, _ gazetteer: Gazetteer) -> String {
    var line = "\(area.code)  \(area.name)  (\(area.areaType.words))"
    if let endDate = area.endDate {
      line += "  ended \(endDate)"
      let current = gazetteer.current(area)
      if current != area { line += ", now \(current.name) \(current.code)" }
    }
    return line
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
