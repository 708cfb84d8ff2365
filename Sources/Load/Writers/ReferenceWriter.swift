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
  }

  private func writeSources() throws {
    let source = try database.prepare("INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
    for item in records.sources {
      try source.insert(
        .text(item.id), .text(item.name), .text(item.publisher), .text(item.address),
        .text(item.licence), Binding(item.licenceAddress), .text(item.attribution),
        Binding(item.isIllustrative))
    }
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
    let reject = try database.prepare("INSERT INTO reject VALUES (?, ?, ?, ?, ?, ?, ?)")
    for (index, item) in records.rejects.enumerated() {
      try reject.insert(
        .integer(index + 1), .integer(item.snapshot + 1), .integer(item.line),
        Binding(item.column), Binding(item.text), .text(item.reason.rawValue),
        .text(item.sentence))
    }
  }

  /// Areas that have observations first, in their order, then the rest of the gazetteer.
  private func writeAreas() throws {
    let observed = records.observations.areas
    let codes = Set(observed.map(\.code))
    let areas = observed + records.gazetteer.areas.filter { !codes.contains($0.code) }
    let statement = try database.prepare(
      "INSERT INTO area VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    for (index, area) in areas.enumerated() {
      try statement.insert(
        .integer(index + 1), .text(area.code), .text(area.name), .text(area.areaType.rawValue),
        Binding(area.startDate), Binding(area.endDate), Binding(area.isInGazetteer),
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
    }
  }

  private func writeSuccessions() throws {
    let statement = try database.prepare("INSERT INTO area_succession VALUES (?, ?, ?, ?, ?, ?)")
    for change in records.gazetteer.successions {
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
    for alias in records.gazetteer.aliases {
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
    for id in Set(configured.keys).union(metadata.keys).union(names.keys).sorted() {
      let (wanted, said) = (configured[id], metadata[id])
      try statement.insert(
        .integer(id), .text(names[id] ?? said?.name ?? wanted?.name ?? ""), Binding(wanted?.name),
        Binding(wanted?.shortName), Binding(wanted?.polarity.rawValue),
        Binding(said?.unit ?? wanted?.unit), Binding(said?.valueType ?? wanted?.valueType),
        Binding(said?.yearType), Binding(said?.polarity), Binding(wanted?.caution),
        Binding(wanted?.isVerified ?? true))
    }
    try writeThemeIndicators()
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
    let priority = try database.prepare("INSERT INTO priority VALUES (?, ?, ?, ?, ?)")
    let theme = try database.prepare("INSERT INTO priority_theme VALUES (?, ?, ?)")
    var number = 0
    for (index, item) in records.strategies.enumerated() {
      try strategy.insert(
        .integer(index + 1), .text(item.areaCode), .text(item.title), Binding(item.periodStart),
        Binding(item.periodEnd), .text(item.status.rawValue), Binding(item.address),
        Binding(item.confirmedOn), .text(item.provenance))
      for named in item.priorities {
        number += 1
        try priority.insert(
          .integer(number), .integer(index + 1), .integer(named.number), .text(named.text),
          Binding(named.needsChecking))
        for match in named.themes {
          try theme.insert(.integer(number), .text(match.themeID), .text(match.wording))
        }
      }
    }
  }

  private func writeGuidance() throws {
    let document = try database.prepare(
      "INSERT INTO guidance VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    let theme = try database.prepare("INSERT INTO guidance_theme VALUES (?, ?)")
    for (index, item) in records.guidance.enumerated() {
      try document.insert(
        .text(item.id), .integer(index + 1), .text(item.title), Binding(item.publisher),
        Binding(item.year), Binding(item.address), Binding(item.format),
        .text(item.status.rawValue), Binding(item.successorID), Binding(item.section),
        Binding(item.isSeed), Binding(item.audience), .text(item.description))
      for id in item.themes { try theme.insert(.text(id), .text(item.id)) }
    }
    let term = try database.prepare("INSERT INTO glossary_term VALUES (?, ?, ?, ?)")
    for item in records.glossary {
      try term.insert(
        .text(item.term), Binding(item.abbreviation), .text(item.definition),
        .text(item.seeAlso.joined(separator: "|")))
    }
  }
}
