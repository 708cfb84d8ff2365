/// Series of areas that have ended, put before those of the areas that took their place, as far as
/// `config/areas/successions.csv` allows.
///
/// Method: an area's own figures always hold; only periods before its first are taken from elsewhere.
/// A series passes whole where the extent stayed. Where the area was put together from others, their
/// counts and denominators are added up, and only where all of them were published, none carries a
/// note, none is rounded, and value = count ÷ denominator × unit for each of them. Anything else is
/// a break.
struct Continuations {
  private var bySeries: [Int: [EarlierObservation]] = [:]
  private let table: ObservationTable
  private let gazetteer: Gazetteer
  private let numbers: [String: Int32]
  private let valueTypes: [RecentTrend.ValueType]

  init(_ records: Records) {
    table = records.observations
    gazetteer = records.gazetteer
    valueTypes = records.valueTypes
    numbers = Dictionary(table.areas.enumerated().map { ($1.code, Int32($0)) }) { first, _ in first
    }
    for (number, area) in table.areas.enumerated()
    where area.areaType.isLocalAuthority && !changes(into: area.code).isEmpty {
      for series in table.series(ofArea: Int32(number)) {
        let earlier = earlier(
          before: table.rows[table.series(at: series).lowerBound], of: area.code)
        if !earlier.isEmpty { bySeries[series] = earlier }
      }
    }
  }

  /// What may be put before a series, oldest first.
  func earlier(thanSeries number: Int) -> [EarlierObservation] { bySeries[number] ?? [] }

  private func changes(into code: String) -> [Succession] {
    gazetteer.predecessors(of: code).filter { $0.effectiveDate <= gazetteer.day }
  }

  private func earlier(before first: ObservationRow, of code: String) -> [EarlierObservation] {
    let whole = passedOn(before: first, to: code)
    return whole.isEmpty ? summed(before: first, for: code) : whole
  }

  // MARK: The same extent

  private func passedOn(before first: ObservationRow, to code: String) -> [EarlierObservation] {
    let whole = changes(into: code).filter(\.keepsExtent)
    guard whole.count == 1, let change = whole.first else { return [] }
    let own = rows(of: change.predecessor, like: first).filter {
      table.rows[$0].period < first.period
    }
    let oldest = own.first.map { table.rows[$0] } ?? first
    let before = passedOn(before: oldest, to: change.predecessor)
    let isSame = change.chaining == .yes
    return before.map { isSame ? $0 : $0.withCaution }
      + own.map { EarlierObservation(table.rows[$0], at: $0, of: change.predecessor, change) }
  }

  /// The rows of an area that are of the same indicator, stratum and length of period.
  private func rows(of code: String, like row: ObservationRow) -> Range<Int> {
    guard let area = numbers[code] else { return 0..<0 }
    let span = table.periods[Int(row.period)].spanMonths
    let wanted = (area, row.indicator, row.stratum, span)
    let number = table.firstSeries {
      ($0.area, $0.indicator, $0.stratum, table.periods[Int($0.period)].spanMonths) >= wanted
    }
    guard number < table.seriesCount else { return 0..<0 }
    let rows = table.series(at: number)
    let found = table.rows[rows.lowerBound]
    let isIt =
      (found.area, found.indicator, found.stratum, table.periods[Int(found.period)].spanMonths)
      == wanted
    return isIt ? rows : 0..<0
  }

  // MARK: Areas put together from others

  private func summed(before first: ObservationRow, for code: String) -> [EarlierObservation] {
    let parts = changes(into: code).filter { $0.chaining == .sumPredecessors }
    let type = valueTypes[Int(first.indicator)]
    guard parts.count > 1, Set(parts.map(\.effectiveDate)).count == 1,
      let joinedOn = parts.first?.effectiveDate, type == .proportion || type == .crudeRate
    else { return [] }
    let series = parts.map { rows(of: $0.predecessor, like: first) }
    guard !series.contains(where: \.isEmpty), areUnrounded(series) else { return [] }
    let codes = parts.map(\.predecessor)
    return series[0].map { table.rows[$0].period }.filter { $0 < first.period }
      .compactMap { period in
        sum(series, of: period).map {
          EarlierObservation($0, period: period, of: codes, joinedOn: joinedOn)
        }
      }
  }

  /// Counts that are all multiples of five may be rounded, whether or not a note says so.
  private func areUnrounded(_ series: [Range<Int>]) -> Bool {
    series.joined().contains { index in
      let count = table.rows[index].count
      return !count.isNaN && count.truncatingRemainder(dividingBy: 5) != 0
    }
  }

  private func sum(_ series: [Range<Int>], of period: Int32) -> Aggregate? {
    let rows = series.compactMap { indices in
      indices.lazy.map { table.rows[$0] }.first { $0.period == period }
    }
    let isWhole =
      rows.count == series.count
      && rows.allSatisfy { row in
        row.valueNote < 0 && !row.value.isNaN && row.count == row.count.rounded()
          && row.denominator > 0
      }
    guard isWhole, let unit = Self.unit(of: rows) else { return nil }
    return Aggregate.pool(
      rows.map { .init(count: $0.count, denominator: $0.denominator) }, unit: unit)
  }

  /// What count ÷ denominator is multiplied by in every row, if that is one of the usual units. It
  /// must fit to one part in a million, which no standardised or modelled figure does by chance.
  private static func unit(of rows: [ObservationRow]) -> Double? {
    [100, 1000, 10_000, 100_000, 1, 1_000_000].first { unit in
      rows.contains { $0.count > 0 }
        && rows.allSatisfy { row in
          let value = row.count / row.denominator * unit
          return (value - row.value).magnitude <= 1e-6 * row.value.magnitude
        }
    }
  }
}
