/// A theme across England: its indicators, which boards name it, where it is worse and unnamed, and
/// the guidance.
struct ThemePage {
  private let contents: SiteContents
  private let theme: Theme

  init(_ contents: SiteContents, _ theme: Theme) {
    (self.contents, self.theme) = (contents, theme)
  }

  var page: SitePage {
    SitePage(
      path: "themes/\(Slug.of(theme.id)).html", title: theme.title, place: .indicators,
      template: .theme, fields: fields)
  }

  private var fields: SitePage.Fields {
    let tables = contents.tables(of: theme.id)
    let missing = contents.missing(of: theme.id)
    let promises = ThemePromises(contents, theme.id)
    return [
      "title": Printable.clean(theme.title), "summary": SiteWords.maybe(theme.summary),
      "hasRows": !tables.isEmpty, "rows": tables.map(row), "hasMissing": !missing.isEmpty,
      "missing": missing.map(Printable.clean), "naming": promises.naming.count,
      "holding": promises.holding, "isIllustrative": contents.isIllustrative,
      "prioritiesHref": "../priorities/\(Slug.of(theme.id)).html",
      "hasUnmet": !promises.unmet.isEmpty, "unmetCount": promises.unmet.count,
      "unmet": promises.unmet.prefix(Self.mostUnmet).map { unmet in
        [
          "area": Printable.clean(unmet.area.name), "href": "../" + unmet.area.page,
          "figures": Printable.clean(unmet.figures.joined(separator: "; ")),
        ]
      },
      "moreUnmet": promises.unmet.count > Self.mostUnmet
        ? [promises.unmet.count - Self.mostUnmet] : [],
      "guidance": theme.guidance.map { GuidancePage.fields($0) },
    ]
  }

  /// More than these are only counted.
  private static let mostUnmet = 60

  private func row(_ table: IndicatorTable) -> SitePage.Fields {
    let tier: Tier = table.entries(.upper).isEmpty ? .lower : .upper
    let tierTable = table.tier(tier)
    return Tally(tierTable.shown.map(\.row)).fields.merging([
      "label": Printable.clean(table.label),
      "href": "../" + IndicatorPage.path(table, tier),
      "period": Printable.clean(tierTable.period?.label ?? "not published"),
      "england": Printable.clean(tierTable.example.map { RowDisplay($0).england } ?? "–"),
    ]) { first, _ in first }
  }
}

/// Which boards name a theme, and where a figure of it is poor that no board's priority names.
struct ThemePromises {
  /// An area with poor figures on a theme that its board does not name.
  struct Unmet {
    let area: SiteArea
    let figures: [String]
  }

  /// Upper-tier areas whose strategies in force name the theme.
  let naming: [SiteArea]
  /// How many boards have a strategy in force with priorities held.
  let holding: Int
  let unmet: [Unmet]

  init(_ contents: SiteContents, _ themeID: String) {
    let held = contents.upperTier.filter(\.briefing.mirror.hasStrategy)
    holding = held.count
    func theme(_ area: SiteArea) -> Theme? {
      area.briefing.themes.first { $0.id == themeID }
    }
    naming = held.filter { area in
      theme(area)?.priorities.contains { !$0.hasEnded } == true
    }
    let title = contents.themes.first { $0.id == themeID }?.title
    unmet = held.compactMap { area in
      area.briefing.mirror.needs.first { $0.theme == title }
        .map { Unmet(area: area, figures: $0.figures) }
    }
  }
}
