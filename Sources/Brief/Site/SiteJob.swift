/// A page to be made.
enum SiteJob: Sendable, Equatable {
  case home, england, map, indicators, priorities, guidance, glossary, changes, about
  case area(Int)
  case indicator(Int, Tier)
  case theme(Int)
  case priorityTheme(Int)

  /// Every page of the site; the heavy ones first, so that no thread is left with them at the end.
  static func all(_ contents: SiteContents) -> [SiteJob] {
    [.england, .home, .priorities, .map, .indicators, .guidance, .glossary, .changes, .about]
      + contents.themes.indices.flatMap { [.theme($0), .priorityTheme($0)] }
      + contents.tables.indices.flatMap { number in
        Tier.allCases.filter { tier in
          tier == .upper || !contents.tables[number].entries(.lower).isEmpty
        }.map { .indicator(number, $0) }
      }
      + contents.areas.indices.map { .area($0) }
  }

  /// The area of an area's page, which is its briefing.
  func area(of contents: SiteContents) -> SiteArea {
    if case .area(let number) = self { contents.areas[number] } else { contents.areas[0] }
  }

  /// The page as a value; nil for an area's.
  func page(of contents: SiteContents) -> SitePage? {
    switch self {
    case .area: nil
    case .home: HomePage(contents: contents).page
    case .england: EnglandPage(contents: contents).page
    case .map: MapPage(contents: contents).page
    case .indicators: IndicatorListPage(contents: contents).page
    case .indicator(let number, let tier): IndicatorPage(contents, number, tier).page
    case .theme(let number): ThemePage(contents, contents.themes[number]).page
    case .priorities: PrioritiesPage(contents: contents).page
    case .priorityTheme(let number):
      PriorityThemePage(contents, contents.themes[number], number).page
    case .guidance: GuidancePage(contents: contents).page
    case .glossary: GlossaryPage(contents: contents).page
    case .changes: ChangesPage(contents: contents).page
    case .about: AboutPage(contents: contents).page
    }
  }
}
