internal import Transform

/// The numbers that areas, strata, periods and indicators of the release before have in the new
/// one. What the new one no longer has gets numbers behind its own, and its rows are carried over,
/// so that revisions can still name it.
struct CarriedRows {
  /// By number in the old release, the number in the new one; 0 where the old has no such number.
  private(set) var areas: [Int32] = []
  private(set) var strata: [Int32] = []
  private(set) var periods: [Int32] = []
  /// All indicators of either release, those with figures in the new one first, and where each is.
  private(set) var indicators: [Int]
  private(set) var indicatorIndex: [Int: Int]
  /// By number in the new release, the codes of areas that the old release has.
  private var codes: [Int32: String] = [:]
  private var added: [AddedRows] = []

  /// Rows of one table that only the old release has.
  private struct AddedRows {
    let table: String
    let columns: [String]
    var rows: [[Binding]] = []
  }

  init(from old: Database, to records: Records) throws {
    let table = records.observations
    indicators = table.indicators.map(\.id)
    indicatorIndex = Dictionary(uniqueKeysWithValues: indicators.enumerated().map { ($1, $0) })
    areas = try match(
      old, "area", key: ["area_code"], with: ReferenceWriter.areas(records).map { [$0.code] })
    let held = try old.query("SELECT area_id, area_code FROM area") {
      ($0.number(0), $0.string(1))
    }
    for (id, code) in held where areas.indices.contains(id) { codes[areas[id]] = code }
    strata = try match(
      old, "stratum", key: ["sex", "age", "category_type", "category"],
      with: table.strata.map { [$0.sex, $0.age, $0.categoryType, $0.category] })
    periods = try match(
      old, "time_period", key: ["label", "sortable"],
      with: table.periods.map { [$0.label, "\($0.sortable)"] })
    try addIndicators(old, written: ReferenceWriter.indicatorIDs(records))
  }

  /// Finds the rows of an old table by their key among the new ones, which are numbered from 1.
  private mutating func match(
    _ old: Database, _ table: String, key: [String], with keys: [[String?]]
  ) throws -> [Int32] {
    let numbers = Dictionary(keys.enumerated().map { ($1, Int32($0 + 1)) }) { first, _ in first }
    var added = AddedRows(table: table, columns: try Self.sharedColumns(old, table))
    let places = key.compactMap { added.columns.firstIndex(of: $0) }
    var map: [Int32] = []
    try Self.forEachRow(old, added) { id, texts, bindings in
      if map.count <= id { map += Array(repeating: 0, count: id + 1 - map.count) }
      if let number = numbers[places.map { texts[$0] }] {
        map[id] = number
      } else {
        added.rows.append([.integer(keys.count + added.rows.count + 1)] + bindings.dropFirst())
        map[id] = Int32(keys.count + added.rows.count)
      }
    }
    self.added.append(added)
    return map
  }

  /// Indicators keep the publisher's ids; one that only the old release has is written again.
  private mutating func addIndicators(_ old: Database, written: Set<Int>) throws {
    var added = AddedRows(table: "indicator", columns: try Self.sharedColumns(old, "indicator"))
    try Self.forEachRow(old, added) { id, _, bindings in
      if indicatorIndex[id] == nil {
        indicatorIndex[id] = indicators.count
        indicators.append(id)
      }
      if !written.contains(id) { added.rows.append(bindings) }
    }
    self.added.append(added)
  }

  /// The columns that a table has in both releases, its number first.
  private static func sharedColumns(_ old: Database, _ table: String) throws -> [String] {
    let held = try old.query("SELECT name FROM pragma_table_info(?)", [.text(table)]) {
      $0.string(0)
    }
    return DataDictionary.columns(of: table).filter(held.contains)
  }

  private static func forEachRow(
    _ old: Database, _ rows: AddedRows, _ use: (Int, [String?], [Binding]) throws -> Void
  ) throws {
    let sql = "SELECT \(rows.columns.joined(separator: ", ")) FROM \(rows.table) ORDER BY 1"
    let found = try old.query(sql) { row in
      (row.number(0), rows.columns.indices.map { row.text($0) }, row.bindings())
    }
    for (id, texts, bindings) in found where (1..<10_000_000).contains(id) {
      try use(id, texts, bindings)
    }
  }

  var oldAreaCodes: [String] { codes.values.sorted() }

  /// The code of an area of the old release by its number in the new one; nil when it has none.
  func oldAreaCode(_ number: Int) -> String? { codes[Int32(number)] }

  /// The codes of areas of the old release by their numbers in the new one.
  func oldAreaCodes(_ numbers: [Int]) -> [String] {
    numbers.compactMap { codes[Int32($0)] }.sorted()
  }

  /// Writes the rows that only the old release had.
  func write(into database: Database) throws {
    for table in added where !table.rows.isEmpty {
      let names = table.columns.joined(separator: ", ")
      let marks = table.columns.map { _ in "?" }.joined(separator: ", ")
      let statement = try database.prepare(
        "INSERT INTO \(table.table) (\(names)) VALUES (\(marks))")
      for row in table.rows {
        for (index, value) in row.enumerated() { try statement.bind(value, at: index + 1) }
        try statement.run()
      }
    }
  }
}
