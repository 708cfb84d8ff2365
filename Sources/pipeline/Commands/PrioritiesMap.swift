import Brief
import Load

extension PrioritiesCommand {
  /// `pipeline priorities --map`: what a map of boards' priorities says, area by area.
  func printMap(_ database: Database) throws {
    let found = try listMap(theme: theme, of: areaCodes(database), from: database)
    switch format {
    case .text: text(found).forEach { Console.say(Console.printable($0)) }
    case .json: Console.say(try Listing<ListedMapArea>.json(found))
    case .csv: listing(found).csv().forEach(Console.say)
    }
  }

  private func text(_ areas: [ListedMapArea]) -> [String] {
    guard let first = areas.first else {
      return ["No map of boards' priorities that was read has an area of that kind."]
    }
    return areas.flatMap { area -> [String] in
      let themes = area.themes.map(\.name).joined(separator: "; ")
      return ["\(area.areaName) (\(area.areaCode)): \(area.summary ?? "no summary")"]
        + (themes.isEmpty ? [] : ["  themes: \(themes)"])
        + area.links.map { "  \($0.kind): \($0.title.map { "\($0), " } ?? "")\($0.address)" }
    } + ["", "\(first.attribution) Retrieved \(first.readOn)."]
  }

  private func listing(_ areas: [ListedMapArea]) -> Listing<ListedMapArea> {
    Listing(
      items: areas,
      columns: [
        "area_code", "area_name", "region", "summary", "themes", "strategy", "address", "read_on",
        "attribution",
      ]
    ) { area in
      let strategies = area.links.filter { $0.kind == "strategy" }
      return [
        area.areaCode, area.areaName, area.region, area.summary,
        area.themes.map(\.name).joined(separator: "; "),
        strategies.compactMap(\.title).joined(separator: "; "),
        strategies.map(\.address).joined(separator: " "), area.readOn, area.attribution,
      ]
    }
  }
}
