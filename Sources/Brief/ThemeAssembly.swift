/// Sets figures, priorities and guidance side by side, theme by theme.
struct ThemeAssembly {
  private let figures: AreaFigures
  private let promises: BoardPromises
  private let query: AreaBriefingQuery
  private let requests: [ThemeRequest]

  init(_ figures: AreaFigures, _ promises: BoardPromises, _ query: AreaBriefingQuery) throws {
    (self.figures, self.promises, self.query) = (figures, promises, query)
    requests = try query.requests()
  }

  /// The themes in their order; afterwards the figures know which indicators none asked for.
  func themes() throws -> [Theme] {
    let guidance = try query.guidance()
    let holdings = try holdings()
    var described: [String: String] = [:]
    let themes = try query.themes().map { theme in
      var theme = theme
      for request in requests where request.themeID == theme.id {
        add(request, to: &theme, holdings[request.indicatorID])
      }
      theme.priorities = promises.touching(theme.id)
      theme.guidance = (guidance[theme.id] ?? []).map { document in
        var document = document
        document.describedUnder = described[document.id]
        if described[document.id] == nil { described[document.id] = theme.title }
        return document
      }
      return theme
    }
    figures.claimRest()
    return themes
  }

  private func holdings() throws -> [Int: IndicatorHolding] {
    let absent = Set(requests.map(\.indicatorID)).filter { !figures.holds($0) }
    guard !absent.isEmpty else { return [:] }
    return try query.holdings(
      absent.sorted(), of: figures.codes, upperTier: figures.upperTier?.code)
  }

  private func add(_ request: ThemeRequest, to theme: inout Theme, _ holding: IndicatorHolding?) {
    let rows = figures.rows(request.indicatorID, sex: request.sex, age: request.age)
    theme.rows += rows.filter { row in !theme.rows.contains { $0.seriesID == row.seriesID } }
    guard rows.isEmpty, let indicator = figures.indicators[request.indicatorID] else { return }
    let reason =
      figures.holds(request.indicatorID)
      ? "held only for \(figures.strata(request.indicatorID)); this theme uses "
        + [request.sex, request.age].compactMap(\.self).joined(separator: ", ")
      : reason(holding ?? IndicatorHolding())
    theme.missing.append(MissingIndicator(name: indicator.displayName, reason: reason))
  }

  private func reason(_ holding: IndicatorHolding) -> String {
    if holding.forAreaByCategory { return "held for parts of the population only, not for all" }
    if holding.forUpperTier, let county = figures.upperTier {
      return "published for \(county.name) as a whole, not for this district"
    }
    if holding.forEngland { return "held for England and other areas, not for this one" }
    if holding.anywhere { return "held for other areas, not for this one" }
    return "not held in this release"
  }
}

/// The board of the area with its strategies, and the themes that its priorities touch.
struct BoardPromises {
  let board: Board?
  let strategies: [Strategy]
  private let day: CalendarDay
  private let wordings: [ThemeWording: String]

  init(of place: Place, on day: CalendarDay, _ query: AreaBriefingQuery) throws {
    let codes =
      place.upperTier.map { [$0.code] }
      ?? [place.code] + place.formerCodes.map(\.code)
    board = try query.board(codes)
    strategies = try query.strategies(codes, day: day)
    wordings = try query.wordings()
    self.day = day
  }

  /// The priorities whose wording touches the theme, those of strategies in force first.
  func touching(_ themeID: String) -> [ThemePriority] {
    strategies.flatMap { strategy in
      strategy.priorities.filter { $0.themeIDs.contains(themeID) }.map { priority in
        ThemePriority(
          text: priority.text, strategyTitle: strategy.title, years: strategy.years,
          hasEnded: strategy.hasEnded(by: day), address: strategy.address,
          wording: wordings[ThemeWording(priorityID: priority.id, themeID: themeID)] ?? "",
          needsChecking: priority.needsChecking)
      }
    }
  }
}
