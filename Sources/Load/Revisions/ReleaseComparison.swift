internal import Fetch
internal import Transform

/// A new release and the one before, read side by side in the order of their keys: every cell that
/// differs becomes a revision, and the gates get what they measure.
final class ReleaseComparison {
  private let measures: Measures
  private let table: ObservationTable
  private let rows: CarriedRows
  private let reader: ObservationReader
  private let differences: Differences
  private let series: [OldSeries]
  private let jumpChange: Double
  private let scaleTolerance: Double
  /// Numbers of the files for the revisions, by number of the snapshot in its release.
  private let oldFiles: [Int]
  private let newFiles: [Int]
  /// Numbers of the old release's snapshots whose files are withheld now.
  private let withheldFiles: Set<Int>
  /// The periods of the new release have the numbers up to this.
  private let newPeriods: Int32

  /// A series of the release before, under the numbers of the new one.
  private struct OldSeries {
    /// Area, indicator, stratum and length: ascending as the series of the new release are.
    let key: UInt64
    let first: Int
    let last: Int
    let indicator: Int
    let area: Int32
    let stratum: Int32
  }

  init(
    _ records: Records, _ baseline: Baseline, _ rows: CarriedRows, measures: Measures,
    limits: GateLimits, files: ComparedFiles, into differences: Differences
  ) throws {
    self.measures = measures
    self.rows = rows
    self.differences = differences
    jumpChange = limits[.jumpChange]
    scaleTolerance = limits[.scaleTolerance]
    table = records.observations
    newPeriods = Int32(table.periods.count)
    reader = try ObservationReader(
      baseline.release.databasePath, root: baseline.database.rootPage(of: "observation"))
    series = try Self.series(baseline.database, rows)
    newFiles = records.files.map { files.number($0.snapshot.sha256) }
    withheldFiles = try Self.withheldFiles(baseline.database, records)
    oldFiles = try baseline.database.query(
      "SELECT snapshot_id, sha256 FROM snapshot ORDER BY snapshot_id"
    ) { ($0.number(0), $0.string(1)) }.reduce(into: [0]) { numbers, next in
      guard (numbers.count..<1_000_000).contains(next.0) else { return }
      numbers += Array(repeating: 0, count: next.0 - numbers.count) + [files.number(next.1)]
    }
  }

  private static func withheldFiles(_ old: Database, _ records: Records) throws -> Set<Int> {
    let withheld = Set(records.withheld.map { [$0.snapshot.sourceID, $0.snapshot.name] })
    if withheld.isEmpty { return [] }
    let held = try old.query("SELECT snapshot_id, source_id, name FROM snapshot") {
      ($0.number(0), [$0.string(1), $0.string(2)])
    }
    return Set(held.filter { withheld.contains($0.1) }.map(\.0))
  }

  private static func series(_ old: Database, _ rows: CarriedRows) throws -> [OldSeries] {
    func mapped(_ map: [Int32], _ number: Int?) -> Int32 {
      number.flatMap { map.indices.contains($0) ? map[$0] : nil } ?? 0
    }
    let all = try old.query(
      """
      SELECT area_id, indicator_id, stratum_id, span_months, first_observation_id,
        last_observation_id FROM series ORDER BY series_id
      """
    ) { row -> OldSeries in
      let (area, stratum) = (
        mapped(rows.areas, row.integer(0)), mapped(rows.strata, row.integer(2))
      )
      let indicator = row.integer(1).flatMap { rows.indicatorIndex[$0] } ?? -1
      return OldSeries(
        key: key(area, max(0, indicator), stratum, span: row.number(3)),
        first: row.number(4), last: row.integer(5) ?? -1, indicator: indicator, area: area,
        stratum: stratum)
    }
    let known = all.filter { $0.area > 0 && $0.stratum > 0 && $0.indicator >= 0 }
    let isSorted = zip(known, known.dropFirst()).allSatisfy { $0.key < $1.key }
    return isSorted ? known : known.sorted { $0.key < $1.key }
  }

  /// 20 bits for the area, 14 for the indicator, 20 for the stratum, 10 for the length.
  private static func key(_ area: Int32, _ indicator: Int, _ stratum: Int32, span: Int) -> UInt64 {
    UInt64(UInt32(bitPattern: area) & 0xF_FFFF) << 44 | UInt64(indicator & 0x3FFF) << 30
      | UInt64(UInt32(bitPattern: stratum) & 0xF_FFFF) << 10 | UInt64(min(max(span, 0), 1023))
  }

  /// Reads both releases through.
  ///
  /// - Throws: ``LoadError`` when the release before cannot be read, or the disk fails.
  func run() throws {
    var cursor = RowCursor(table.rows)
    var next = 0
    for number in 0..<table.seriesCount {
      let range = table.series(at: number)
      let first = cursor.row(range.lowerBound).pointee
      let key = Self.key(
        first.area + 1, Int(first.indicator), first.stratum + 1,
        span: table.periods[Int(first.period)].spanMonths)
      while next < series.count, series[next].key < key {
        try withdraw(series[next])
        next += 1
      }
      measures.countAreas(new: (first.area + 1, range.count))
      if next < series.count, series[next].key == key {
        try compare(range, series[next], &cursor)
        next += 1
      } else {
        add(range, &cursor)
      }
    }
    for left in series[next...] { try withdraw(left) }
  }

  private func add(_ range: Range<Int>, _ cursor: inout RowCursor) {
    for index in range { add(cursor.row(index), as: .added) }
  }

  private func add(_ row: UnsafePointer<ObservationRow>, as kind: RevisionKind) {
    measures.countNew(measures.judgeNew(row), row)
    differences.append(
      Difference(
        kind: kind, cell: cell(row), old: .nan, new: row.pointee.value,
        files: (0, newFiles[Int(row.pointee.snapshot)])))
  }

  private func cell(_ row: UnsafePointer<ObservationRow>) -> Cell {
    Cell(
      indicatorID: table.indicators[Int(row.pointee.indicator)].id, area: row.pointee.area + 1,
      stratum: row.pointee.stratum + 1, period: row.pointee.period + 1)
  }

  private func withdraw(_ old: OldSeries) throws {
    guard old.last >= old.first else { return }
    for number in old.first...old.last {
      try reader.read(number)
      withdraw(old, period: oldPeriod())
    }
  }

  private func oldPeriod() -> Int32 {
    let number = reader.integer(2)
    return rows.periods.indices.contains(number) ? rows.periods[number] : 0
  }

  private func withdraw(_ old: OldSeries, period: Int32) {
    guard period > 0 else { return }
    // The publisher has not withdrawn what we withhold: it is neither a loss nor a revision.
    if withheldFiles.contains(reader.integer(13)) {
      return measures.countWithheld(indicator: old.indicator)
    }
    countOld(old)
    measures.countAreas(old: (old.area, 1))
    // Rows of a council that was merged away are no loss: its successor has come.
    if !measures.isSucceeded(Int(old.area)) {
      measures.countOldPartition(old.indicator, period, isGone: true)
      measures.addExample(.gone, of: old.indicator) { measures.sentence(old.area, period) }
    }
    let cell = Cell(
      indicatorID: rows.indicators[old.indicator], area: old.area, stratum: old.stratum,
      period: period)
    differences.append(
      Difference(kind: .withdrawn, cell: cell, old: .nan, new: .nan, files: (oldFile, 0)))
  }

  private var oldFile: Int {
    let number = reader.integer(13)
    return oldFiles.indices.contains(number) ? oldFiles[number] : 0
  }

  private func countOld(_ old: OldSeries) {
    let judgement = measures.judge(
      reader.numbers[3], lower: reader.numbers[4], upper: reader.numbers[5],
      count: reader.numbers[8], denominator: reader.numbers[9], indicator: old.indicator)
    measures.countOld(judgement, isGiven: !reader.numbers[3].isNaN, indicator: old.indicator)
  }
}

// MARK: - One series in both releases

extension ReleaseComparison {
  private func compare(
    _ range: Range<Int>, _ old: OldSeries, _ cursor: inout RowCursor
  ) throws {
    var (new, number) = (range.lowerBound, old.first)
    var lastValue = Double.nan
    var period = try readOld(&number, old)
    while new < range.upperBound || period < Int32.max {
      if new == range.upperBound {
        withdraw(old, period: period)
      } else {
        let row = cursor.row(new)
        let newPeriod = row.pointee.period + 1
        if newPeriod < period {
          let isLast = period == Int32.max
          if isLast { follow(row, after: lastValue) }
          add(row, as: isLast ? .newPeriod : .added)
          new += 1
          continue
        }
        if newPeriod == period {
          compare(row, old)
          new += 1
          if !reader.numbers[3].isNaN { lastValue = reader.numbers[3] }
        } else {
          withdraw(old, period: period)
        }
      }
      number += 1
      period = try readOld(&number, old)
    }
  }

  /// The period of an old row, `Int32.max` behind the last. Periods that are gone are withdrawn on
  /// the way.
  private func readOld(_ number: inout Int, _ old: OldSeries) throws -> Int32 {
    while number <= old.last {
      try reader.read(number)
      let period = oldPeriod()
      if (1...max(1, newPeriods)).contains(period) { return period }
      withdraw(old, period: period)
      number += 1
    }
    return .max
  }

  @inline(__always)
  private func compare(_ row: UnsafePointer<ObservationRow>, _ old: OldSeries) {
    let before = reader.numbers
    measures.countOldPartition(old.indicator, row.pointee.period + 1, isGone: false)
    let changed = changes(row.pointee, before)
    let judgement = measures.judgeNew(row)
    measures.countNew(judgement, row)
    if changed.isEmpty {
      measures.countOld(judgement, isGiven: !before[3].isNaN, indicator: old.indicator)
    } else {
      countOld(old)
    }
    measures.countAreas(old: (old.area, 1))
    if before[3].isNaN {
      measures.byIndicator[old.indicator].withheldBefore += 1
    } else if !row.pointee.value.isNaN {
      measures.byIndicator[old.indicator].cells += 1
      measures.byIndicator[old.indicator].comparedAreas.add(old.area)
    }
    if !changed.isEmpty { record(row, old, changed) }
  }

  @inline(__always)
  private func changes(
    _ row: ObservationRow, _ before: UnsafeMutablePointer<Double>
  ) -> CellChange {
    var changed: CellChange = []
    if differs(row.value, before[3]) { changed.insert(.value) }
    if differs(row.lowerCI95, before[4]) || differs(row.upperCI95, before[5])
      || differs(row.lowerCI998, before[6]) || differs(row.upperCI998, before[7])
    {
      changed.insert(.limits)
    }
    if differs(row.count, before[8]) { changed.insert(.count) }
    if differs(row.denominator, before[9]) { changed.insert(.denominator) }
    return changed
  }

  @inline(__always)
  private func differs(_ left: Double, _ right: Double) -> Bool {
    left != right && !(left.isNaN && right.isNaN)
  }

  private func record(
    _ row: UnsafePointer<ObservationRow>, _ old: OldSeries, _ changed: CellChange
  ) {
    let (before, now) = (reader.numbers[3], row.pointee.value)
    let isWithheld = now.isNaN && !before.isNaN
    if isWithheld {
      measures.byIndicator[old.indicator].nowWithheld += 1
      measures.addExample(.withheld, of: old.indicator) { measures.sentence(row) }
    } else if before.isNaN, !now.isNaN {
      measures.byIndicator[old.indicator].nowGiven += 1
      measures.addExample(.given, of: old.indicator) { measures.sentence(row, was: before) }
    } else if changed.contains(.value) {
      measure(row, old)
    }
    differences.append(
      Difference(
        kind: isWithheld ? .newlySuppressed : .revised, cell: cell(row), old: before, new: now,
        changed: changed, files: (oldFile, newFiles[Int(row.pointee.snapshot)])))
  }

  /// Whether a value jumped, or slipped by a power of ten.
  private func measure(_ row: UnsafePointer<ObservationRow>, _ old: OldSeries) {
    let (before, now) = (reader.numbers[3], row.pointee.value)
    let isOutside = isOutsideOldLimits(now)
    if isOutside == true { measures.byIndicator[old.indicator].movedAreas.add(old.area) }
    if isOutside != false, (now - before).magnitude > jumpChange * before.magnitude {
      measures.byIndicator[old.indicator].jumps += 1
      measures.byIndicator[old.indicator].jumpedAreas.add(old.area)
      measures.addExample(.jump, of: old.indicator) { measures.sentence(row, was: before) }
    }
    if let exponent = PowerOfTen.between(before, now, tolerance: scaleTolerance) {
      measures.byIndicator[old.indicator].scaledAreas.add(old.area, exponent: exponent)
      measures.addExample(.scale, of: old.indicator) { measures.sentence(row, was: before) }
    }
  }

  /// Limits of 95% are widened to 99.8% where those were not published; nil without any.
  private func isOutsideOldLimits(_ value: Double) -> Bool? {
    let before = reader.numbers
    if !before[6].isNaN, !before[7].isNaN { return value < before[6] || value > before[7] }
    if before[4].isNaN || before[5].isNaN { return nil }
    let widening = 3.090232306167813 / 1.959963984540054
    return value < before[3] - (before[3] - before[4]) * widening
      || value > before[3] + (before[5] - before[3]) * widening
  }

  /// A new period against the last of the release before: not the same figure, but of one size.
  private func follow(_ row: UnsafePointer<ObservationRow>, after before: Double) {
    if before.isNaN || row.pointee.value.isNaN { return }
    let indicator = Int(row.pointee.indicator)
    measures.byIndicator[indicator].followedAreas.add(row.pointee.area)
    if let exponent = PowerOfTen.between(before, row.pointee.value, tolerance: 1) {
      measures.byIndicator[indicator].scaledFollowers.add(row.pointee.area, exponent: exponent)
      measures.addExample(.scale, of: indicator) { measures.sentence(row, was: before) }
    }
  }
}

extension Measures {
  @inline(__always)
  func judgeNew(_ row: UnsafePointer<ObservationRow>) -> RowJudgement {
    judge(
      row.pointee.value, lower: row.pointee.lowerCI95, upper: row.pointee.upperCI95,
      count: row.pointee.count, denominator: row.pointee.denominator,
      indicator: Int(row.pointee.indicator))
  }

  /// Without a release before there is nothing to compare with; the rows are judged by themselves.
  func countAll() throws {
    try table.rows.forEachBlock { _, rows in
      guard let first = rows.baseAddress else { return }
      for offset in rows.indices {
        countNew(judgeNew(first + offset), first + offset)
        countAreas(new: (first[offset].area + 1, 1))
      }
    }
  }

  /// A cell that is gone, in words.
  func sentence(_ area: Int32, _ period: Int32) -> String {
    let place = Int(area) - 1
    let name =
      table.areas.indices.contains(place)
      ? "\(table.areas[place].name) (\(table.areas[place].code))" : "an area that is gone"
    return "\(name), \(periodLabel(Int(period)))"
  }
}

/// Which power of ten lies between two values, where nothing else does.
enum PowerOfTen {
  /// - Parameters:
  ///   - old: the value before.
  ///   - new: the value now.
  ///   - tolerance: how far off, as a share.
  /// - Returns: -6 to 6 without 0; nil where the ratio is near no such power.
  static func between(_ old: Double, _ new: Double, tolerance: Double) -> Int? {
    guard old != 0, new != 0, (old < 0) == (new < 0) else { return nil }
    let ratio = new / old
    var power = 10.0
    for exponent in 1...6 {
      if isNear(ratio, power, tolerance) { return exponent }
      if isNear(1 / ratio, power, tolerance) { return -exponent }
      power *= 10
    }
    return nil
  }

  private static func isNear(_ ratio: Double, _ power: Double, _ tolerance: Double) -> Bool {
    ratio <= power * (1 + tolerance) && ratio * (1 + tolerance) >= power
  }
}
