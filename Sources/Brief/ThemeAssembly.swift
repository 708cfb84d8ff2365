/// Sets figures, priorities and guidance side by side, theme by theme.
struct ThemeAssembly {
  private let figures: AreaFigures
  private let promises: BoardPromises
  private let query: AreaBriefingQuery
  private let requests: [ThemeRequest]
  private let guidance: [String: [Guidance]]
  private let switchedOff: [SwitchedOff]
  /// Documents of this many themes or more are general.
  private static let fewestThemesOfGeneral = 4

  init(_ figures: AreaFigures, _ promises: BoardPromises, _ query: AreaBriefingQuery) throws {
    (self.figures, self.promises, self.query) = (figures, promises, query)
    requests = try query.requests()
    guidance = try query.guidance()
    switchedOff = try query.switchedOff()
  }

  /// The documents that bear on many themes, in the catalogue's order.
  var general: [Guidance] {
    var seen = Set<String>()
    let counts = themeCounts
    return guidance.sorted { $0.key < $1.key }.flatMap(\.value)
      .filter { counts[$0.id, default: 0] >= Self.fewestThemesOfGeneral }
      .filter { seen.insert($0.id).inserted }
      .sorted { $0.position < $1.position }
  }

  private var themeCounts: [String: Int] {
    Dictionary(guidance.values.flatMap { $0 }.map { ($0.id, 1) }, uniquingKeysWith: +)
  }

  /// The themes in their order, or the one asked for; afterwards the figures know which indicators
  /// none asked for.
  ///
  /// - Throws: ``BriefError/noSuchTheme(_:known:)``.
  func themes(only wanted: String?) throws -> [Theme] {
    let counts = wanted == nil ? themeCounts : [:]
    let holdings = try holdings()
    var described: [String: String] = [:]
    let all = try query.themes()
    if let wanted, !all.contains(where: { $0.id == wanted }) {
      throw BriefError.noSuchTheme(wanted, known: all.map(\.id))
    }
    let themes = all.filter { wanted == nil || $0.id == wanted }.map { theme in
      var theme = theme
      for request in requests where request.themeID == theme.id {
        add(request, to: &theme, holdings[request.indicatorID])
      }
      theme.missing += switchedOff.filter { $0.themeID == theme.id }.map(\.missing)
      theme.priorities = promises.touching(theme.id)
      theme.guidance = (guidance[theme.id] ?? []).filter { document in
        counts[document.id, default: 0] < Self.fewestThemesOfGeneral
      }.map { document in
        var document = document
        document.describedUnder = described[document.id]
        if described[document.id] == nil { described[document.id] = theme.title }
        return document
      }
      return theme
    }
    if wanted == nil { figures.claimRest() }
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
    theme.missing.append(missing(indicator, request, holding))
  }

  private func missing(
    _ indicator: Indicator, _ request: ThemeRequest, _ holding: IndicatorHolding?
  ) -> MissingIndicator {
    if figures.holds(indicator.id) {
      return MissingIndicator(
        kind: .otherPeople, indicatorID: indicator.id, name: indicator.displayName,
        reason: "held only for \(figures.strata(indicator.id)), not for "
          + Population(sex: request.sex ?? "", age: request.age ?? "").phrase)
    }
    return MissingIndicator(
      indicator, holding ?? IndicatorHolding(),
      conflicts: figures.conflicts.filter { $0.indicatorID == indicator.id },
      county: figures.upperTier)
  }
}

/// The board of the area with its strategies, and the themes that its priorities touch.
struct BoardPromises {
  let board: Board?
  let strategies: [Strategy]
  /// The codes that the board is found under.
  let codes: [String]
  private let day: CalendarDay
  private let wordings: [ThemeWording: String]

  init(of place: Place, on day: CalendarDay, _ query: AreaBriefingQuery) throws {
    codes =
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
          confirmed: strategy.confirmed,
          wording: wordings[ThemeWording(priorityID: priority.id, themeID: themeID)] ?? "",
          needsChecking: priority.needsChecking)
      }
    }
  }
}
