/// A briefing as JSON: everything its pages say and the whole series behind them.
///
/// The shape is published in `docs/briefing.schema.json`; a change of it is a new `format`.
struct BriefingJSON {
  static let format = "local-health-briefing/2"

  let briefing: AreaBriefing
  private let marks: [Int: String]

  init(_ briefing: AreaBriefing) {
    self.briefing = briefing
    marks = Dictionary(
      briefing.snapshots.enumerated().map { ($1.id, "F\($0 + 1)") }
    ) { first, _ in first }
  }

  var document: JSONText {
    .object([
      ("format", .text(Self.format)), ("area", area), ("as_at", .text(briefing.day.iso)),
      ("release", JSONText(briefing.release)), ("illustrative", .flag(briefing.isIllustrative)),
      ("redirection", JSONText(briefing.redirection)),
      ("compared_with", briefing.compared.map(named) ?? .null), ("tally", JSONText(briefing.tally)),
      ("key_messages", .list(briefing.messages.map(messages))), ("priority_mirror", mirror),
      ("board", board), ("strategies", .list(briefing.strategies.map(strategy))),
      ("changes", changes), ("responsibilities", .list(briefing.responsibilities.map(duty))),
      ("general_guidance", .list(briefing.generalGuidance.map(guidance))),
      ("themes", .list(briefing.themes.map(theme))),
      ("other_figures", .list(briefing.others.map { .integer($0.number) })),
      ("figures", .list(briefing.rows.map(figure))),
      ("caveats", texts(briefing.caveats)), ("terms", .list(briefing.glossary.map(term))),
      ("sources", .list(briefing.sources.map(source))),
      ("files", .list(briefing.snapshots.map(file))),
    ])
  }

  private func texts(_ texts: [String]) -> JSONText { .list(texts.map(JSONText.text)) }

  private func named(_ area: NamedArea) -> JSONText {
    .object([("code", .text(area.code)), ("name", .text(area.name))])
  }

  private var area: JSONText {
    let place = briefing.place
    return .object([
      ("code", .text(place.code)), ("name", .text(place.name)), ("type", .text(place.type)),
      ("region", place.region.map(named) ?? .null),
      ("upper_tier", place.upperTier.map(named) ?? .null),
      ("districts", .list(place.districts.map(named))),
      ("combined_authority", place.combinedAuthority.map(named) ?? .null),
      ("integrated_care_boards", .list(place.integratedCareBoards.map(named))),
      ("police_force_areas", .list(place.policeForces.map(named))),
      ("probation_regions", texts(place.probationRegions)),
      ("probation_delivery_units", texts(place.deliveryUnits)),
      ("community_safety_partnerships", texts(place.safetyPartnerships)),
      ("prisons", texts(place.prisons.map(\.name))),
      ("similar_areas", texts(place.similarAreas)),
      (
        "former_codes",
        .list(
          place.formerCodes.map { former in
            .object([
              ("code", .text(former.code)), ("name", .text(former.name)),
              ("until", JSONText(former.changed?.iso)), ("same_extent", .flag(former.isSameExtent)),
            ])
          })
      ),
    ])
  }

  private func messages(_ group: KeyMessages.Group) -> JSONText {
    let all = group.messages + group.others
    return .object([
      ("kind", .text(group.kind.rawValue)), ("title", .text(group.title)),
      (
        "messages",
        .list(
          all.map { message in
            .object([
              ("subject", .text(message.subject)), ("sentence", .text(message.sentence)),
              ("figure", .integer(message.number)),
            ])
          })
      ),
    ])
  }

  private var mirror: JSONText {
    .object([
      ("has_strategy_in_force", .flag(briefing.mirror.hasStrategy)),
      (
        "needs_without_priority",
        .list(
          briefing.mirror.needs.map {
            .object([("theme", .text($0.theme)), ("figures", texts($0.figures))])
          })
      ),
      (
        "priorities_without_figure",
        .list(
          briefing.mirror.unmeasured.map {
            .object([("text", .text($0.text)), ("strategy", .text($0.strategy))])
          })
      ),
    ])
  }

  private var board: JSONText {
    guard let board = briefing.board else { return .null }
    return .object([
      ("name", .text(board.name)), ("area", .text(board.areaName)), ("status", .text(board.status)),
      ("note", JSONText(board.note)),
    ])
  }

  private func strategy(_ strategy: Strategy) -> JSONText {
    .object([
      ("title", .text(strategy.title)), ("first_year", JSONText(strategy.firstYear)),
      ("last_year", JSONText(strategy.lastYear)),
      ("has_ended", .flag(strategy.hasEnded(by: briefing.day))),
      ("status", .text(strategy.status)), ("address", JSONText(strategy.address)),
      ("confirmed", JSONText(strategy.confirmed?.iso)), ("provenance", .text(strategy.provenance)),
      (
        "priorities",
        .list(
          strategy.priorities.map { priority in
            .object([
              ("text", .text(priority.text)), ("themes", texts(priority.themeIDs)),
              ("needs_checking", .flag(priority.needsChecking)),
            ])
          })
      ),
    ])
  }

  private var changes: JSONText {
    let changes = briefing.changes
    return .object([
      ("since", .text(changes.since)), ("recorded", .flag(changes.isRecorded)),
      (
        "figures",
        .list(
          changes.figures.map { change in
            .object([
              ("kind", .text(change.kind.rawValue)), ("indicator_id", .integer(change.indicatorID)),
              ("indicator", .text(change.indicator)), ("population", .text(change.population)),
              ("period", .text(change.period)), ("before", JSONText(change.before)),
              ("now", JSONText(change.now)),
            ])
          })
      ),
      ("strategies", texts(changes.strategies)),
    ])
  }

  private func duty(_ item: Responsibility) -> JSONText {
    .object([
      ("id", .text(item.id)), ("body", .text(item.body)), ("does", .text(item.does)),
      ("here", texts(item.here)), ("themes", texts(item.themeIDs)),
      (
        "sources",
        .list(
          item.sources.map {
            .object([("title", .text($0.title)), ("address", .text($0.address))])
          })
      ),
    ])
  }

  private func theme(_ theme: Theme) -> JSONText {
    .object([
      ("id", .text(theme.id)), ("title", .text(theme.title)), ("summary", .text(theme.summary)),
      ("figures", .list(theme.rows.map { .integer($0.number) })),
      (
        "missing",
        .list(
          theme.missing.map { item in
            .object([
              ("indicator_id", .integer(item.indicatorID)), ("name", .text(item.name)),
              ("kind", .text(item.kind.rawValue)), ("reason", .text(item.reason)),
              ("since", JSONText(item.since)), ("remedy", JSONText(item.remedy)),
            ])
          })
      ),
      ("priorities", .list(theme.priorities.map(priority))),
      ("guidance", .list(theme.guidance.map(guidance))),
      ("terms", .list(theme.terms.map(term))),
    ])
  }

  private func priority(_ priority: ThemePriority) -> JSONText {
    .object([
      ("text", .text(priority.text)), ("strategy", .text(priority.strategyTitle)),
      ("years", .text(priority.years)), ("has_ended", .flag(priority.hasEnded)),
      ("address", JSONText(priority.address)), ("confirmed", JSONText(priority.confirmed?.iso)),
      ("wording", .text(priority.wording)), ("needs_checking", .flag(priority.needsChecking)),
    ])
  }

  private func guidance(_ document: Guidance) -> JSONText {
    .object([
      ("id", .text(document.id)), ("title", .text(document.title)),
      ("publisher", .text(document.publisher)), ("year", JSONText(document.year)),
      ("address", JSONText(document.address)), ("format", JSONText(document.format)),
      ("status", .text(document.status)), ("successor", JSONText(document.successor)),
      ("description", .text(document.description)),
    ])
  }

  private func term(_ entry: GlossaryEntry) -> JSONText {
    .object([
      ("term", .text(entry.term)), ("abbreviation", JSONText(entry.abbreviation)),
      ("definition", .text(entry.definition)),
    ])
  }

  private func source(_ source: SourceEntry) -> JSONText {
    .object([
      ("id", .text(source.id)), ("name", .text(source.name)),
      ("publisher", .text(source.publisher)), ("address", JSONText(source.address)),
      ("licence", .text(source.licence)), ("attribution", .text(source.attribution)),
      ("illustrative", .flag(source.isIllustrative)),
      ("first_retrieved", JSONText(source.firstRetrieved?.iso)),
      ("last_retrieved", JSONText(source.lastRetrieved?.iso)),
    ])
  }

  private func file(_ file: SnapshotEntry) -> JSONText {
    .object([
      ("mark", JSONText(marks[file.id])), ("source", .text(file.sourceName)),
      ("name", .text(file.name)), ("address", .text(file.address)), ("sha256", .text(file.sha256)),
      ("retrieved", JSONText(file.retrieved?.iso)),
    ])
  }
}

extension BriefingJSON {
  private func figure(_ row: IndicatorRow) -> JSONText {
    let indicator = row.indicator
    return .object([
      ("number", .integer(row.number)), ("label", .text(row.label)),
      (
        "indicator",
        .object([
          ("id", .integer(indicator.id)), ("name", .text(indicator.name)),
          ("short_name", JSONText(indicator.shortName)), ("unit", JSONText(indicator.unit)),
          ("value_type", JSONText(indicator.valueType)),
          ("polarity", JSONText(row.polarity?.rawValue)),
        ])
      ),
      ("sex", .text(row.sex)), ("age", .text(row.age)), ("period", .text(row.period.label)),
      ("area", value(row.area)), ("england", row.england.map(value) ?? .null),
      ("region", row.region.map(value) ?? .null), ("compared", row.compared.map(value) ?? .null),
      ("neighbour_median", JSONText(row.neighbours.value)),
      (
        "comparisons",
        .object([
          ("england", comparison(row.significance)),
          ("region", finding(row.regionComparison.finding)),
          ("neighbours", finding(row.neighbours.finding)),
        ])
      ),
      ("standing", standing(row.standing)), ("trend", trend(row.trend)),
      ("history", .list(row.history.map(point))),
      ("differences", .list(row.differences.map(difference))), ("notes", texts(row.notes)),
      ("former_code", JSONText(row.formerCode?.code)),
    ])
  }

  private func value(_ figure: Figure) -> JSONText {
    .object([
      ("code", .text(figure.areaCode)), ("value", JSONText(figure.value)),
      ("lower_ci95", JSONText(figure.lower)), ("upper_ci95", JSONText(figure.upper)),
      ("count", JSONText(figure.count)), ("value_note", JSONText(figure.note)),
      ("file", JSONText(marks[figure.snapshotID])), ("line", .integer(figure.line)),
    ])
  }

  private func comparison(_ significance: Significance) -> JSONText {
    guard case .object(let members) = finding(significance.finding) else { return .null }
    return .object(
      members + [
        ("basis", .text(significance.basis.rawValue)),
        ("publisher_says", JSONText(significance.disagreement?.word.lowercased())),
      ])
  }

  private func finding(_ finding: Significance.Finding) -> JSONText {
    switch finding {
    case .notTested(let reason):
      .object([("finding", .text("not_tested")), ("reason", .text(reason))])
    case .other(let word): .object([("finding", .text("other")), ("reason", .text(word))])
    default: .object([("finding", .text(finding.word.lowercased())), ("reason", .null)])
    }
  }

  private func standing(_ standing: Standing) -> JSONText {
    let spread = standing.spread
    return .object([
      ("rank", JSONText(standing.rank)), ("ranked_areas", .integer(standing.rankedAreas)),
      ("fifth", JSONText(standing.quintile)), ("reason", JSONText(standing.reason)),
      ("lowest", JSONText(spread?.lowest)), ("lower_quartile", JSONText(spread?.lowerQuartile)),
      ("upper_quartile", JSONText(spread?.upperQuartile)), ("highest", JSONText(spread?.highest)),
    ])
  }

  private func trend(_ trend: Trend) -> JSONText {
    .object([
      ("direction", JSONText(trend.direction?.rawValue)), ("basis", .text(trend.basis.rawValue)),
      ("getting_worse", .flag(trend.isWorsening)), ("getting_better", .flag(trend.isImproving)),
      ("reason", JSONText(trend.reason)), ("publisher_says", JSONText(trend.disagreement)),
    ])
  }

  private func point(_ point: HistoryPoint) -> JSONText {
    .object([
      ("code", .text(point.areaCode)), ("period", .text(point.period)),
      ("last_day", .text(point.lastDay)), ("value", JSONText(point.value)),
      ("lower_ci95", JSONText(point.lower)), ("upper_ci95", JSONText(point.upper)),
      ("basis", JSONText(point.basis)), ("file", JSONText(point.snapshotID.flatMap { marks[$0] })),
      ("line", JSONText(point.line)),
    ])
  }

  private func difference(_ difference: Difference) -> JSONText {
    .object([
      ("kind", .text(difference.kind.rawValue)), ("intervals_apart", .flag(difference.isApart)),
      (
        "groups",
        .list(
          difference.figures.map { group in
            .object([
              ("name", .text(group.name)), ("value", JSONText(group.value)),
              ("lower_ci95", JSONText(group.lower)), ("upper_ci95", JSONText(group.upper)),
              ("file", JSONText(marks[group.snapshotID])), ("line", .integer(group.line)),
            ])
          })
      ),
    ])
  }
}
