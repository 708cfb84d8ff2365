/// The national picture: which indicators are worse where, which areas have most to worry about,
/// what boards promise, and needs that nothing measures.
struct EnglandPage {
  let contents: SiteContents

  var page: SitePage {
    SitePage(
      path: "england.html", title: "England: the national picture", place: .england,
      template: .england, fields: fields)
  }

  private var fields: SitePage.Fields {
    let rows = contents.upperTier.map { ($0, Tally($0.themeRows)) }
    let ordered = rows.filter { $0.1.all > 0 }.sorted { left, right in
      let (a, b) = (left.1, right.1)
      if a.worseAndWorsening != b.worseAndWorsening {
        return a.worseAndWorsening > b.worseAndWorsening
      }
      return a.worse != b.worse ? a.worse > b.worse : left.0.name < right.0.name
    }
    return SiteWords.edition(contents).merging([
      "isIllustrative": contents.isIllustrative,
      "areaRows": ordered.map(area), "areaCount": contents.upperTier.count,
      "withFigures": ordered.count, "indicatorRows": indicators, "themeRows": themes,
      "unmeasured": unmeasured, "hasUnmeasured": !unmeasured.isEmpty,
      "silentThemes": silentThemes, "hasSilentThemes": !silentThemes.isEmpty,
      "loosePriorities": loosePriorities.count,
      "holding": contents.upperTier.count(where: \.briefing.mirror.hasStrategy),
    ]) { first, _ in first }
  }

  private func area(_ area: SiteArea, _ tally: Tally) -> SitePage.Fields {
    let needs = area.briefing.mirror.needs.map(\.theme)
    let priorities =
      if !area.briefing.mirror.hasStrategy {
        "no strategy in force held"
      } else if needs.isEmpty {
        "none"
      } else {
        needs.joined(separator: "; ")
      }
    return tally.fields.merging([
      "area": Printable.clean(area.name), "href": area.page, "needs": Printable.clean(priorities),
    ]) { first, _ in first }
  }

  private var indicators: [SitePage.Fields] {
    let tallied = contents.tables.filter { !$0.themeIDs.isEmpty && !$0.entries(.upper).isEmpty }
      .map { ($0, $0.tier(.upper)) }
      .map { table, tier in (table, tier, Tally(tier.shown.map(\.row))) }
      .filter { $0.2.all > 0 }
    return tallied.sorted { left, right in
      let (a, b) = (left.2, right.2)
      if a.worsening != b.worsening { return a.worsening > b.worsening }
      return a.worse != b.worse ? a.worse > b.worse : left.0.label < right.0.label
    }.map { table, tier, tally in
      tally.fields.merging([
        "label": Printable.clean(table.label), "href": IndicatorPage.path(table, .upper),
        "period": Printable.clean(tier.period?.label ?? ""),
      ]) { first, _ in first }
    }
  }

  private var themes: [SitePage.Fields] {
    contents.themes.map { theme in
      let promises = ThemePromises(contents, theme.id)
      let tables = contents.tables(of: theme.id)
      return [
        "title": Printable.clean(theme.title), "href": "themes/\(Slug.of(theme.id)).html",
        "prioritiesHref": "priorities/\(Slug.of(theme.id)).html", "measures": tables.count,
        "naming": promises.naming.count, "unmet": promises.unmet.count,
      ]
    }
  }

  private var unmeasured: [SitePage.Fields] {
    contents.themes.compactMap { theme in
      let names = contents.missing(of: theme.id)
      guard !names.isEmpty else { return nil }
      return ["title": Printable.clean(theme.title), "names": names.map(Printable.clean)]
    }
  }

  /// Themes that no council has any figure of.
  private var silentThemes: [String] {
    contents.themes.filter { contents.tables(of: $0.id).isEmpty }.map { Printable.clean($0.title) }
  }

  /// Priorities in force that no figure of their area speaks to.
  private var loosePriorities: [PriorityMirror.Unmeasured] {
    contents.upperTier.flatMap(\.briefing.mirror.unmeasured)
  }
}
