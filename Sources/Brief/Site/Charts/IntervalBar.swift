/// A figure with its interval as a small bar on the scale of its whole table, England as a line.
struct IntervalBar {
  private let lowest: Double
  private let highest: Double
  private let england: Double?

  static let width = 160.0
  private static let margin = 4.0

  /// The scale that holds every interval of the rows and England's value.
  init(_ rows: [IndicatorRow], england: Double?) {
    let ends = rows.flatMap { [$0.area.value, $0.area.lower, $0.area.upper] }.compactMap(\.self)
    let all = ends + [england].compactMap(\.self)
    lowest = all.min() ?? 0
    highest = all.max() ?? 1
    self.england = england
  }

  func x(_ value: Double) -> Int {
    guard highest > lowest else { return Int(Self.width / 2) }
    let share = (value - lowest) / (highest - lowest)
    return Int((Self.margin + share * (Self.width - 2 * Self.margin)).rounded())
  }

  /// What a template draws: the interval's ends, the figure and England.
  func fields(_ row: IndicatorRow) -> SitePage.Fields {
    let interval: [SitePage.Fields] =
      if let lower = row.area.lower, let upper = row.area.upper {
        [["from": x(lower), "length": max(1, x(upper) - x(lower))]]
      } else {
        []
      }
    return [
      "barInterval": interval, "barValue": row.area.value.map { [x($0)] } ?? [],
      "barEngland": england.map { [x($0)] } ?? [],
    ]
  }
}
