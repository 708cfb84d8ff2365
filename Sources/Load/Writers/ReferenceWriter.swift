internal import Fetch
internal import Transform

/// Writes everything but observations: sources, areas, themes, boards, guidance, glossary.
struct ReferenceWriter {
  let database: Database
  let records: Records

  func write() throws {
    try writeSources()
    try writeAreas()
    try writeAreaFacts()
    try writeThemes()
    try writeIndicators()
    try writeDimensions()
    try writeStrategies()
    try writeGuidance()
    try writeResponsibilities()
    try writeAvailability()
  }

  private func writeSources() throws {
    let source = try database.prepare("INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
    for item in records.sources {
      try source.insert(
        .text(item.id), .text(item.name), .text(item.publisher), .text(item.address),
        .text(item.licence), Binding(item.licenceAddress), .text(item.attribution),
        Binding(item.isIllustrative))
    }
    try writeSourceOfConfiguration(source)
    let snapshot = try database.prepare(
      "INSERT INTO snapshot VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    for (index, file) in records.files.enumerated() {
      let taken = file.snapshot
      try snapshot.insert(
        .integer(index + 1), .text(taken.sourceID), .text(taken.name), .text(taken.address),
        .text(taken.sha256), .integer(taken.byteCount), .text(taken.retrievedAt),
        .integer(file.rowsIn), .integer(file.loaded), .integer(file.duplicates),
        .integer(file.superseded), .integer(file.rejected))
    }
    for (index, document) in records.documents.enumerated() {
      try snapshot.insert(
        .integer(records.files.count + index + 1), .text(document.sourceID), .text(document.name),
        .text(document.address), .text(document.sha256), .integer(document.byteCount),
        .text(document.retrievedAt), 0, 0, 0, 0, 0)
    }
    let reject = try database.prepare("INSERT INTO reject VALUES (?, ?, ?, ?, ?, ?, ?)")
    for (index, item) in records.rejects.enumerated() {
      try reject.insert(
        .integer(index + 1), .integer(item.snapshot + 1), .integer(item.line),
        Binding(item.column), Binding(item.text), .text(item.reason.rawValue),
        .text(item.sentence))
    }
  }

  /// The source of those files of the configuration that no configured source stands for.
  private func writeSourceOfConfiguration(_ statement: borrowing Statement) throws {
    if records.documents.contains(where: { $0.sourceID == "configuration" }) {
      try statement.insert(
        "configuration", "Configuration of this pipeline", "This project", .null,
        "MIT, with this project", .null, "Words of this project.", 0)
    }
  }

  /// The number of the snapshot, and the place in it, that a record was read from.
  private func bindings(_ origin: Origin) -> (Binding, Binding) {
    let number: Int? =
      switch origin.file {
      case .snapshot(let index): index + 1
      case .earlierPage: nil
      case .configuration(let name):
        records.documents.firstIndex { $0.name == name }.map { records.files.count + $0 + 1 }
      }
    return (Binding(number), .text(origin.span))
  }

  /// Areas that have observations first, in their order, then the rest of the gazetteer. What is to
  /// change later has not changed yet: no area, no end and no successor of a day to come.
  static func areas(_ records: Records) -> [Area] {
    let observed = records.observations.areas
    let codes = Set(observed.map(\.code))
    let gazetteer = records.gazetteer
    return observed
      + gazetteer.areas.filter { area in
        !codes.contains(area.code) && (area.startDate ?? "") <= gazetteer.day
      }
  }

  private func writeAreas() throws {
    let areas = Self.areas(records)
    let statement = try database.prepare(
      "INSERT INTO area VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    for (index, area) in areas.enumerated() {
      try statement.insert(
        .integer(index + 1), .text(area.code), .text(area.name), .text(area.areaType.rawValue),
        Binding(area.startDate), Binding(area.isLive ? nil : area.endDate),
        Binding(area.isInGazetteer),
        Binding(area.policeForceCode), Binding(area.integratedCareBoardCode),
        Binding(area.probationRegion), Binding(area.combinedAuthorityCode),
        Binding(area.ruralUrban))
    }
    try writeParents(areas)
    try writeSuccessions()
    try writeAliases(areas)
  }

  private func writeParents(_ areas: [Area]) throws {
    let parent = try database.prepare("INSERT INTO area_parent VALUES (?, ?, ?)")
    for area in areas {
      if area.isInGazetteer, area.areaType != .country {
        try parent.insert(.text(area.code), "country", "E92000001")
      }
      if let region = area.regionCode {
        try parent.insert(.text(area.code), "region", .text(region))
      }
      if let upper = area.upperTierCode {
        try parent.insert(.text(area.code), "upper_tier", .text(upper))
      }
      if let authority = area.localAuthorityCode {
        try parent.insert(.text(area.code), "local_authority", .text(authority))
      }
    }
  }

  private func writeSuccessions() throws {
    let statement = try database.prepare("INSERT INTO area_succession VALUES (?, ?, ?, ?, ?, ?)")
    let gazetteer = records.gazetteer
    for change in gazetteer.successions where change.effectiveDate <= gazetteer.day {
      try statement.insert(
        .text(change.predecessor), .text(change.successor), .text(change.effectiveDate),
        .text(change.relation), .text(change.chaining.rawValue), Binding(change.event))
    }
  }

  private func writeAliases(_ areas: [Area]) throws {
    let statement = try database.prepare(
      "INSERT OR IGNORE INTO area_alias VALUES (?, ?, ?, ?, ?)")
    for area in areas {
      try statement.insert(
        .text(AreaName.key(area.name)), .text(area.code), .text(area.name), "name", "none")
    }
    let codes = Set(areas.map(\.code))
    for alias in records.gazetteer.aliases where codes.contains(alias.code) {
      try statement.insert(
        .text(AreaName.key(alias.alias)), .text(alias.code), .text(alias.alias),
        .text(alias.kind), .text(alias.ambiguity.rawValue))
    }
  }

  private func writeAreaFacts() throws {
    let facts = records.facts
    let board = try database.prepare("INSERT INTO board VALUES (?, ?, ?, ?)")
    for item in facts.boards {
      try board.insert(
        .text(item.areaCode), .text(item.name), .text(item.status), Binding(item.note))
    }
    let prison = try database.prepare("INSERT INTO prison VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
    for item in facts.prisons {
      try prison.insert(
        .text(item.id), .text(item.name), .text(item.status), Binding(item.sex),
        Binding(item.category), Binding(item.operatedBy), Binding(item.postcode),
        Binding(item.lowerTierCode), Binding(item.upperTierCode))
    }
    try writeBodies()
    let tile = try database.prepare("INSERT INTO map_tile VALUES (?, ?, ?, ?)")
    for item in facts.tiles {
      try tile.insert(
        .text(item.areaCode), .text(item.label), .integer(item.column), .integer(item.row))
    }
    let neighbour = try database.prepare("INSERT INTO neighbour VALUES (?, ?, ?, ?)")
    for item in facts.neighbours {
      try neighbour.insert(
        .text(item.areaCode), .text(item.model), .integer(item.rank), .text(item.neighbourCode))
    }
    let deprivation = try database.prepare(
      "INSERT INTO deprivation VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
    for item in facts.deprivation {
      try deprivation.insert(
        .text(item.areaCode), .integer(item.year), .text(item.tier), Binding(item.averageScore),
        Binding(item.rank), Binding(item.rankedAreas), Binding(item.decile),
        Binding(item.shareMostDeprivedTenth))
    }
  }

  private func writeBodies() throws {
    let unit = try database.prepare("INSERT INTO probation_delivery_unit VALUES (?, ?, ?, ?)")
    for item in records.facts.probationDeliveryUnits {
      try unit.insert(
        .text(item.code), .text(item.areaCode), .text(item.name), .text(item.region ?? ""))
    }
    let partnership = try database.prepare(
      "INSERT INTO community_safety_partnership VALUES (?, ?, ?)")
    for item in records.facts.communitySafetyPartnerships {
      try partnership.insert(.text(item.code), .text(item.areaCode), .text(item.name))
    }
  }

  private func writeThemes() throws {
    let statement = try database.prepare("INSERT INTO theme VALUES (?, ?, ?, ?)")
    for (index, theme) in records.themes.enumerated() {
      try statement.insert(
        .text(theme.id), .integer(index + 1), .text(theme.title), .text(theme.summary))
    }
  }

  /// Every indicator that is held, configured or described.
  static func indicatorIDs(_ records: Records) -> Set<Int> {
    let configured = records.themes.flatMap(\.indicators).map(\.id)
    return Set(configured + records.metadata.map(\.id) + records.observations.indicators.map(\.id))
  }

  /// Every indicator that is held or configured, with what the metadata says of it.
  private func writeIndicators() throws {
    let configured = Dictionary(
      records.themes.flatMap(\.indicators).map { ($0.id, $0) }
    ) { first, _ in first }
    let metadata = Dictionary(records.metadata.map { ($0.id, $0) }) { _, last in last }
    let names = Dictionary(records.observations.indicators.map { ($0.id, $0.name) }) { first, _ in
      first
    }
    let statement = try database.prepare(
      "INSERT INTO indicator VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    for id in Self.indicatorIDs(records).sorted() {
      let (wanted, said) = (configured[id], metadata[id])
      try statement.insert(
        .integer(id), .text(names[id] ?? said?.name ?? wanted?.name ?? ""), Binding(wanted?.name),
        Binding(wanted?.shortName), Binding(wanted?.polarity.rawValue),
        Binding(said?.unit ?? wanted?.unit), Binding(said?.valueType ?? wanted?.valueType),
        Binding(said?.yearType), Binding(said?.polarity), Binding(wanted?.caution),
        Binding(wanted?.isVerified ?? true))
    }
    try writeThemeIndicators()
    try writeIdentityMismatches()
  }

  private func writeIdentityMismatches() throws {
    let statement = try database.prepare("INSERT INTO identity_mismatch VALUES (?, ?, ?, ?, ?)")
    for item in records.identityMismatches {
      try statement.insert(
        .integer(item.indicatorID), .text(item.field.rawValue), .text(item.configured),
        .text(item.published), .text(item.sentence))
    }
  }

  /// For which kinds of area the publisher has what, and which files told nothing.
  private func writeAvailability() throws {
    let names = Dictionary(records.areaTypes.map { ($0.id, $0.name) }) { first, _ in first }
    let known = Self.indicatorIDs(records)
    let published = try database.prepare("INSERT INTO published_for VALUES (?, ?, ?)")
    for item in Set(records.availability).filter({ known.contains($0.indicatorID) })
      .sorted(by: { ($0.indicatorID, $0.areaTypeID) < ($1.indicatorID, $1.areaTypeID) })
    {
      try published.insert(
        .integer(item.indicatorID), .integer(item.areaTypeID), Binding(names[item.areaTypeID]))
    }
    let file = try database.prepare("INSERT OR IGNORE INTO unread_file VALUES (?, ?)")
    for failure in records.failures {
      try file.insert(.text(failure.subject), .text(failure.description))
    }
    let withheld = try database.prepare("INSERT INTO withheld_file VALUES (?, ?, ?, ?)")
    for item in records.withheld {
      try withheld.insert(
        .text(item.snapshot.sourceID), .text(item.snapshot.name),
        .text(String(item.confirmedAt.prefix(10))), .integer(item.maximumAgeDays))
    }
  }

  private func writeThemeIndicators() throws {
    let statement = try database.prepare("INSERT INTO theme_indicator VALUES (?, ?, ?, ?, ?)")
    for theme in records.themes {
      for (index, indicator) in theme.indicators.enumerated() {
        try statement.insert(
          .text(theme.id), .integer(index + 1), .integer(indicator.id), Binding(indicator.sex),
          Binding(indicator.age))
      }
    }
  }

  private func writeDimensions() throws {
    let table = records.observations
    let stratum = try database.prepare("INSERT INTO stratum VALUES (?, ?, ?, ?, ?)")
    for (index, item) in table.strata.enumerated() {
      try stratum.insert(
        .integer(index + 1), .text(item.sex), .text(item.age), Binding(item.categoryType),
        Binding(item.category))
    }
    let period = try database.prepare("INSERT INTO time_period VALUES (?, ?, ?, ?, ?, ?)")
    for (index, item) in table.periods.enumerated() {
      try period.insert(
        .integer(index + 1), .text(item.label), .integer(item.sortable), .text(item.firstDay),
        .text(item.lastDay), .integer(item.spanMonths))
    }
    try writeTexts(table.valueNotes, into: "value_note")
    try writeTexts(table.publishedWords, into: "published_word")
  }

  private func writeTexts(_ texts: [String], into name: StaticString) throws {
    let statement = try database.prepare("INSERT INTO \(name) VALUES (?, ?)")
    for (index, text) in texts.enumerated() {
      try statement.insert(.integer(index + 1), .text(text))
    }
  }

  private func writeStrategies() throws {
    let strategy = try database.prepare("INSERT INTO strategy VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
    let priority = try database.prepare("INSERT INTO priority VALUES (?, ?, ?, ?, ?, ?, ?)")
    let theme = try database.prepare("INSERT INTO priority_theme VALUES (?, ?, ?, ?, ?)")
    var number = 0
    for (index, item) in records.strategies.enumerated() {
      try strategy.insert(
        .integer(index + 1), .text(item.areaCode), .text(item.title), Binding(item.periodStart),
        Binding(item.periodEnd), .text(item.status.rawValue), Binding(item.address),
        Binding(item.confirmedOn), .text(item.provenance))
      for named in item.priorities {
        number += 1
        let (snapshot, span) = bindings(named.origin)
        try priority.insert(
          .integer(number), .integer(index + 1), .integer(named.number), .text(named.text),
          Binding(named.needsChecking), snapshot, span)
        for match in named.themes {
          try theme.insert(
            .integer(number), .text(match.themeID), .text(match.wording), .text(match.ruleID),
            .text(records.codingVersion))
        }
      }
    }
  }

  private func writeResponsibilities() throws {
    let body = try database.prepare("INSERT INTO responsibility VALUES (?, ?, ?, ?, ?)")
    let theme = try database.prepare("INSERT INTO responsibility_theme VALUES (?, ?)")
    let source = try database.prepare("INSERT INTO responsibility_source VALUES (?, ?, ?, ?)")
    let exception = try database.prepare("INSERT INTO responsibility_exception VALUES (?, ?, ?)")
    for (index, item) in records.responsibilities.enumerated() {
      try body.insert(
        .text(item.id), .integer(index + 1), .text(item.body), .text(item.does),
        .text(item.localBody.rawValue))
      for id in item.themes { try theme.insert(.text(id), .text(item.id)) }
      for (number, named) in item.sources.enumerated() {
        try source.insert(
          .text(item.id), .integer(number + 1), .text(named.title), .text(named.address))
      }
      for other in item.exceptions {
        try exception.insert(.text(item.id), .text(other.areaCode), .text(other.body))
      }
    }
  }

  private func writeGuidance() throws {
    let document = try database.prepare(
      "INSERT INTO guidance VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    let theme = try database.prepare("INSERT INTO guidance_theme VALUES (?, ?)")
    for (index, item) in records.guidance.enumerated() {
      let (snapshot, span) = bindings(item.origin)
      try document.insert(
        .text(item.id), .integer(index + 1), .text(item.title), Binding(item.publisher),
        Binding(item.year), Binding(item.address), Binding(item.format),
        .text(item.status.rawValue), Binding(item.successorID), Binding(item.section),
        Binding(item.isSeed), Binding(item.audience), .text(item.description),
        snapshot, span)
      for id in item.themes { try theme.insert(.text(id), .text(item.id)) }
    }
    let link = try database.prepare("INSERT INTO guidance_link VALUES (?, ?, ?, ?, ?, ?, ?)")
    for item in records.links {
      try link.insert(
        .text(item.address), .text(item.state.rawValue), Binding(item.movedTo),
        Binding(item.status), .text(item.checkedAt), .text(item.since), Binding(item.note))
    }
    let term = try database.prepare("INSERT INTO glossary_term VALUES (?, ?, ?, ?, ?, ?)")
    for item in records.glossary {
      let (snapshot, span) = bindings(item.origin)
      try term.insert(
        .text(item.term), Binding(item.abbreviation), .text(item.definition),
        .text(item.seeAlso.joined(separator: "|")), snapshot, span)
    }
  }
}
