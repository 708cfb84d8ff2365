/// Everything the site's pages say, as a value: the briefings of all areas and what is common to
/// them. No page states a figure that a briefing does not.
struct SiteContents: Sendable {
  let day: CalendarDay
  let release: Int?
  /// In the order of their names; every local authority that exists today.
  let areas: [SiteArea]
  /// The themes in their order, without any area's figures.
  let themes: [Theme]
  let tables: [IndicatorTable]
  /// Indicators that a theme asks for and no council has a figure of, by theme.
  let unmeasured: [Unmeasured]
  /// Lines of the themes whose indicators are switched off.
  let switchedOff: [SwitchedOff]
  let tiles: [Tile]
  let documents: [CatalogueDocument]
  let glossary: [GlossaryEntry]
  let sources: [SourceEntry]
  let revisions: Revisions?
  let aliases: [AreaAlias]

  /// A theme with the indicators that nobody has a local figure of.
  struct Unmeasured: Sendable {
    let themeID: String
    let names: [String]
  }

  /// What a theme asks for and nobody sees a figure of, each with the reason where it is not that
  /// no council has one.
  func missing(of themeID: String) -> [String] {
    (unmeasured.first { $0.themeID == themeID }?.names ?? [])
      + switchedOff.filter { $0.themeID == themeID }.map {
        "\($0.missing.name). \($0.missing.sentence)"
      }
  }

  var isIllustrative: Bool { sources.contains { $0.isIllustrative } }

  var upperTier: [SiteArea] { areas.filter(\.isUpperTier) }

  func tables(of themeID: String) -> [IndicatorTable] {
    tables.filter { $0.themeIDs.contains(themeID) }
  }
}

/// A local authority of today with its briefing.
struct SiteArea: Sendable {
  let briefing: AreaBriefing

  var place: Place { briefing.place }
  var code: String { place.code }
  var name: String { place.name }
  /// Whether it has a board: every authority but the districts of a county.
  var isUpperTier: Bool { place.upperTier == nil || place.upperTier?.code == code }
  /// Whether it is compared with districts: every authority but the counties.
  var isLowerTier: Bool { place.type != "county" }
  var regionName: String { place.region?.name ?? "England" }
  var page: String { "areas/\(code).html" }

  /// The rows of the themes, each series once.
  var themeRows: [IndicatorRow] {
    var seen = Set<Int>()
    return briefing.themes.flatMap(\.rows).filter { seen.insert($0.seriesID).inserted }
  }
}

/// The place of an area on the map of equal tiles.
struct Tile: Sendable, Equatable {
  let areaCode: String
  let label: String
  let column: Int
  let row: Int
}

/// A document of the whole guidance catalogue.
struct CatalogueDocument: Sendable, Equatable {
  let guidance: Guidance
  let successorID: String?
  let section: String?
  let audience: String?
  let themeIDs: [String]
}

/// Another name or a former code that people search an area by.
struct AreaAlias: Sendable, Equatable {
  let areaCode: String
  let key: String
}

/// What became different since the release before.
struct Revisions: Sendable {
  /// How many changes of a kind an indicator had.
  struct Count: Sendable, Equatable {
    let kind: String
    let indicatorID: Int
    let number: Int
    let periods: String
  }

  /// One figure that its publisher changed.
  struct Change: Sendable, Equatable {
    let kind: String
    let indicatorID: Int
    let areaCode: String
    let areaName: String
    let population: String
    let period: String
    let old: Double?
    let new: Double?
  }

  let counts: [Count]
  /// Corrections and withdrawals, the first ``mostShown`` of them.
  let changes: [Change]
  let changeCount: Int
  /// Whether there was no release before.
  let isFirst: Bool

  static let mostShown = 250
}
