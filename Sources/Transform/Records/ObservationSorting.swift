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

/// The rows of a collector on their way into order: two parts of the map at a time, each on a thread
/// of its own, and put behind one another in the order of the parts.
private struct Ordering {
  private let rows: RowStore
  private let ranks: Ranks
  private let sorted = SortedRows()
  private var outcome: ObservationCollector.Outcome

  /// About 12 megabytes; an area with more is ordered by itself.
  fileprivate static let mostInHand = 1 << 17

  init(_ collector: ObservationCollector) {
    rows = collector.rows
    ranks = Ranks(collector)
    outcome = .init(table: ranks.table(of: collector))
  }

  consuming func finished() -> ObservationCollector.Outcome {
    let steps = (0..<rows.partCount).flatMap { part in areasInHand(part).map { (part, $0) } }
    let (rows, ranks) = (rows, ranks)
    for first in stride(from: 0, to: steps.count, by: 2) {
      let ordered = onTwoThreads(min(2, steps.count - first)) { index in
        let (part, areas) = steps[first + index]
        return PartInOrder(part, areas, of: rows, ranks)
      }
      for part in ordered { take(part) }
      let next = first + 2 < steps.count ? steps[first + 2].0 : rows.partCount
      for part in steps[first].0..<next { rows.clear(part) }
    }
    sorted.seal()
    outcome.table.rows = ObservationRows(sorted)
    return outcome
  }

  /// The areas of a part, as many at a time as their rows can be held.
  private func areasInHand(_ part: Int) -> [Range<Int>] {
    if rows.count(inPart: part) <= Self.mostInHand { return [0..<ranks.areaCount] }
    var counts = [Int](repeating: 0, count: ranks.areaCount)
    rows.forEach(inPart: part) { counts[ranks.area(of: $0)] += 1 }
    var ranges: [Range<Int>] = []
    var (first, held) = (0, 0)
    for area in counts.indices {
      if held > 0, held + counts[area] > Self.mostInHand {
        ranges.append(first..<area)
        (first, held) = (area, 0)
      }
      held += counts[area]
    }
    return ranges + [first..<counts.count]
  }

  private mutating func take(_ part: PartInOrder) {
    let before = sorted.count
    for row in part.rows { sorted.append(row) }
    outcome.table.seriesStarts += part.seriesStarts.map { $0 + UInt32(before) }
    outcome.table.earlierVersions += part.earlierVersions.map { ($0.row, before + $0.replacedBy) }
    outcome.duplicates.merge(part.duplicates, uniquingKeysWith: +)
    outcome.superseded.merge(part.superseded, uniquingKeysWith: +)
    outcome.conflicts += part.conflicts
  }
}

/// Rows of one part of the map in order, area by area, without those that say what others say.
private struct PartInOrder: Sendable {
  private(set) var rows: [ObservationRow] = []
  private(set) var seriesStarts: [UInt32] = []
  private(set) var earlierVersions: [(row: ObservationRow, replacedBy: Int)] = []
  private(set) var duplicates: [Int32: Int] = [:]
  private(set) var superseded: [Int32: Int] = [:]
  private(set) var conflicts: [ObservationRow] = []

  private struct Sortable {
    let key: UInt64
    let row: Int32
  }

  /// The rows in hand are those of some areas of a part, numbered by rank.
  init(_ part: Int, _ areas: Range<Int>, of store: RowStore, _ ranks: Ranks) {
    var hand: [ObservationRow] = []
    hand.reserveCapacity(min(store.count(inPart: part), Ordering.mostInHand))
    store.forEach(inPart: part) { row in
      if areas.contains(ranks.area(of: row)) { hand.append(ranks.renumbered(row)) }
    }
    rows.reserveCapacity(hand.count)
    order(hand, ranks)
  }

  /// By area, within an area by key.
  private mutating func order(_ hand: [ObservationRow], _ ranks: Ranks) {
    let (byArea, starts) = Self.grouped(hand, areaCount: ranks.areaCount)
    var group: [Sortable] = []
    for area in 0..<ranks.areaCount where starts[area] < starts[area + 1] {
      group.removeAll(keepingCapacity: true)
      for row in byArea[starts[area]..<starts[area + 1]] {
        group.append(Sortable(key: hand[Int(row)].keyWithinArea, row: row))
      }
      group.sort { $0.key < $1.key }
      settle(group, of: hand, ranks)
    }
  }

  /// A counting sort.
  private static func grouped(
    _ hand: [ObservationRow], areaCount: Int
  ) -> ([Int32], starts: [Int]) {
    var starts = [Int](repeating: 0, count: areaCount + 1)
    for row in hand { starts[Int(row.area) + 1] += 1 }
    for area in 0..<areaCount { starts[area + 1] += starts[area] }
    var next = starts
    var grouped = [Int32](repeating: 0, count: hand.count)
    for (number, row) in hand.enumerated() {
      grouped[next[Int(row.area)]] = Int32(number)
      next[Int(row.area)] += 1
    }
    return (grouped, starts)
  }

  /// Takes in the sorted rows of one area.
  private mutating func settle(_ group: [Sortable], of hand: [ObservationRow], _ ranks: Ranks) {
    var (from, series) = (0, UInt64.max)
    while from < group.count {
      let key = group[from].key
      var to = from + 1
      while to < group.count, group[to].key == key { to += 1 }
      let kept = rows.count
      if to == from + 1 {
        rows.append(hand[Int(group[from].row)])
      } else {
        settleRepeats(group[from..<to].map { hand[Int($0.row)] })
      }
      if rows.count > kept, ranks.series(ofKey: key) != series {
        series = ranks.series(ofKey: key)
        seriesStarts.append(UInt32(kept))
      }
      from = to
    }
  }

  /// Rows of one key; those of a later file count for more.
  private mutating func settleRepeats(_ repeats: [ObservationRow]) {
    let group = repeats.sorted { ($0.snapshot, $0.line) < ($1.snapshot, $1.line) }
    var kept: [ObservationRow] = []
    for (snapshot, said) in bySnapshot(group) {
      guard let first = said.first else { continue }
      if said.dropFirst().allSatisfy({ $0.says(sameAs: first) }) {
        if said.count > 1 { duplicates[snapshot, default: 0] += said.count - 1 }
        kept.append(first)
      } else {
        conflicts += said
      }
    }
    guard let winner = kept.last else { return }
    rows.append(winner)
    for earlier in kept.dropLast() {
      duplicates[earlier.snapshot, default: 0] += 1
      if earlier.says(sameAs: winner) { continue }
      superseded[earlier.snapshot, default: 0] += 1
      earlierVersions.append((earlier, rows.count - 1))
    }
  }

  private func bySnapshot(_ group: [ObservationRow]) -> [(Int32, [ObservationRow])] {
    var groups: [(Int32, [ObservationRow])] = []
    for row in group {
      if groups.last?.0 == row.snapshot {
        groups[groups.count - 1].1.append(row)
      } else {
        groups.append((row.snapshot, [row]))
      }
    }
    return groups
  }
}

extension ObservationRow {
  /// One number that sorts as indicator, stratum, period do, once they are numbered by rank.
  @inline(__always)
  fileprivate var keyWithinArea: UInt64 { figureKey(stratum) }
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
    var table = ObservationTable(rows: ObservationRows(SortedRows()))
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
