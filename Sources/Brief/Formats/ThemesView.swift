extension BriefingView {
  /// The themes in their order, then the indicators that none of them asks for.
  var themesView: Fields {
    let anchors = guidanceAnchors
    var themes = briefing.themes.map { theme($0, anchors) }
    themes += rest
    return [
      "themes": themes, "hasRows": !briefing.rows.isEmpty,
      "hasGeneral": !briefing.generalGuidance.isEmpty,
      "general": briefing.generalGuidance.map { document($0, anchors) },
    ]
  }

  private func theme(_ theme: Theme, _ anchors: [String: Int]) -> Fields {
    let described = theme.guidance.filter { $0.describedUnder == nil }
    let elsewhere = theme.guidance.filter { $0.describedUnder != nil }
    let titles = Self.short(elsewhere.map(\.title))
    let numbers = responsibilityNumbers
    let amiss = theme.missing.filter(\.isAmiss)
    let who = briefing.responsibilities.filter { $0.themeIDs.contains(theme.id) }
    return [
      "hasWho": !who.isEmpty,
      "who": who.enumerated().map { index, item in
        [
          "number": numbers[item.id] ?? 0, "body": say(item.body),
          "separator": index == who.count - 1 ? "." : ";",
        ] as Fields
      },
      "id": "theme-" + Self.slug(theme.id), "title": say(theme.title),
      "summary": maybe(theme.summary), "isTheme": true, "hasRows": !theme.rows.isEmpty,
      "rows": theme.rows.map(row), "hasTable": !theme.rows.isEmpty || !amiss.isEmpty,
      "amiss": amiss.map(self.amiss), "hasMissing": amiss.count < theme.missing.count,
      "missing": missing(theme.missing.filter { !$0.isAmiss }),
      "priorities": theme.priorities.map(priority),
      "withoutPriorities": briefing.strategies.isEmpty
        ? "No published strategy of the board is held, so what it says on this theme is not known."
        : "No published priority of this board names this theme.",
      "hasGuidance": !theme.guidance.isEmpty,
      "guidance": described.map { document($0, anchors) },
      "hasElsewhere": !elsewhere.isEmpty,
      "elsewhere": elsewhere.enumerated().map { index, document in
        [
          "title": say(titles[index]), "number": anchors[document.id] ?? 0,
          "separator": index == elsewhere.count - 1 ? "." : ";",
        ] as Fields
      },
      "hasTerms": !theme.terms.isEmpty, "terms": theme.terms.map(term),
    ].merging(differences(theme.rows)) { first, _ in first }
  }

  /// Titles up to their colons, where that tells them apart.
  private static func short(_ titles: [String]) -> [String] {
    let short = titles.map { title in
      title.firstRange(of: ": ").map { String(title[..<$0.lowerBound]) } ?? title
    }
    return zip(titles, short).map { whole, first in
      short.count { $0 == first } > 1 ? whole : first
    }
  }

  /// The indicators that no theme asks for, in sections that a page can hold.
  private var rest: [Fields] {
    stride(from: 0, to: briefing.others.count, by: Self.mostOfRest).map { start in
      rest(Array(briefing.others[start...].prefix(Self.mostOfRest)), start / Self.mostOfRest + 1)
    }
  }

  private static let mostOfRest = 60

  private func rest(_ rows: [IndicatorRow], _ number: Int) -> Fields {
    let about = "Held for the area in this release; none of the themes above asks for them."
    let further = number == 1 ? "" : "-\(number)"
    return [
      "id": "other-indicators\(further)",
      "title": "Other indicators held" + (number == 1 ? "" : ", part \(number)"),
      "summary": [say(about)], "hasWho": false, "who": [Fields](), "isTheme": false,
      "hasRows": true, "rows": rows.map(row), "hasTable": true, "amiss": [Fields](),
      "hasMissing": false, "missing": [Fields](), "priorities": [Fields](), "withoutPriorities": "",
      "hasGuidance": false,
      "guidance": [Fields](), "hasElsewhere": false, "elsewhere": [Fields](), "hasTerms": false,
      "terms": [Fields](),
    ].merging(differences(rows)) { first, _ in first }
  }

  /// A line of the table without a figure.
  private func amiss(_ missing: MissingIndicator) -> Fields {
    [
      "name": say(missing.name), "id": missing.indicatorID, "sentence": say(missing.sentence),
      "span": briefing.compared == nil ? 6 : 7,
    ]
  }

  /// The indicators that are missing, together where the reason is the same.
  private func missing(_ missing: [MissingIndicator]) -> [Fields] {
    var reasons: [String] = []
    for item in missing where !reasons.contains(item.reason) { reasons.append(item.reason) }
    return reasons.map { reason in
      [
        "reason": say(reason.uppercasedFirst),
        "names": say(missing.filter { $0.reason == reason }.map(\.name).joined(separator: "; ")),
      ]
    }
  }

  private func row(_ row: IndicatorRow) -> Fields {
    let display = RowDisplay(row)
    return [
      "number": row.number, "name": say(row.indicator.displayName), "page": maybe(pageOf(row)),
      "population": maybe(row.population), "period": say(row.period.label),
      "value": say(display.valueWithUnit), "interval": maybe(display.interval),
      "hasValue": row.area.value != nil, "england": say(display.england),
      "regional": say(display.region), "neighbours": say(display.neighbours),
      "hasNeighbours": row.neighbours.value != nil,
      "regionFinding": comparison(row.regionComparison, row.region?.value != nil),
      "neighbourFinding": comparison(row.neighbours, row.neighbours.value != nil),
      "comparedWith": briefing.compared == nil
        ? [] : [say(row.compared.flatMap(\.value).map(display.number) ?? "not held")],
      "notes": row.notes.map(say), "finding": say(row.significance.finding.word),
      "findingSymbol": row.significance.finding.symbol,
      "findingClass": row.significance.finding.styleClass,
      "basis": maybe(row.significance.explanation), "standing": say(row.standing.inWords),
      "trend": say(row.trend.inWords), "trendSymbol": row.trend.symbol,
      "trendClass": row.trend.styleClass, "trendBasis": maybe(row.trend.explanation),
      "spine": spine(row), "spark": spark(row),
    ]
  }

  /// The finding against a region or the neighbours; nothing where there was no test.
  private func comparison(_ comparator: Comparator, _ hasValue: Bool) -> [Fields] {
    guard hasValue, comparator.finding.isTested else { return [] }
    let finding = comparator.finding
    return [["class": finding.styleClass, "symbol": finding.symbol, "word": say(finding.word)]]
  }

  private func spine(_ row: IndicatorRow) -> [Fields] {
    guard hasCharts, let chart = SpineChart(row) else { return [] }
    return [
      [
        "range": "M\(chart.left) 7H\(chart.right)",
        "half": "M\(chart.innerLeft) 7H\(chart.innerRight)",
        "mark": chart.outline(row.significance.finding),
        "class": row.significance.finding.styleClass, "description": say(chart.description),
        "title": "Spread",
      ]
    ]
  }

  private func spark(_ row: IndicatorRow) -> [Fields] {
    guard let chart = Sparkline(row, isDrawn: hasCharts) else { return [] }
    return [
      [
        "band": chart.band.isEmpty ? [] : [chart.band], "line": chart.line,
        "joins": chart.joins.map { "M\($0) 0v26" },
        "description": say(chart.description), "title": "Trend",
      ]
    ]
  }

  private func priority(_ priority: ThemePriority) -> Fields {
    [
      "text": say(priority.text), "strategy": say(priority.strategyTitle),
      "years": say(priority.years), "ended": priority.hasEnded,
      "confirmed": maybe(priority.confirmed?.inWords),
      "wording": maybe(
        priority.wording.hasSuffix("*") ? String(priority.wording.dropLast()) : priority.wording),
      "needsChecking": priority.needsChecking,
    ].merging(link(priority.address)) { first, _ in first }
  }

  /// The number of each document, in the order in which they are described.
  private var guidanceAnchors: [String: Int] {
    let ids = briefing.themes.flatMap { $0.guidance.filter { $0.describedUnder == nil } }.map(\.id)
    return Dictionary(ids.enumerated().map { ($1, $0 + 1) }) { first, _ in first }
  }

  private func document(_ document: Guidance, _ anchors: [String: Int]) -> Fields {
    [
      "number": anchors[document.id] ?? 0, "title": say(document.title),
      "imprint": say(document.imprint), "status": maybe(document.statusInWords),
      "successor": maybe(document.successor), "description": maybe(document.description),
    ].merging(link(document.address)) { first, _ in first }
  }

  func term(_ entry: GlossaryEntry) -> Fields {
    [
      "term": say(entry.term), "abbreviation": maybe(entry.abbreviation),
      "definition": say(entry.definition),
    ]
  }
}
