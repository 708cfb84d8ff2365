/// The figures held for an area, chosen and numbered as themes ask for them.
final class AreaFigures {
  let codes: [String]
  let upperTier: NamedArea?
  let indicators: [Int: Indicator]
  private let place: Place
  private let held: [Int: [HeldSeries]]
  private var histories: [Int: [HistoryPoint]] = [:]
  private let groups: [GroupFigure]
  /// Rows about the area that contradicted each other and were left out.
  let conflicts: [ConflictingRow]
  private var numbers: [Int: IndicatorRow] = [:]
  private var claimed: Set<Int> = []
  private(set) var unclaimedRows: [IndicatorRow] = []

  init(of place: Place, comparedWith other: NamedArea?, _ query: AreaBriefingQuery) throws {
    self.place = place
    codes = [place.code] + place.formerCodes.map(\.code)
    upperTier = place.upperTier
    let series = try query.series(
      of: codes, region: place.region?.code, compared: other?.code)
    held = Dictionary(grouping: series, by: \.indicatorID)
    groups =
      try query.deprivationGroups(of: codes)
      + query.smallAreas(of: [place.name] + place.districts.map(\.name))
    indicators = try query.indicators()
    conflicts = try query.conflicts(of: codes)
    let asked = try query.requests().flatMap { request in
      chosen(request.indicatorID, sex: request.sex, age: request.age)
    }
    let shown = asked + held.keys.flatMap { chosen($0) }
    histories = try query.histories(
      of: Dictionary(shown.map { ($0.id, $0.areaCode) }) { first, _ in first })
  }

  /// Every row taken so far, in the order of their numbers.
  var numberedRows: [IndicatorRow] { numbers.values.sorted { $0.number < $1.number } }

  /// Whether any whole-population series of the indicator is held for the area.
  func holds(_ indicatorID: Int) -> Bool { held[indicatorID] != nil }

  /// The ages and sexes that are held of an indicator, for the reason why none fits.
  func strata(_ indicatorID: Int) -> String {
    let all = (held[indicatorID] ?? []).map { Population(sex: $0.sex, age: $0.age).phrase }
    return Set(all).sorted().joined(separator: "; ")
  }

  /// The rows of an indicator: the asked-for sex and age, otherwise everybody, every age.
  func rows(_ indicatorID: Int, sex: String? = nil, age: String? = nil) -> [IndicatorRow] {
    guard let indicator = indicators[indicatorID] else { return [] }
    claimed.insert(indicatorID)
    return chosen(indicatorID, sex: sex, age: age).map { numbered($0, indicator) }
  }

  private func chosen(_ indicatorID: Int, sex: String? = nil, age: String? = nil) -> [HeldSeries] {
    let fitting = ofOneCode(indicatorID).filter {
      (sex == nil || $0.sex == sex) && (age == nil || $0.age == age)
    }
    return everybody(newest(fitting))
  }

  /// Takes the rows of the indicators that no theme has asked for.
  func claimRest() {
    let rest = held.keys.filter { !claimed.contains($0) }
    let named = rest.compactMap { indicators[$0] }.sorted {
      ($0.displayName, $0.id) < ($1.displayName, $1.id)
    }
    unclaimedRows = named.flatMap { rows($0.id) }
  }

  /// The area's own series; those of the newest former code only where it has none.
  private func ofOneCode(_ indicatorID: Int) -> [HeldSeries] {
    let series = held[indicatorID] ?? []
    for code in codes {
      let own = series.filter { $0.areaCode == code }
      if !own.isEmpty { return own }
    }
    return []
  }

  /// One series of each sex and age: the one that reaches furthest, the shorter period first.
  private func newest(_ series: [HeldSeries]) -> [HeldSeries] {
    var seen = Set<[String]>()
    return series.filter { seen.insert([$0.sex, $0.age]).inserted }
  }

  /// Persons where they are held for the age, otherwise each sex.
  private func everybody(_ series: [HeldSeries]) -> [HeldSeries] {
    let agesOfPersons = Set(series.filter { $0.sex == "Persons" }.map(\.age))
    return series.filter { $0.sex == "Persons" || !agesOfPersons.contains($0.age) }
  }

  private func numbered(_ series: HeldSeries, _ indicator: Indicator) -> IndicatorRow {
    if let row = numbers[series.id] { return row }
    let former = place.formerCodes.first { $0.code == series.areaCode }
    let refused = conflicts.filter { $0.indicatorID == indicator.id }.map(\.period)
    var row = IndicatorRow(series, indicator, former, refused: refused)
    row.number = numbers.count + 1
    row.history = histories[series.id] ?? []
    row.differences = differences(series, row)
    numbers[series.id] = row
    return row
  }

  /// What is held of the parts of the area's population and of its small areas.
  private func differences(_ series: HeldSeries, _ row: IndicatorRow) -> [Difference] {
    let sexes = (held[series.indicatorID] ?? []).filter {
      ["Male", "Female"].contains($0.sex) && $0.areaCode == series.areaCode
        && $0.age == series.age && $0.period.label == series.period.label
    }
    let bySex = series.sex == "Persons" ? sexes.map { GroupFigure($0) } : []
    let same = groups.filter {
      $0.indicatorID == series.indicatorID && $0.age == series.age && $0.sex == series.sex
        && $0.period == series.period.label
    }
    return [
      Difference(.sex, bySex), Difference(.deprivation, same.filter { $0.kind == .deprivation }),
      Difference(.smallAreas, same.filter { $0.kind == .smallAreas }),
    ].compactMap(\.self)
  }
}

extension IndicatorRow {
  /// The row of a series; `refused` are periods whose rows contradicted each other.
  init(
    _ series: HeldSeries, _ indicator: Indicator, _ former: FormerCode?, refused: [String] = []
  ) {
    let assessed = series.assessed
    let significance = Significance(
      tested: assessed?.england, published: series.publishedComparison,
      hasValue: series.area.value != nil)
    let trend = Trend(
      assessed?.trend, published: series.publishedTrend,
      polarity: assessed?.polarity ?? indicator.polarity, period: series.period)
    let nobody = Comparator(value: nil, finding: .notTested("not assessed in this release"))
    self.init(
      seriesID: series.id, indicator: indicator, sex: series.sex, age: series.age,
      period: series.period, area: series.area, england: series.england, region: series.region,
      compared: series.compared, significance: significance, trend: trend,
      neighbours: assessed?.neighbours ?? nobody,
      regionComparison: assessed?.region ?? nobody, standing: assessed?.standing ?? .none,
      notes: Notes.sentences(series, indicator, significance, trend, former)
        + Notes.gaps(series, refused), formerCode: former,
      polarity: assessed?.polarity ?? indicator.polarity,
      population: Population(sex: series.sex, age: series.age).words(beside: indicator.displayName))
  }

  /// The files behind the figures of the row.
  var snapshotIDs: [Int] {
    [area, england, region, compared].compactMap { $0?.snapshotID }
      + history.compactMap(\.snapshotID)
      + differences.flatMap(\.figures).map(\.snapshotID)
  }
}

/// What must be read with a figure.
enum Notes {
  static func sentences(
    _ series: HeldSeries, _ indicator: Indicator, _ significance: Significance,
    _ trend: Trend, _ former: FormerCode?
  ) -> [String] {
    let note = series.area.value == nil ? nil : series.area.note
    return [
      note, indicator.caution, former.map(sentence), significance.disagreement.map(comparison),
      trend.disagreement.map { self.trend($0, trend) },
      series.assessed?.trend.joinedOn.map(joined),
    ].compactMap(\.self).filter { !$0.isEmpty }
  }

  /// What is missing beside the figure: newer periods, and rows that were left out.
  static func gaps(_ series: HeldSeries, _ refused: [String]) -> [String] {
    var seen = Set<String>()
    let left = refused.filter { seen.insert($0).inserted }.map {
      "The publisher’s file gives this area two values for \($0), so neither was taken in."
    }
    let newer = series.newerOfEngland.map {
      "England has a newer figure, for \($0); none of this area is held for it."
    }
    return left + [newer].compactMap(\.self)
  }

  private static func sentence(_ former: FormerCode) -> String {
    let day = former.changed.map { " on \($0.inWords)" } ?? ""
    let extent =
      former.isSameExtent
      ? "the area is the same" : "the boundary moved a little at that change"
    return "Published under the former code \(former.code), replaced\(day); \(extent)."
  }

  private static func joined(_ day: CalendarDay) -> String {
    "The trend takes in figures from before \(day.inWords), when the area got its present code."
  }

  private static func comparison(_ published: Significance.Finding) -> String {
    "The publisher prints “\(published.word)” for the comparison with England; the 95% interval "
      + "does not bear that out."
  }

  private static func trend(_ published: String, _ trend: Trend) -> String {
    trend.basis == .tested
      ? "The publisher prints “\(published)” for the recent trend; the test made here does not."
      : "The publisher prints “\(published)” for the recent trend, which could not be tested."
  }
}

extension Standing {
  /// Where nothing was assessed.
  static let none = Standing(
    rank: nil, rankedAreas: 0, quintile: nil, reason: "not assessed in this release", spread: nil)
}
