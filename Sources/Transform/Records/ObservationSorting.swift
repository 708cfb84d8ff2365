extension ObservationCollector {
  /// What became of the rows of each snapshot once they met each other.
  struct Outcome {
    var table: ObservationTable
    /// By snapshot: rows that say again what another row says.
    var duplicates: [Int32: Int] = [:]
    /// By snapshot: the duplicates whose figures a later snapshot changed.
    var superseded: [Int32: Int] = [:]
    /// Rows of one file that give the same figure different values: none of them is kept.
    var conflicts: [ObservationRow] = []
  }

  /// Puts the rows in order, drops what is said twice and lets a later snapshot replace an earlier.
  func finish() -> Outcome { Ordering(self).finished() }
}

/// The rows of a collector on their way into order, one area after another.
private struct Ordering {
  private let rows: RowStore
  private let ranks: Ranks
  private let areaStarts: [Int]
  private let byArea: [UInt32]
  private var order: [UInt32] = []
  private var outcome: ObservationCollector.Outcome

  private struct Sortable {
    let key: UInt64
    let row: UInt32
  }

  init(_ collector: ObservationCollector) {
    rows = collector.rows
    ranks = Ranks(collector)
    (byArea, areaStarts) = Self.grouped(rows, ranks)
    outcome = .init(table: ranks.table(of: collector))
    order.reserveCapacity(rows.count)
  }

  /// Row numbers by area, within an area in order of arrival: a counting sort.
  private static func grouped(_ rows: RowStore, _ ranks: Ranks) -> ([UInt32], starts: [Int]) {
    var starts = [Int](repeating: 0, count: ranks.areaCount + 1)
    for row in 0..<rows.count { starts[ranks.area(of: rows[row]) + 1] += 1 }
    for area in 0..<ranks.areaCount { starts[area + 1] += starts[area] }
    var next = starts
    var grouped = [UInt32](repeating: 0, count: rows.count)
    for row in 0..<rows.count {
      let area = ranks.area(of: rows[row])
      grouped[next[area]] = UInt32(row)
      next[area] += 1
    }
    return (grouped, starts)
  }

  consuming func finished() -> ObservationCollector.Outcome {
    var group: [Sortable] = []
    for area in 0..<ranks.areaCount {
      group.removeAll(keepingCapacity: true)
      for row in byArea[areaStarts[area]..<areaStarts[area + 1]] {
        group.append(Sortable(key: ranks.keyWithinArea(rows[Int(row)]), row: row))
      }
      group.sort { $0.key == $1.key ? $0.row < $1.row : $0.key < $1.key }
      take(group)
    }
    outcome.table.rows = ObservationRows(rows, order: order, ranks: ranks)
    return outcome
  }

  /// Takes in the sorted rows of one area.
  private mutating func take(_ group: [Sortable]) {
    var (from, series) = (0, UInt64.max)
    while from < group.count {
      let key = group[from].key
      var to = from + 1
      while to < group.count, group[to].key == key { to += 1 }
      let kept = order.count
      if to == from + 1 {
        order.append(group[from].row)
      } else {
        settle(group[from..<to].map(\.row))
      }
      if order.count > kept, ranks.series(ofKey: key) != series {
        series = ranks.series(ofKey: key)
        outcome.table.seriesStarts.append(UInt32(kept))
      }
      from = to
    }
  }

  /// Rows of one key, in the order in which they were given.
  private mutating func settle(_ group: [UInt32]) {
    var kept: [UInt32] = []
    for (snapshot, said) in bySnapshot(group) {
      guard let first = said.first else { continue }
      if said.dropFirst().allSatisfy({ rows[Int($0)].says(sameAs: rows[Int(first)]) }) {
        if said.count > 1 { outcome.duplicates[snapshot, default: 0] += said.count - 1 }
        kept.append(first)
      } else {
        outcome.conflicts += said.map { rows[Int($0)] }
      }
    }
    guard let winner = kept.last else { return }
    let number = order.count
    order.append(winner)
    for earlier in kept.dropLast().map({ rows[Int($0)] }) {
      outcome.duplicates[earlier.snapshot, default: 0] += 1
      if earlier.says(sameAs: rows[Int(winner)]) { continue }
      outcome.superseded[earlier.snapshot, default: 0] += 1
      outcome.table.earlierVersions.append((ranks.renumbered(earlier), number))
    }
  }

  private func bySnapshot(_ group: [UInt32]) -> [(Int32, [UInt32])] {
    var groups: [(Int32, [UInt32])] = []
    for row in group {
      let snapshot = rows[Int(row)].snapshot
      if groups.last?.0 == snapshot {
        groups[groups.count - 1].1.append(row)
      } else {
        groups.append((snapshot, [row]))
      }
    }
    return groups
  }
}

/// The place of every area, indicator, stratum and period in the order of the database.
struct Ranks: Sendable {
  private let area, indicator, stratum, period: [Int32]
  private let areaOrder, indicatorOrder, stratumOrder, periodOrder: [Int]
  /// By rank of a period: the rank of the first period that is as long.
  private let firstOfLength: [UInt64]

  init(_ collector: ObservationCollector) {
    areaOrder = Self.order(collector.areas.values) { $0.code < $1.code }
    indicatorOrder = Self.order(collector.indicators.values) { $0.id < $1.id }
    stratumOrder = Self.order(collector.strata.values) { $0.sortKey < $1.sortKey }
    periodOrder = Self.order(collector.periods.values) { $0.sortKey < $1.sortKey }
    area = Self.inverse(areaOrder)
    indicator = Self.inverse(indicatorOrder)
    stratum = Self.inverse(stratumOrder)
    period = Self.inverse(periodOrder)
    firstOfLength = Self.starts(periodOrder.map { collector.periods.values[$0].spanMonths })
  }

  var areaCount: Int { area.count }

  @inline(__always)
  func area(of row: ObservationRow) -> Int { Int(area[Int(row.area)]) }

  /// One number that sorts as indicator, stratum, period do: 20, 22 and 22 bits.
  @inline(__always)
  func keyWithinArea(_ row: ObservationRow) -> UInt64 {
    UInt64(indicator[Int(row.indicator)]) << 44 | UInt64(stratum[Int(row.stratum)]) << 22
      | UInt64(period[Int(row.period)])
  }

  /// A number that is the same for keys of one series: periods of one length are one.
  @inline(__always)
  func series(ofKey key: UInt64) -> UInt64 {
    let periodBits: UInt64 = (1 << 22) - 1
    return key & ~periodBits | firstOfLength[Int(key & periodBits)]
  }

  @inline(__always)
  func renumbered(_ row: ObservationRow) -> ObservationRow {
    var row = row
    row.area = area[Int(row.area)]
    row.indicator = indicator[Int(row.indicator)]
    row.stratum = stratum[Int(row.stratum)]
    row.period = period[Int(row.period)]
    return row
  }

  func table(of collector: ObservationCollector) -> ObservationTable {
    var table = ObservationTable(
      rows: ObservationRows(collector.rows, order: [], ranks: self))
    table.areas = areaOrder.map { collector.areas.values[$0] }
    table.indicators = indicatorOrder.map { collector.indicators.values[$0] }
    table.strata = stratumOrder.map { collector.strata.values[$0] }
    table.periods = periodOrder.map { collector.periods.values[$0] }
    table.valueNotes = collector.valueNotes.values
    table.publishedWords = collector.publishedWords.values
    return table
  }

  private static func order<T>(_ values: [T], _ isBefore: (T, T) -> Bool) -> [Int] {
    values.indices.sorted { isBefore(values[$0], values[$1]) }
  }

  private static func inverse(_ order: [Int]) -> [Int32] {
    var ranks = [Int32](repeating: 0, count: order.count)
    for (rank, index) in order.enumerated() { ranks[index] = Int32(rank) }
    return ranks
  }

  /// For each of the sorted values, where those equal to it begin.
  private static func starts(_ sorted: [Int]) -> [UInt64] {
    var starts: [UInt64] = []
    for (index, value) in sorted.enumerated() {
      let isNew = index == 0 || sorted[index - 1] != value
      starts.append(isNew ? UInt64(index) : starts[index - 1])
    }
    return starts
  }
}

extension Stratum {
  fileprivate var sortKey: String {
    [categoryType ?? "", category ?? "", age, sex].joined(separator: "\u{1F}")
  }
}

extension TimePeriod {
  fileprivate var sortKey: (Int, String, String, String) { (spanMonths, firstDay, lastDay, label) }
}
