/// Where the columns of a Fingertips data file stand, whatever its vintage calls them.
///
/// Names are compared by their letters and digits alone, in lower case: `Area Code`, `AreaCode` and
/// `Area_Code` are one column. The column after the comparison with England is named after the
/// request and is not read.
struct FingertipsHeader {
  let indicatorID, indicatorName, areaCode, areaName, areaType: Int
  let parentCode: Int?
  let sex, age, categoryType, category, period: Int
  let value, lowerCI95, upperCI95: Int
  let lowerCI998, upperCI998: Int?
  let count, denominator, valueNote: Int
  let trend, comparisonEngland, sortable, periodRange: Int?
  let names: [String]
  /// A row may stop early, after the last column that is needed.
  let fewestFields: Int

  /// - Throws: ``TransformError`` naming every missing column with those found.
  init(_ names: [String], file: String) throws {
    self.names = names
    var positions = try Positions(names, file: file)
    indicatorID = positions.needed("indicatorid", "Indicator ID")
    indicatorName = positions.needed("indicatorname", "Indicator Name")
    parentCode = positions.optional("parentcode")
    areaCode = positions.needed("areacode", "Area Code")
    areaName = positions.needed("areaname", "Area Name")
    areaType = positions.needed("areatype", "Area Type")
    sex = positions.needed("sex", "Sex")
    age = positions.needed("age", "Age")
    categoryType = positions.needed("categorytype", "Category Type")
    category = positions.needed("category", "Category")
    period = positions.needed("timeperiod", "Time period")
    value = positions.needed("value", "Value")
    lowerCI95 = positions.needed("lowerci950limit", "Lower CI 95.0 limit", or: "lowerci95limit")
    upperCI95 = positions.needed("upperci950limit", "Upper CI 95.0 limit", or: "upperci95limit")
    lowerCI998 = positions.optional("lowerci998limit")
    upperCI998 = positions.optional("upperci998limit")
    count = positions.needed("count", "Count")
    denominator = positions.needed("denominator", "Denominator")
    valueNote = positions.needed("valuenote", "Value note")
    trend = positions.optional("recenttrend")
    comparisonEngland =
      positions.optional("comparedtoenglandvalueorpercentiles")
      ?? positions.optional("comparedtoengland")
    sortable = positions.optional("timeperiodsortable")
    periodRange = positions.optional("timeperiodrange")
    guard positions.missing.isEmpty else {
      throw TransformError(.columnsMissing(positions.missing, found: names), in: file)
    }
    fewestFields = max(valueNote, trend ?? 0, comparisonEngland ?? 0, sortable ?? 0) + 1
  }

  /// Whether a first line is that of a data file rather than of something else in CSV.
  static func looksLikeData(_ names: [String]) -> Bool {
    let keys = Set(names.map(HeaderKey.of))
    return keys.contains("areacode") && keys.contains("timeperiod")
  }
}

/// Positions of columns by key, remembering what was asked for and not found.
struct Positions {
  private var byKey: [String: Int] = [:]
  private(set) var missing: [String] = []

  init(_ names: [String], file: String) throws {
    for (index, name) in names.enumerated() {
      let key = HeaderKey.of(name)
      if key.isEmpty { continue }
      if byKey.updateValue(index, forKey: key) != nil {
        throw TransformError(.columnTwice(name), in: file)
      }
    }
  }

  func optional(_ key: String) -> Int? { byKey[key] }

  mutating func needed(_ key: String, _ name: String, or other: String? = nil) -> Int {
    if let index = byKey[key] ?? other.flatMap({ byKey[$0] }) { return index }
    missing.append(name)
    return 0
  }
}

enum HeaderKey {
  /// The letters and digits of a column's name in lower case.
  static func of(_ name: String) -> String {
    String(
      name.lowercased().unicodeScalars.filter {
        $0.properties.isAlphabetic || ("0"..."9").contains($0)
      })
  }
}
