internal import Transform

/// The whole guidance catalogue with the status of each document.
struct GuidancePage {
  let contents: SiteContents

  var page: SitePage {
    SitePage(
      path: "guidance.html", title: "Guidance", place: .guidance, template: .guidance,
      fields: fields)
  }

  private var fields: SitePage.Fields {
    let named = contents.themes.map { theme in
      (theme.title, contents.documents.filter { $0.themeIDs.contains(theme.id) })
    }
    let loose = contents.documents.filter(\.themeIDs.isEmpty)
    return [
      "count": contents.documents.count,
      "documents": contents.documents.map(document),
      "themes": (named + [("On no theme in particular", loose)]).filter { !$0.1.isEmpty }.map {
        title, documents in
        [
          "title": Printable.clean(title),
          "documents": documents.map { item in
            [
              "title": Printable.clean(item.guidance.title),
              "href": "#\(Self.place(item.guidance.id))",
            ]
          },
        ] as SitePage.Fields
      },
    ]
  }

  private func document(_ item: CatalogueDocument) -> SitePage.Fields {
    let themes = contents.themes.filter { item.themeIDs.contains($0.id) }
    return Self.fields(item.guidance).merging([
      "id": Self.place(item.guidance.id), "audience": SiteWords.maybe(item.audience),
      "successorHref": item.successorID.map { ["#\(Self.place($0))"] } ?? [],
      "themes": themes.map { theme in
        ["title": Printable.clean(theme.title), "href": "themes/\(Slug.of(theme.id)).html"]
      },
    ]) { first, _ in first }
  }

  /// Where a document stands on the page.
  static func place(_ id: String) -> String { "doc-\(Slug.of(id))" }

  /// What every list of guidance says of a document.
  static func fields(_ guidance: Guidance) -> SitePage.Fields {
    [
      "title": Printable.clean(guidance.title),
      "imprint": Printable.clean(guidance.imprint),
      "status": SiteWords.maybe(guidance.statusInWords),
      "successor": SiteWords.maybe(guidance.successor),
      "description": SiteWords.maybe(guidance.description),
    ].merging(SiteWords.link(guidance.address)) { first, _ in first }
  }
}

/// Every term of the glossary.
struct GlossaryPage {
  let contents: SiteContents

  var page: SitePage {
    SitePage(
      path: "glossary.html", title: "Glossary", place: .glossary, template: .glossary,
      fields: [
        "count": contents.glossary.count,
        "terms": zip(contents.glossary, Self.ids(contents)).sorted {
          $0.0.term.lowercased() < $1.0.term.lowercased()
        }.map { entry, id in
          [
            "term": Printable.clean(entry.term), "id": id,
            "abbreviation": SiteWords.maybe(entry.abbreviation),
            "definition": Printable.clean(entry.definition),
          ] as SitePage.Fields
        },
      ])
  }

  /// Where each term stands on the page, in the order of the glossary.
  static func ids(_ contents: SiteContents) -> [String] {
    var taken: [String: Int] = [:]
    return contents.glossary.map { entry in
      let id = Slug.of(entry.term)
      taken[id, default: 0] += 1
      return taken[id] == 1 ? id : "\(id)-\(taken[id] ?? 0)"
    }
  }
}

/// What is new or corrected in this release, and strategies that ended or are about to.
struct ChangesPage {
  let contents: SiteContents

  var page: SitePage {
    SitePage(
      path: "changes.html", title: "What changed", place: .changes, template: .changes,
      fields: fields)
  }

  private var fields: SitePage.Fields {
    let revisions = contents.revisions
    return SiteWords.edition(contents).merging([
      "isKept": revisions != nil, "isFirst": revisions?.isFirst == true,
      "hasCounts": revisions?.counts.isEmpty == false,
      "kinds": kinds(revisions?.counts ?? []),
      "hasChanges": revisions?.changes.isEmpty == false,
      "changes": (revisions?.changes ?? []).map(change),
      "changeCount": revisions?.changeCount ?? 0,
      "isCut": (revisions?.changeCount ?? 0) > Revisions.mostShown,
      "shown": Revisions.mostShown,
      "ended": strategies { $0.hasEnded(by: contents.day) },
      "ending": strategies { $0.lastYear == contents.day.year },
      "starting": strategies { $0.firstYear == contents.day.year },
      "year": contents.day == .unknown ? "this year" : "\(contents.day.year)",
      "isIllustrative": contents.isIllustrative,
    ]) { first, _ in first }
  }

  private func kinds(_ counts: [Revisions.Count]) -> [SitePage.Fields] {
    let titles = [
      ("new_period", "New periods"), ("revised", "Corrected by the publisher"),
      ("newly_suppressed", "No longer shown, to protect people"), ("withdrawn", "Withdrawn"),
      ("added", "Added"),
    ]
    let known = Set(titles.map(\.0))
    let rest = Set(counts.map(\.kind)).subtracting(known).sorted().map { ($0, $0) }
    return (titles + rest).compactMap { kind, title in
      let own = counts.filter { $0.kind == kind }
      guard !own.isEmpty else { return nil }
      return [
        "title": Printable.clean(title), "id": "kind-\(Slug.of(kind))",
        "indicators": own.map { count in
          indicator(count.indicatorID).merging([
            "number": SiteWords.count(count.number, "figure"),
            "periods": Printable.clean(count.periods),
          ]) { first, _ in first }
        },
      ]
    }
  }

  private func indicator(_ id: Int) -> SitePage.Fields {
    let table = contents.tables.first { $0.key.indicatorID == id }
    return [
      "indicator": Printable.clean(table?.indicator.displayName ?? "Indicator \(id)"),
      "page": table.map { ["indicators/\($0.page).html"] } ?? [],
    ]
  }

  private func change(_ change: Revisions.Change) -> SitePage.Fields {
    func number(_ value: Double?) -> String { value.map { Figures.text($0, .bySize()) } ?? "none" }
    let isHeld = contents.areas.contains { $0.code == change.areaCode }
    return indicator(change.indicatorID).merging([
      "area": Printable.clean(change.areaName),
      "areaPage": isHeld ? ["areas/\(change.areaCode).html"] : [],
      "population": Printable.clean(change.population),
      "period": Printable.clean(change.period), "old": number(change.old),
      "new": number(change.new), "kind": Printable.clean(change.kind.replacing("_", with: " ")),
    ]) { first, _ in first }
  }

  private func strategies(where isMeant: (Strategy) -> Bool) -> [SitePage.Fields] {
    contents.upperTier.flatMap { area in
      area.briefing.strategies.filter(isMeant).map { strategy in
        [
          "area": Printable.clean(area.name), "href": "\(area.page)#board",
          "title": Printable.clean(strategy.title),
          "years": strategy.yearsBesideTitle.map { [Printable.clean($0)] } ?? [],
          "alone": !area.briefing.mirror.hasStrategy,
        ]
      }
    }
  }
}

/// What the site is, how its figures are compared, what it cannot say, and its sources.
struct AboutPage {
  let contents: SiteContents

  var page: SitePage {
    SitePage(
      path: "about.html", title: "About and methods", place: .about, template: .about,
      fields: fields)
  }

  private var fields: SitePage.Fields {
    SiteWords.edition(contents).merging([
      "isIllustrative": contents.isIllustrative, "areas": contents.areas.count,
      "upper": contents.upperTier.count,
      "lower": contents.areas.count(where: \.isLowerTier),
      "sources": contents.sources.filter(\.isUsed).map { source in
        [
          "name": Printable.clean(source.name), "publisher": Printable.clean(source.publisher),
          "licence": Printable.clean(source.licence),
          "attribution": SiteWords.maybe(source.attribution),
          "isIllustrative": source.isIllustrative,
          "retrieved": Printable.clean(source.retrievedInWords),
        ].merging(SiteWords.link(source.address)) { first, _ in first }
      },
    ]) { first, _ in first }
  }
}
