/// The figures of England and the regions, found by indicator, stratum and period.
///
/// A part of the population, such as a deprivation tenth, is compared with all people of the same
/// sex and age, which is what the publisher does.
struct Benchmarks {
  private let rows: [UInt64: Int]
  private let allPeople: [Int32]
  private let areaNumbers: [String: Int32]
  private let table: ObservationTable

  init(_ table: ObservationTable) {
    self.table = table
    let isComparator = table.areas.map { $0.areaType == .country || $0.areaType == .region }
    var rows: [UInt64: Int] = [:]
    for index in table.rows.indices where isComparator[Int(table.rows[index].area)] {
      let row = table.rows[index]
      rows[Self.key(row.area, row.indicator, row.stratum, row.period)] = index
    }
    self.rows = rows
    let numbers = Dictionary(
      table.strata.enumerated().filter { $1.categoryType == nil }.map { ($1, Int32($0)) }
    ) { first, _ in first }
    allPeople = table.strata.map { numbers[$0.ofAllPeople] ?? -1 }
    areaNumbers = Dictionary(table.areas.enumerated().map { ($1.code, Int32($0)) }) { first, _ in
      first
    }
  }

  /// The figure of a comparator for the row's indicator, sex, age and period.
  func value(for row: ObservationRow, of comparator: String) -> Double? {
    let stratum = allPeople[Int(row.stratum)]
    guard stratum >= 0, let area = areaNumbers[comparator] else { return nil }
    return rows[Self.key(area, row.indicator, stratum, row.period)]
      .flatMap { table.rows[$0].value.published }
  }

  private static func key(_ area: Int32, _ indicator: Int32, _ stratum: Int32, _ period: Int32)
    -> UInt64
  {
    UInt64(area) << 44 | UInt64(indicator) << 30 | UInt64(stratum) << 16 | UInt64(period)
  }
}

extension Stratum {
  fileprivate var ofAllPeople: Stratum {
    Stratum(sex: sex, age: age, categoryType: nil, category: nil)
  }
}
