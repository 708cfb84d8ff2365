/// An indicator in all areas of one tier: the map, the order with intervals, and England over time.
struct IndicatorPage {
  private let contents: SiteContents
  private let table: IndicatorTable
  private let tier: Tier
  private let tierTable: TierTable
  private let bars: IntervalBar

  init(_ contents: SiteContents, _ number: Int, _ tier: Tier) {
    (self.contents, self.tier) = (contents, tier)
    table = contents.tables[number]
    tierTable = table.tier(tier)
    bars = IntervalBar(
      tierTable.ranked.map(\.entry.row), england: tierTable.example?.england?.value)
  }

  static func path(_ table: IndicatorTable, _ tier: Tier) -> String {
    "indicators/\(table.page)\(tier == .upper ? "" : "-districts").html"
  }

  var page: SitePage {
    let whom = tier == .upper ? "upper-tier councils" : "districts and unitary councils"
    return SitePage(
      path: Self.path(table, tier), title: "\(table.label): \(whom)", place: .indicators,
      template: .indicator, fields: fields)
  }

  private var fields: SitePage.Fields {
    heading.merging(order) { first, _ in first }
      .merging(map) { first, _ in first }
      .merging(time) { first, _ in first }
  }

  private var heading: SitePage.Fields {
    let unit = SiteWords.unit(table.indicator)
    let tally = Tally(tierTable.ranked.map(\.entry.row) + tierTable.unranked.map(\.entry.row))
    return tally.fields.merging([
      "label": Printable.clean(table.label), "id": table.key.indicatorID,
      "name": Printable.clean(table.indicator.name), "unit": SiteWords.maybe(unit),
      "isUpper": tier == .upper, "hasLower": !table.entries(.lower).isEmpty,
      "upperHref": "\(table.page).html", "lowerHref": "\(table.page)-districts.html",
      "caution": SiteWords.maybe(table.indicator.caution), "polarity": polarity,
      "themes": table.themeIDs.compactMap { id in
        contents.themes.first { $0.id == id }.map { theme in
          ["title": Printable.clean(theme.title), "href": "../themes/\(Slug.of(id)).html"]
        }
      },
      "isIllustrative": contents.isIllustrative,
    ]) { first, _ in first }
  }

  private var polarity: String {
    switch table.polarity {
    case .high: "A high figure is good."
    case .low: "A low figure is good."
    case .some(.none), nil: "Neither a high nor a low figure is good in itself."
    }
  }

  private var order: SitePage.Fields {
    let absent = contents.areas.filter { area in
      (tier == .upper ? area.isUpperTier : area.isLowerTier)
        && !table.entries.contains { $0.area.code == area.code }
    }
    let best = table.polarity == .high || table.polarity == .low
    return [
      "period": SiteWords.maybe(tierTable.period?.label), "hasRanked": !tierTable.ranked.isEmpty,
      "order": best ? "Best first" : "Lowest first",
      "england": SiteWords.maybe(tierTable.example.map { RowDisplay($0).england }),
      "hasLines": hasLines,
      "rows": tierTable.ranked.map { row($0.entry, rank: "\($0.rank)") },
      "hasUnranked": !tierTable.unranked.isEmpty,
      "unranked": tierTable.unranked.map { item in
        row(item.entry, rank: "–").merging([
          "reason": Printable.clean(item.reason),
          "itsPeriod": Printable.clean(item.entry.row.period.label),
        ]) { first, _ in first }
      },
      "hasWithheld": !tierTable.withheld.isEmpty,
      "withheld": tierTable.withheld.map { entry in
        [
          "area": Printable.clean(entry.area.name), "href": "../" + entry.area.page,
          "reason": Printable.clean(SiteWords.number(entry.row)),
          "itsPeriod": Printable.clean(entry.row.period.label),
        ] as SitePage.Fields
      },
      "absentCount": absent.count,
      "absent": absent.isEmpty
        ? [] : [Printable.clean(absent.map(\.name).joined(separator: ", "))],
    ]
  }

  private func row(_ entry: IndicatorTable.Entry, rank: String) -> SitePage.Fields {
    let row = entry.row
    var fields = bars.fields(row)
    fields["rank"] = rank
    fields["area"] = Printable.clean(entry.area.name)
    fields["href"] = "../" + entry.area.page
    fields["value"] = SiteWords.number(row)
    fields["interval"] = SiteWords.maybe(RowDisplay(row).interval)
    fields["finding"] = Printable.clean(row.significance.finding.word)
    fields["findingClass"] = row.significance.finding.styleClass
    fields["why"] = why(row)
    fields["trend"] = Printable.clean(row.trend.inWords)
    fields["trendClass"] = row.trend.styleClass
    fields["spark"] =
      hasLines ? Sparkline(row, periods: Self.periodsOfLines).map { [$0.line] } ?? [] : []
    return fields
  }

  /// Lines beside every area would make the page of all districts too heavy.
  private var hasLines: Bool { tierTable.ranked.count <= Self.mostLines }

  private static let mostLines = 200

  /// The lines of an indicator's page go back so many periods.
  private static let periodsOfLines = 8

  private func why(_ row: IndicatorRow) -> [String] {
    guard case .notTested(let reason) = row.significance.finding else { return [] }
    return [Printable.clean(reason)]
  }

  private var map: SitePage.Fields {
    guard tier == .upper else {
      return [
        "hasTiles": false, "tiles": [SitePage.Fields](), "mapWidth": 0, "mapHeight": 0,
        "borders": "",
      ]
    }
    let entries = Dictionary(table.entries.map { ($0.area.code, $0) }) { first, _ in first }
    return TileMap(contents, root: "../").fields { Self.mark(entries[$0.code]) }
  }

  private static func mark(_ entry: IndicatorTable.Entry?) -> TileMap.Mark {
    guard let row = entry?.row else {
      return TileMap.Mark(styleClass: "absent", sign: "", words: "no figure held")
    }
    guard row.area.value != nil else {
      return TileMap.Mark(styleClass: "absent", sign: "", words: RowDisplay(row).valueWithUnit)
    }
    let finding = row.significance.finding
    return TileMap.Mark(
      styleClass: finding.styleClass, sign: finding.symbol,
      words: "\(RowDisplay(row).valueWithUnit), \(finding.word.lowercased())")
  }

  private var time: SitePage.Fields {
    let span = tierTable.period?.spanMonths
    let points = table.england.filter { span == nil || $0.spanMonths == span }
    let chart = LineChart(points)
    let display = tierTable.shown.first.map { RowDisplay($0.row) }
    func number(_ value: Double?) -> String {
      value.map { display?.number($0) ?? "\($0)" } ?? "not published"
    }
    return [
      "hasTime": !points.isEmpty,
      "chart": chart.map { [["line": $0.line, "band": $0.band, "dots": $0.dots] as [String: Any]] }
        ?? [],
      "firstPeriod": Printable.clean(points.first?.period ?? ""),
      "lastPeriod": Printable.clean(points.last?.period ?? ""),
      "firstValue": number(points.first?.value), "lastValue": number(points.last?.value),
      "points": points.reversed().map { point in
        [
          "period": Printable.clean(point.period), "value": number(point.value),
          "interval": point.lower == nil || point.upper == nil
            ? "no interval published" : "\(number(point.lower)) to \(number(point.upper))",
        ]
      },
    ]
  }
}
