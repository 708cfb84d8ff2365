/// The figures of England and the regions, found by indicator, stratum and period.
///
/// A part of the population, such as a deprivation tenth, is compared with all people of the same
/// sex and age, which is what the publisher does.
struct Benchmarks {
  /// By number of area: its published values; empty for all but England and the regions.
  private var values: [[UInt64: Double]]
  private let allPeople: [Int32]
  private let areaNumbers: [String: Int32]

  init(_ table: ObservationTable) {
    values = Array(repeating: [:], count: table.areas.count)
    for (number, area) in table.areas.enumerated()
    where area.areaType == .country || area.areaType == .region {
      values[number] = Self.values(of: Int32(number), table)
    }
    let numbers = Dictionary(
      table.strata.enumerated().filter { $1.categoryType == nil }.map { ($1, Int32($0)) }
    ) { first, _ in first }
    allPeople = table.strata.map { numbers[$0.ofAllPeople] ?? -1 }
    areaNumbers = Dictionary(table.areas.enumerated().map { ($1.code, Int32($0)) }) { first, _ in
      first
    }
  }

  private static func values(of area: Int32, _ table: ObservationTable) -> [UInt64: Double] {
    var values: [UInt64: Double] = [:]
    let series = table.series(ofArea: area)
    guard let first = series.first, let last = series.last else { return values }
    let rows = table.series(at: first).lowerBound..<table.series(at: last).upperBound
    values.reserveCapacity(rows.count)
    for index in rows {
      let row = table.rows[index]
      if !row.value.isNaN { values[row.figureKey(row.stratum)] = row.value }
    }
    return values
  }

  /// The figure of a comparator for the row's indicator, sex, age and period.
  func value(for row: ObservationRow, of comparator: String) -> Double? {
    let stratum = allPeople[Int(row.stratum)]
    guard stratum >= 0, let area = areaNumbers[comparator] else { return nil }
    return values[Int(area)][row.figureKey(stratum)]
  }
}

extension ObservationRow {
  /// Indicator, stratum and period in one number: 20, 22 and 22 bits.
  func figureKey(_ stratum: Int32) -> UInt64 {
    UInt64(indicator) << 44 | UInt64(stratum) << 22 | UInt64(period)
  }
}

extension Stratum {
  fileprivate var ofAllPeople: Stratum {
    Stratum(sex: sex, age: age, categoryType: nil, category: nil)
  }
}
