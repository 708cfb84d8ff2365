extension ObservationCollector {
  /// What became of the rows of each snapshot once they met each other.
  struct Outcome {
    var table = ObservationTable()
    /// By snapshot: rows that say again what another row says.
    var duplicates: [Int32: Int] = [:]
    /// By snapshot: the duplicates whose figures a later snapshot changed.
    var superseded: [Int32: Int] = [:]
    /// Rows of one file that give the same figure different values: none of them is kept.
    var conflicts: [ObservationRow] = []
  }

  /// Puts the rows in order, drops what is said twice and lets a later snapshot replace an earlier.
  func finish() -> Outcome {
    let ranks = Ranks(self)
    var outcome = Outcome()
    outcome.table = ranks.table(of: self)
    let order = sortedOrder(ranks)
    var from = 0
    outcome.table.rows.reserveCapacity(rows.count)
    while from < order.count {
      var to = from + 1
      while to < order.count, order[to].key == order[from].key { to += 1 }
      if to == from + 1 {
        outcome.table.rows.append(ranks.renumbered(rows[Int(order[from].row)]))
      } else {
        settle(order[from..<to].map { rows[Int($0.row)] }, ranks, into: &outcome)
      }
      from = to
    }
    return outcome
  }

  struct Sortable {
    let key: UInt64
    let row: UInt32
  }

  private func sortedOrder(_ ranks: Ranks) -> [Sortable] {
    var order: [Sortable] = []
    order.reserveCapacity(rows.count)
    for (index, row) in rows.enumerated() {
      order.append(Sortable(key: ranks.key(row), row: UInt32(index)))
    }
    order.sort { $0.key == $1.key ? $0.row < $1.row : $0.key < $1.key }
    return order
  }

  /// Rows of one key, in the order in which they were given.
  private func settle(_ group: [ObservationRow], _ ranks: Ranks, into outcome: inout Outcome) {
    var kept: [ObservationRow] = []
    for (snapshot, said) in grouped(group) {
      guard let first = said.first else { continue }
      if said.dropFirst().allSatisfy({ $0.says(sameAs: first) }) {
        if said.count > 1 { outcome.duplicates[snapshot, default: 0] += said.count - 1 }
        kept.append(first)
      } else {
        outcome.conflicts += said
      }
    }
    guard let winner = kept.last else { return }
    let number = outcome.table.rows.count
    outcome.table.rows.append(ranks.renumbered(winner))
    for earlier in kept.dropLast() {
      outcome.duplicates[earlier.snapshot, default: 0] += 1
      if earlier.says(sameAs: winner) { continue }
      outcome.superseded[earlier.snapshot, default: 0] += 1
      outcome.table.earlierVersions.append((ranks.renumbered(earlier), number))
    }
  }

  private func grouped(_ rows: [ObservationRow]) -> [(Int32, [ObservationRow])] {
    var groups: [(Int32, [ObservationRow])] = []
    for row in rows {
      if groups.last?.0 == row.snapshot {
        groups[groups.count - 1].1.append(row)
      } else {
        groups.append((row.snapshot, [row]))
      }
    }
    return groups
  }
}

/// The place of every area, indicator, stratum and period in the order of the database.
struct Ranks {
  private let area, indicator, stratum, period: [Int32]
  private let areaOrder, indicatorOrder, stratumOrder, periodOrder: [Int]

  init(_ collector: ObservationCollector) {
    areaOrder = Self.order(collector.areas.values) { $0.code < $1.code }
    indicatorOrder = Self.order(collector.indicators.values) { $0.id < $1.id }
    stratumOrder = Self.order(collector.strata.values) { $0.sortKey < $1.sortKey }
    periodOrder = Self.order(collector.periods.values) { $0.sortKey < $1.sortKey }
    area = Self.inverse(areaOrder)
    indicator = Self.inverse(indicatorOrder)
    stratum = Self.inverse(stratumOrder)
    period = Self.inverse(periodOrder)
  }

  /// One number that sorts as area, indicator, stratum, period do: 20, 14, 14 and 16 bits.
  @inline(__always)
  func key(_ row: ObservationRow) -> UInt64 {
    UInt64(area[Int(row.area)]) << 44 | UInt64(indicator[Int(row.indicator)]) << 30
      | UInt64(stratum[Int(row.stratum)]) << 16 | UInt64(period[Int(row.period)])
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
    var table = ObservationTable()
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
}

extension Stratum {
  fileprivate var sortKey: String {
    [categoryType ?? "", category ?? "", age, sex].joined(separator: "\u{1F}")
  }
}

extension TimePeriod {
  fileprivate var sortKey: (Int, String, String, String) { (spanMonths, firstDay, lastDay, label) }
}
