/// Every indicator that is held for a council, by theme, and those that are not.
struct IndicatorListPage {
  private let contents: SiteContents

  init(_ contents: SiteContents) { self.contents = contents }

  var page: SitePage {
    SitePage(
      path: "indicators/index.html", title: "Indicators", place: .indicators,
      template: .indicators, fields: fields)
  }

  private var fields: SitePage.Fields {
    let loose = contents.tables.filter(\.themeIDs.isEmpty)
    return [
      "themes": contents.themes.map { theme in
        [
          "title": Printable.clean(theme.title), "id": "theme-\(Slug.of(theme.id))",
          "href": "../themes/\(Slug.of(theme.id)).html",
          "indicators": contents.tables(of: theme.id).map(Self.link),
          "missing": (contents.unmeasured.first { $0.themeID == theme.id }?.names ?? [])
            .map(Printable.clean),
          "hasMissing": contents.unmeasured.contains { $0.themeID == theme.id },
        ] as SitePage.Fields
      },
      "hasLoose": !loose.isEmpty, "loose": loose.map(Self.link),
    ]
  }

  private static func link(_ table: IndicatorTable) -> SitePage.Fields {
    let period = table.tier(table.entries(.upper).isEmpty ? .lower : .upper).period
    return [
      "label": Printable.clean(table.label), "href": "\(table.page).html",
      "period": Printable.clean(period?.label ?? "no figure published"),
      "areas": SiteWords.count(table.entries.count { $0.row.area.value != nil }, "area"),
    ]
  }
}
