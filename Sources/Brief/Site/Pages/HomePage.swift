/// The first page: a search, the themes and every area by its region.
struct HomePage {
  let contents: SiteContents

  var page: SitePage {
    SitePage(
      path: "index.html", title: "Local health briefings for England", place: .areas,
      template: .home, fields: fields)
  }

  private var fields: SitePage.Fields {
    SiteWords.edition(contents).merging([
      "areaCount": contents.areas.count, "boardCount": contents.upperTier.count,
      "indicatorCount": Set(contents.tables.map(\.key.indicatorID)).count,
      "themes": contents.themes.map { theme in
        [
          "title": Printable.clean(theme.title), "href": "themes/\(Slug.of(theme.id)).html",
          "count": SiteWords.count(contents.tables(of: theme.id).count, "measure"),
        ] as SitePage.Fields
      },
      "regions": regions,
    ]) { first, _ in first }
  }

  private var regions: [SitePage.Fields] {
    let districts = Dictionary(grouping: contents.areas.filter { !$0.isUpperTier }) {
      $0.place.upperTier?.code ?? ""
    }
    return Dictionary(grouping: contents.upperTier, by: \.regionName)
      .sorted { $0.key < $1.key }
      .map { name, areas in
        [
          "name": Printable.clean(name), "id": "region-\(Slug.of(name))",
          "areas": areas.map { area in
            link(area).merging([
              "districts": (districts[area.code] ?? []).map(link),
              "hasDistricts": districts[area.code] != nil,
            ]) { first, _ in first }
          },
        ]
      }
  }

  private func link(_ area: SiteArea) -> SitePage.Fields {
    ["name": Printable.clean(area.name), "href": area.page]
  }
}

/// Words that several pages share.
enum SiteWords {
  /// "1 measure", "2 measures".
  static func count(_ number: Int, _ noun: String) -> String {
    "\(Figures.number(Double(number), 0)) \(noun)\(number == 1 ? "" : "s")"
  }

  /// When the site speaks and of which release.
  static func edition(_ contents: SiteContents) -> SitePage.Fields {
    [
      "day": contents.day == .unknown ? "a day not recorded" : contents.day.inWords,
      "release": contents.release.map { [$0] } ?? [],
    ]
  }

  /// `link` where the address can be followed, `plainAddress` as text where it cannot.
  static func link(_ address: String?) -> SitePage.Fields {
    let safe = Printable.link(address)
    let text = address.map(Printable.clean) ?? ""
    return [
      "link": safe.map { [["href": $0]] } ?? [],
      "plainAddress": safe == nil && !text.isEmpty ? [text] : [],
    ]
  }

  static func maybe(_ text: String?) -> [String] {
    guard let text, !text.isEmpty else { return [] }
    return [Printable.clean(text)]
  }

  /// A figure as the briefing prints it, without its unit.
  static func number(_ row: IndicatorRow) -> String {
    let printed = RowDisplay(row).valueWithUnit
    let suffix = Figures.suffix(row.indicator.unit)
    guard row.area.value != nil, suffix != "%", printed.hasSuffix(suffix) else { return printed }
    return String(printed.dropLast(suffix.count))
  }

  /// What the numbers of an indicator are: "per 100,000", "%".
  static func unit(_ indicator: Indicator) -> String {
    let suffix = Figures.suffix(indicator.unit).trimming(" ")
    return suffix == "%" ? "per cent" : suffix
  }
}

extension String {
  fileprivate func trimming(_ character: Character) -> String {
    String(drop { $0 == character })
  }
}
