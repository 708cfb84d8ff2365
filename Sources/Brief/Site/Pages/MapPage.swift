/// The map of how many figures of each upper-tier council are worse and getting worse, and the way
/// to the map of each indicator.
struct MapPage {
  let contents: SiteContents

  var page: SitePage {
    SitePage(path: "map.html", title: "Map of England", place: .map, template: .map, fields: fields)
  }

  private var fields: SitePage.Fields {
    let tallies = Dictionary(contents.upperTier.map { ($0.code, Tally($0.themeRows)) }) { $1 }
    let shares = contents.upperTier.compactMap { tallies[$0.code] }.compactMap(Self.share).sorted()
    let map = TileMap(contents, root: "").fields { area in
      Self.mark(tallies[area.code], shares)
    }
    return map.merging([
      "isIllustrative": contents.isIllustrative,
      "rows": contents.upperTier.map { area in
        (tallies[area.code]?.fields ?? [:]).merging([
          "area": Printable.clean(area.name), "href": area.page,
          "region": Printable.clean(area.regionName),
        ]) { first, _ in first }
      },
      "themes": contents.themes.map { theme in
        let tables = contents.tables(of: theme.id).filter { !$0.entries(.upper).isEmpty }
        return [
          "title": Printable.clean(theme.title), "hasIndicators": !tables.isEmpty,
          "indicators": tables.map { table in
            [
              "label": Printable.clean(table.label), "href": "indicators/\(table.page).html#map",
            ]
          },
        ] as SitePage.Fields
      },
    ]) { first, _ in first }
  }

  /// The share of an area's judged figures that are worse than England.
  private static func share(_ tally: Tally) -> Double? {
    let judged = tally.worse + tally.similar + tally.better
    return judged < 5 ? nil : Double(tally.worse) / Double(judged)
  }

  private static func mark(_ tally: Tally?, _ shares: [Double]) -> TileMap.Mark {
    guard let tally, let share = share(tally) else {
      return TileMap.Mark(
        styleClass: "absent", sign: "", words: "fewer than five figures compared with England")
    }
    let below = shares.count { $0 < share }
    let fifth = shares.isEmpty ? 0 : min(4, below * 5 / shares.count)
    let judged = tally.worse + tally.similar + tally.better
    return TileMap.Mark(
      styleClass: "fifth-\(fifth + 1)", sign: "\(tally.worse)",
      words: "\(tally.worse) of \(judged) figures worse than England")
  }
}
