/// A row's figures as they are printed: one precision for the area, England and the region.
public struct RowDisplay {
  private let row: IndicatorRow
  private let decimals: Int

  public init(_ row: IndicatorRow) {
    self.row = row
    decimals = Self.decimals(row)
  }

  /// "12.3% " or "14.2 per 100,000"; the reason when there is no value.
  public var valueWithUnit: String {
    guard let value = row.area.value else { return Self.absence(row.area) }
    return Figures.number(value, decimals) + Figures.suffix(row.indicator.unit)
  }

  /// "11.9 to 12.8"; nil when either limit is missing.
  public var interval: String? {
    guard let lower = row.area.lower, let upper = row.area.upper else { return nil }
    return "\(Figures.number(lower, decimals)) to \(Figures.number(upper, decimals))"
  }

  public var england: String { comparator(row.england) }
  public var region: String { comparator(row.region) }

  private func comparator(_ figure: Figure?) -> String {
    guard let figure else { return "not held for this period" }
    guard let value = figure.value else { return Self.absence(figure) }
    return Figures.number(value, decimals) + (row.indicator.unit == "%" ? "%" : "")
  }

  /// Why a figure has no value: its value note, or that none was published.
  static func absence(_ figure: Figure) -> String {
    guard let note = figure.note, !note.isEmpty else { return "not published" }
    return note.hasPrefix("Value") ? note : "no value: \(note.lowercasedFirst)"
  }

  private static func decimals(_ row: IndicatorRow) -> Int {
    if row.indicator.valueType == "Count" { return 0 }
    let values = [row.area.value, row.england?.value, row.region?.value].compactMap(\.self)
    return Figures.decimals(largest: values.map(\.magnitude).max() ?? 0)
  }
}

/// Numbers and units in the manner of the field.
public enum Figures {
  /// Two decimals under 1, one under 1,000, none above: about three or four figures that mean something.
  static func decimals(largest: Double) -> Int {
    if largest < 1 { return 2 }
    return largest < 1000 ? 1 : 0
  }

  /// A number with its thousands grouped, rounded half away from zero: "1,234", "−0.3".
  public static func number(_ value: Double, _ decimals: Int) -> String {
    let factor = [1.0, 10, 100, 1000][min(max(decimals, 0), 3)]
    let scaled = (value.magnitude * factor).rounded(.toNearestOrAwayFromZero)
    guard scaled.isFinite, scaled < 9e15 else { return "\(value)" }
    let whole = Int(scaled) / Int(factor)
    let sign = value < 0 && scaled > 0 ? "−" : ""
    guard decimals > 0 else { return sign + grouped(whole) }
    let fraction = String(Int(scaled) % Int(factor))
    let padding = String(repeating: "0", count: max(0, min(decimals, 3) - fraction.count))
    return "\(sign)\(grouped(whole)).\(padding)\(fraction)"
  }

  /// What follows a number of this unit: "%", " per 100,000"; nothing for a unit without a name.
  public static func suffix(_ unit: String?) -> String {
    switch unit {
    case nil, "", "-", "count", "Count", "score", "Score", "ratio", "Ratio", "category": ""
    case "%"?: "%"
    case "pounds"?: " pounds"
    case let unit?: " \(unit.lowercasedFirst)"
    }
  }

  private static func grouped(_ whole: Int) -> String {
    var groups: [String] = []
    var digits = Substring(String(whole))
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits = digits.dropLast(3)
    }
    return ([String(digits)] + groups).joined(separator: ",")
  }
}
