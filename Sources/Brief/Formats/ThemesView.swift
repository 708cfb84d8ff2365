extension BriefingView {
  /// The themes in their order, then the indicators that none of them asks for.
  var themesView: Fields {
    var themes = briefing.themes.map(theme)
    if !briefing.others.isEmpty { themes.append(rest) }
    return ["themes": themes]
  }

  private func theme(_ theme: Theme) -> Fields {
    [
      "id": "theme-" + Self.slug(theme.id), "title": say(theme.title),
      "summary": maybe(theme.summary), "isTheme": true, "hasRows": !theme.rows.isEmpty,
      "rows": theme.rows.map(row), "hasMissing": !theme.missing.isEmpty,
      "missing": theme.missing.map { ["name": say($0.name), "reason": say($0.reason)] as Fields },
      "priorities": theme.priorities.map(priority),
      "guidance": theme.guidance.map(document),
    ]
  }

  private var rest: Fields {
    let about = "Held for the area in this release; none of the themes above asks for them."
    return [
      "id": "other-indicators", "title": "Other indicators held", "summary": [say(about)],
      "isTheme": false, "hasRows": true, "rows": briefing.others.map(row), "hasMissing": false,
      "missing": [Fields](), "priorities": [Fields](), "guidance": [Fields](),
    ]
  }

  private func row(_ row: IndicatorRow) -> Fields {
    let display = RowDisplay(row)
    return [
      "number": row.number, "name": say(row.indicator.displayName),
      "population": maybe(row.population), "period": say(row.period.label),
      "value": say(display.valueWithUnit), "interval": maybe(display.interval),
      "hasValue": row.area.value != nil, "england": say(display.england),
      "regional": say(display.region), "notes": row.notes.map(say),
      "finding": say(row.significance.finding.word),
      "findingSymbol": row.significance.finding.symbol,
      "findingClass": row.significance.finding.styleClass,
      "basis": say(row.significance.explanation), "trend": say(row.trend.inWords),
      "trendSymbol": row.trend.symbol, "trendClass": row.trend.styleClass,
    ]
  }

  private func priority(_ priority: ThemePriority) -> Fields {
    [
      "text": say(priority.text), "strategy": say(priority.strategyTitle),
      "years": say(priority.years), "ended": priority.hasEnded,
      "wording": maybe(priority.wording), "needsChecking": priority.needsChecking,
    ].merging(link(priority.address)) { first, _ in first }
  }

  private func document(_ document: Guidance) -> Fields {
    [
      "title": say(document.title),
      "imprint": say([document.publisher, document.year, document.format].imprint),
      "status": maybe(document.status.replacing("_", with: " ")),
      "successor": maybe(document.successor),
      "description": document.describedUnder == nil ? maybe(document.description) : [],
      "describedUnder": maybe(document.describedUnder),
    ].merging(link(document.address)) { first, _ in first }
  }

  private static func slug(_ id: String) -> String {
    String(id.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
  }
}

extension [String?] {
  /// What there is, separated by commas.
  fileprivate var imprint: String {
    compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
