/// The figures held for an area, chosen and numbered as themes ask for them.
final class AreaFigures {
  let codes: [String]
  let upperTier: NamedArea?
  let indicators: [Int: Indicator]
  private let place: Place
  private let held: [Int: [HeldSeries]]
  private var numbers: [Int: IndicatorRow] = [:]
  private var claimed: Set<Int> = []
  private(set) var unclaimedRows: [IndicatorRow] = []

  init(of place: Place, _ query: AreaBriefingQuery) throws {
    self.place = place
    codes = [place.code] + place.formerCodes.map(\.code)
    upperTier = place.upperTier
    let series = try query.series(of: codes, region: place.region?.code)
    held = Dictionary(grouping: series, by: \.indicatorID)
    indicators = try query.indicators(Set(held.keys))
  }

  /// Every row taken so far, in the order of their numbers.
  var numberedRows: [IndicatorRow] { numbers.values.sorted { $0.number < $1.number } }

  /// Whether any whole-population series of the indicator is held for the area.
  func holds(_ indicatorID: Int) -> Bool { held[indicatorID] != nil }

  /// The ages and sexes that are held of an indicator, for the reason why none fits.
  func strata(_ indicatorID: Int) -> String {
    let all = (held[indicatorID] ?? []).map { "\($0.sex), \($0.age)" }
    return Set(all).sorted().joined(separator: "; ")
  }

  /// The rows of an indicator: the asked-for sex and age, otherwise everybody, every age.
  func rows(_ indicatorID: Int, sex: String? = nil, age: String? = nil) -> [IndicatorRow] {
    guard let indicator = indicators[indicatorID] else { return [] }
    claimed.insert(indicatorID)
    let fitting = ofOneCode(indicatorID).filter {
      (sex == nil || $0.sex == sex) && (age == nil || $0.age == age)
    }
    return everybody(newest(fitting)).map { numbered($0, indicator) }
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
    var row = IndicatorRow(series, indicator, former)
    row.number = numbers.count + 1
    numbers[series.id] = row
    return row
  }
}

extension IndicatorRow {
  init(_ series: HeldSeries, _ indicator: Indicator, _ former: FormerCode?) {
    let significance = Significance(
      published: series.publishedComparison, area: series.area, england: series.england,
      polarity: indicator.polarity)
    self.init(
      seriesID: series.id, indicator: indicator, sex: series.sex, age: series.age,
      period: series.period, area: series.area, england: series.england, region: series.region,
      significance: significance,
      trend: Trend(published: series.publishedTrend, period: series.period),
      notes: Notes.sentences(series, indicator, significance, former), formerCode: former)
  }

  /// The files behind the figures of the row.
  var snapshotIDs: [Int] { [area, england, region].compactMap { $0?.snapshotID } }
}

/// What must be read with a figure.
enum Notes {
  static func sentences(
    _ series: HeldSeries, _ indicator: Indicator, _ significance: Significance,
    _ former: FormerCode?
  ) -> [String] {
    let note = series.area.value == nil ? nil : series.area.note
    return [note, indicator.caution, former.map(sentence), significance.disagreement.map(sentence)]
      .compactMap(\.self).filter { !$0.isEmpty }
  }

  private static func sentence(_ former: FormerCode) -> String {
    let day = former.changed.map { " on \($0.inWords)" } ?? ""
    let extent =
      former.isSameExtent
      ? "the area is the same" : "the boundary moved a little at that change"
    return "Published under the former code \(former.code), replaced\(day); \(extent)."
  }

  private static func sentence(_ finding: Significance.Finding) -> String {
    "The comparison is the publisher’s; the 95% interval held here gives “\(finding.word)”."
  }
}
