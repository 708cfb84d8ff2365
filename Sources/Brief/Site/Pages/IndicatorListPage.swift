/// Every indicator that is held for a council, by theme, and those that are not.
struct IndicatorListPage {
  let contents: SiteContents

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
          "missing": contents.missing(of: theme.id).map(Printable.clean),
          "hasMissing": !contents.missing(of: theme.id).isEmpty,
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
