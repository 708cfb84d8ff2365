import Load

/// Puts the site's contents together: a briefing for every area, then the same figures the other
/// way round, indicator by indicator.
struct SiteAssembly {
  private let query: SiteQuery
  private let day: CalendarDay?

  init(_ database: Database, asOf day: CalendarDay?) {
    (query, self.day) = (SiteQuery(database), day)
  }

  /// The codes of the areas to brief on.
  ///
  /// - Throws: ``BriefError/noAuthorities`` when the release has no local authority.
  func areaCodes() throws -> [String] {
    let codes = try query.areaCodes()
    if codes.isEmpty { throw BriefError.noAuthorities }
    return codes
  }

  func contents(_ briefings: [AreaBriefing]) throws -> SiteContents {
    let areas = briefings.map(SiteArea.init)
    let tables = try tables(areas)
    return SiteContents(
      day: try day ?? query.lastRetrieval() ?? .unknown, release: try query.release(),
      areas: areas, themes: try query.themes(), tables: tables,
      unmeasured: Self.unmeasured(try nationalPicture(from: query.database, asOf: day)),
      switchedOff: try query.switchedOff(), tiles: try query.tiles(),
      documents: try query.documents(), glossary: try query.glossary(),
      sources: try query.sources(), revisions: try query.revisions(),
      aliases: try query.aliases())
  }

  /// What themes ask for and no council has a figure of, in the order of the themes.
  private static func unmeasured(_ picture: NationalPicture) -> [SiteContents.Unmeasured] {
    picture.themes.compactMap { theme in
      let names = picture.unmeasured.filter { $0.themeID == theme.id }.map(\.indicator)
      return names.isEmpty ? nil : SiteContents.Unmeasured(themeID: theme.id, names: names)
    }
  }

  private func tables(_ areas: [SiteArea]) throws -> [IndicatorTable] {
    let england = try query.england()
    var order: [IndicatorTable.Key] = []
    var entries: [IndicatorTable.Key: [IndicatorTable.Entry]] = [:]
    var themes: [IndicatorTable.Key: [String]] = [:]
    for area in areas {
      for row in area.briefing.rows {
        let key = IndicatorTable.Key(row)
        if entries[key] == nil { order.append(key) }
        entries[key, default: []].append(IndicatorTable.Entry(area: area, row: row))
      }
      for theme in area.briefing.themes {
        for row in theme.rows {
          let key = IndicatorTable.Key(row)
          if themes[key]?.contains(theme.id) != true { themes[key, default: []].append(theme.id) }
        }
      }
    }
    return Self.paged(order, entries).compactMap { key, page in
      guard let all = entries[key], let first = all.first else { return nil }
      let span = Self.commonestSpan(all)
      let england = england[
        EnglandKey(
          indicatorID: key.indicatorID, sex: key.sex, age: key.age, spanMonths: span)]
      return IndicatorTable(
        key: key, polarity: first.row.polarity, indicator: first.row.indicator,
        label: first.row.label, page: page,
        themeIDs: themes[key] ?? [], entries: all, england: england ?? [])
    }
  }

  /// The tables in the order of their names. The one with most areas has the indicator's own page.
  private static func paged(
    _ keys: [IndicatorTable.Key], _ entries: [IndicatorTable.Key: [IndicatorTable.Entry]]
  ) -> [(IndicatorTable.Key, String)] {
    let groups = Dictionary(grouping: keys, by: \.indicatorID)
    var paged: [(name: String, key: IndicatorTable.Key, page: String)] = []
    for (id, keys) in groups {
      let ordered = keys.sorted { left, right in
        let (a, b) = (entries[left]?.count ?? 0, entries[right]?.count ?? 0)
        return a != b ? a > b : (left.sex, left.age) < (right.sex, right.age)
      }
      var taken = Set<String>()
      for (place, key) in ordered.enumerated() {
        var page = place == 0 ? "\(id)" : "\(id)-\(Slug.of("\(key.sex) \(key.age)"))"
        if !taken.insert(page).inserted { page += "-\(place)" }
        taken.insert(page)
        paged.append((entries[key]?.first?.row.label ?? "", key, page))
      }
    }
    return paged.sorted { ($0.name, $0.page) < ($1.name, $1.page) }.map { ($0.key, $0.page) }
  }

  private static func commonestSpan(_ entries: [IndicatorTable.Entry]) -> Int {
    let groups = Dictionary(grouping: entries.map(\.row.period.spanMonths)) { $0 }
    return groups.max { ($0.value.count, $0.key) < ($1.value.count, $1.key) }?.key ?? 0
  }
}

/// Names of files and places on a page, made of texts.
enum Slug {
  /// Small letters and digits of ASCII with single hyphens; "other" where there is none.
  static func of(_ text: String) -> String {
    let words = text.lowercased().unicodeScalars.split { scalar in
      !("a"..."z").contains(scalar) && !("0"..."9").contains(scalar)
    }
    return words.isEmpty ? "other" : words.map { String($0) }.joined(separator: "-")
  }
}
