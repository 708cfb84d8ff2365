internal import Transform

/// A row's figures as they are printed: one precision for the area and all it is compared with.
public struct RowDisplay {
  private let row: IndicatorRow
  private let precision: DisplayPrecision

  public init(_ row: IndicatorRow) {
    self.row = row
    precision = Figures.precision(row)
  }

  /// "12.3%" or "14.2 per 100,000"; the reason when there is no value.
  public var valueWithUnit: String {
    guard let value = row.area.value else { return Self.absence(row.area) }
    return number(value) + Figures.suffix(row.indicator.unit)
  }

  /// "11.9 to 12.8"; nil when either limit is missing.
  public var interval: String? { interval(row.area.lower, row.area.upper) }

  public var england: String { comparator(row.england) }
  public var region: String { comparator(row.region) }

  /// The neighbours' median, or why there is none.
  public var neighbours: String {
    guard let value = row.neighbours.value else {
      if case .notTested(let reason) = row.neighbours.finding { return reason }
      return "not held"
    }
    return number(value) + sign
  }

  /// A number at the precision of the row.
  public func number(_ value: Double) -> String { Figures.text(value, precision) }

  /// "11.9 to 12.8"; nil when either limit is missing.
  public func interval(_ lower: Double?, _ upper: Double?) -> String? {
    guard let lower, let upper else { return nil }
    return "\(number(lower)) to \(number(upper))"
  }

  private var sign: String { row.indicator.unit == "%" ? "%" : "" }

  private func comparator(_ figure: Figure?) -> String {
    guard let figure else { return "not held for this period" }
    guard let value = figure.value else { return Self.absence(figure) }
    return number(value) + sign
  }

  /// Why a figure has no value: its value note, or that none was published.
  static func absence(_ figure: Figure) -> String {
    guard let note = figure.note, !note.isEmpty, !isAboutMaking(note) else {
      return "not published"
    }
    return note.hasPrefix("Value") ? note : "no value: \(note.lowercasedFirst)"
  }

  /// Whether a note says how values were made, which is no reason for there being none.
  private static func isAboutMaking(_ note: String) -> Bool {
    ["Value estimated", "Value is modelled", "Value based on"].contains(where: note.hasPrefix)
  }
}

/// Numbers and units in the manner of the field.
public enum Figures {
  /// The field's precision, by the largest value among the ranked areas or else of the row.
  static func precision(_ row: IndicatorRow) -> DisplayPrecision {
    let type = row.indicator.valueType?.lowercased() ?? ""
    if type == "count" { return .commas(0) }
    let values = [
      row.area.value, row.england?.value, row.region?.value, row.standing.spread?.highest,
    ]
    let largest = values.compactMap(\.self).map(\.magnitude).max()
    return type == "proportion"
      ? .proportion(indicatorMaximum: largest) : .bySize(indicatorMaximum: largest)
  }

  /// A number with its thousands grouped: "1,234", "−0.3".
  static func text(_ value: Double, _ precision: DisplayPrecision) -> String {
    guard value.isFinite else { return "\(value)" }
    return grouped(precision.text(for: value))
  }

  /// A plain number with commas between its thousands and a sign of its own for less than nought.
  private static func grouped(_ plain: String) -> String {
    var digits = plain.utf8.filter { $0 != UInt8(ascii: ",") }[...]
    var text: [UInt8] = []
    if digits.first == UInt8(ascii: "-") {
      text += "−".utf8
      digits = digits.dropFirst()
    }
    let point = digits.firstIndex(of: UInt8(ascii: ".")) ?? digits.endIndex
    for index in digits[..<point].indices {
      if index > digits.startIndex, (point - index) % 3 == 0 { text.append(UInt8(ascii: ",")) }
      text.append(digits[index])
    }
    return String(decoding: text + digits[point...], as: UTF8.self)
  }

  /// A number of our own with so many decimals.
  public static func number(_ value: Double, _ decimals: Int) -> String {
    text(value, .fixed(decimals))
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
}
