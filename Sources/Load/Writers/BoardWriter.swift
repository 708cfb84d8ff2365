internal import Transform

/// Writes what the pages of boards, of guidance and of glossaries said, beside what is made of it.
struct BoardWriter {
  let database: Database
  let records: Records

  func write() throws {
    try writePages()
    try writeChanges()
    try writeGuidance()
    try writeTerms()
    try writeMaps()
  }

  private func writePages() throws {
    let page = try database.prepare("INSERT INTO board_page VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
    let proposed = try database.prepare("INSERT INTO board_page_priority VALUES (?, ?, ?, ?, ?, ?)")
    for record in records.boardPages {
      let reading = record.reading
      try page.insert(
        .text(record.areaCode), .integer(record.snapshot + 1), .text(reading.outcome.rawValue),
        .text(record.decision.rawValue), .real(reading.score), Binding(reading.runnerUpScore),
        Binding(record.strategies.first?.form), .text(BoardStrategyReading.rulesVersion),
        .text(reading.explanation.joined(separator: "\n")))
      var position = 0
      for strategy in record.strategies {
        for priority in strategy.priorities {
          position += 1
          try proposed.insert(
            .text(record.areaCode), .integer(position), .text(strategy.title),
            .text(priority.text), Binding(priority.gloss),
            .text("page \(priority.page + 1), from character \(priority.offset)"))
        }
      }
    }
  }

  private func writeChanges() throws {
    let change = try database.prepare(
      "INSERT INTO priority_change VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
    for (index, item) in records.priorityChanges.enumerated() {
      try change.insert(
        .integer(index + 1), .text(item.areaCode), .text(item.day), .text(item.kind.rawValue),
        .text(item.strategyTitle), Binding(item.oldText), Binding(item.newText),
        Binding(item.oldProvenance), .text(item.sha256))
    }
  }

  /// The entries of a page of guidance, each with the document of the catalogue that it names.
  private func writeGuidance() throws {
    let listing = try database.prepare("INSERT INTO guidance_listing VALUES (?, ?, ?, ?, ?, ?)")
    for (snapshot, page) in records.guidancePages {
      let items = page.sections.flatMap { section in section.items.map { (section.heading, $0) } }
      for (index, (heading, item)) in items.enumerated() {
        let known = records.guidance.first { $0.isNamed(by: item) }
        try listing.insert(
          .integer(snapshot + 1), .integer(index + 1), .text(heading), .text(item.title),
          Binding(item.address), Binding(known?.id))
      }
    }
  }

  private func writeTerms() throws {
    let term = try database.prepare(
      "INSERT OR IGNORE INTO published_term VALUES (?, ?, ?, ?, ?, ?)")
    for (snapshot, page) in records.glossaryPages {
      for item in page.terms {
        try term.insert(
          .text(item.term), .integer(snapshot + 1), Binding(item.abbreviation),
          Binding(item.qualifier), .text(item.definition),
          .text(item.seeAlso.joined(separator: "|")))
      }
    }
  }
}

extension BoardWriter {
  /// What each map says of its areas; of two maps that have an area, the first.
  private func writeMaps() throws {
    let row = try database.prepare(
      "INSERT INTO mapped_area VALUES (?, ?, ?, ?, ?, ?)")
    let theme = try database.prepare("INSERT INTO mapped_area_theme VALUES (?, ?, ?, ?)")
    let link = try database.prepare("INSERT INTO mapped_area_link VALUES (?, ?, ?, ?, ?)")
    var written: Set<String> = []
    for (snapshot, map) in records.maps {
      for (code, area, themes) in map.areas where written.insert(code).inserted {
        try row.insert(
          .text(code), .integer(snapshot + 1), .text(area.code), .text(area.name),
          Binding(area.region), Binding(area.summary))
        for (index, item) in themes.enumerated() {
          try theme.insert(
            .text(code), .integer(index + 1), .text(item.name), Binding(item.themeID))
        }
        for (index, item) in Self.links(of: area).enumerated() {
          try link.insert(
            .text(code), .integer(index + 1), .text(item.kind), Binding(item.title),
            .text(item.address))
        }
      }
    }
  }

  private static func links(
    of area: MappedArea
  ) -> [(kind: String, title: String?, address: String)] {
    area.strategies.map { ("strategy", $0.title, $0.address) }
      + area.reports.map { ($0.kind.rawValue, nil, $0.address) }
  }
}

extension Guidance {
  /// The same address, or the same title up to its subtitle.
  fileprivate func isNamed(by item: GuidanceItem) -> Bool {
    if let address, let other = item.address, Self.plain(address) == Self.plain(other) {
      return true
    }
    let (own, other) = (AreaName.key(title), AreaName.key(item.title))
    return own == other || AreaName.key(Self.head(title)) == AreaName.key(Self.head(item.title))
  }

  private static func head(_ title: String) -> String { String(title.prefix { $0 != ":" }) }

  private static func plain(_ address: String) -> String {
    var rest = address.lowercased()[...]
    for start in ["https://", "http://", "www."] where rest.hasPrefix(start) {
      rest = rest.dropFirst(start.count)
    }
    while rest.last == "/" { rest = rest.dropLast() }
    return String(rest)
  }
}
