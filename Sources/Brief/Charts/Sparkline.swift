/// A series as a small line with its 95% intervals as a band; breaks where a value is missing and a
/// mark where the figures of a former code end.
public struct Sparkline: Sendable, Equatable {
  static let width = 96
  static let height = 26
  private static let margin = 4.0
  /// Older periods than this many are left to the data.
  static let mostPeriods = 10

  /// SVG path data.
  public let line: String
  public let band: String
  /// Where a former code's figures give way to the next code's.
  public let joins: [Int]
  public let description: String

  /// Nil with fewer than two values.
  public init?(_ row: IndicatorRow) { self.init(row, periods: Self.mostPeriods) }

  /// - Parameters:
  ///   - row: a row with its history.
  ///   - periods: how many periods it goes back.
  ///   - isDrawn: without it only the description is made.
  init?(_ row: IndicatorRow, periods: Int = mostPeriods, isDrawn: Bool = true) {
    let points = Array(row.history.suffix(periods))
    let valued = points.filter { $0.value != nil }
    guard valued.count > 1, let first = valued.first, let last = valued.last else { return nil }
    description = Self.words(row, first, last, points)
    guard isDrawn else {
      (line, band, joins) = ("", "", [])
      return
    }
    guard let scale = Scale(points) else { return nil }
    line = Self.runs(points) { $0.value != nil }.map { run in
      Self.path(run.map { scale.place($0, $0.value ?? 0) })
    }.joined()
    band = Self.runs(points) { $0.value != nil && $0.lower != nil && $0.upper != nil }
      .filter { $0.count > 1 }.map { run in
        let upper = run.map { scale.place($0, $0.upper ?? 0) }
        let lower = run.reversed().map { scale.place($0, $0.lower ?? 0) }
        return Self.path(upper + lower) + "z"
      }.joined()
    joins = zip(points, points.dropFirst()).filter { $0.areaCode != $1.areaCode }
      .map { earlier, later in (scale.x(earlier) + scale.x(later)) / 2 }
  }

  private static func words(
    _ row: IndicatorRow, _ first: HistoryPoint, _ last: HistoryPoint, _ points: [HistoryPoint]
  ) -> String {
    let display = RowDisplay(row)
    let ends = [first, last].map { display.number($0.value ?? 0) }
    let joins = zip(points, points.dropFirst()).filter { $0.areaCode != $1.areaCode }
      .map { earlier, _ in " Up to \(earlier.period) \(origin(earlier))." }
    return "\(ends[0]) in \(first.period) to \(ends[1]) in \(last.period)."
      + joins.joined()
  }

  /// Where figures from before the area's present code are from.
  private static func origin(_ point: HistoryPoint) -> String {
    switch point.basis {
    case "sum_of_predecessors": "the sum of the former councils"
    case "near_same_extent": "under the code \(point.areaCode), of nearly the same area"
    default: "under the code \(point.areaCode)"
    }
  }

  /// Neighbouring points that pass the test, as runs.
  private static func runs(
    _ points: [HistoryPoint], _ isHeld: (HistoryPoint) -> Bool
  ) -> [[HistoryPoint]] {
    points.split { !isHeld($0) }.map(Array.init)
  }

  /// A path from place to place, each said by how far it is from the last: that is shorter.
  private static func path(_ places: [(x: Int, y: Int)]) -> String {
    guard let first = places.first else { return "" }
    let steps = zip(places, places.dropFirst()).map { from, to in
      let (x, y) = (to.x - from.x, to.y - from.y)
      return "\(x)" + (y < 0 ? "\(y)" : " \(y)")
    }
    let start = "M\(first.x) \(first.y)"
    return steps.isEmpty ? start + "h1" : start + "l" + steps.joined(separator: " ")
  }

  /// From periods and values to places.
  private struct Scale {
    private let firstMonth: Double
    private let months: Double
    private let lowest: Double
    private let range: Double

    /// Nil when the numbers cannot be drawn.
    init?(_ points: [HistoryPoint]) {
      let values = points.filter { $0.value != nil }
        .flatMap { [$0.value, $0.lower, $0.upper].compactMap(\.self) }
      let times = points.map(Self.month)
      guard let low = values.min(), let high = values.max(), let start = times.min(),
        let end = times.max(), (high - low).isFinite
      else { return nil }
      (firstMonth, months) = (start, max(end - start, 1))
      (lowest, range) = (low, high > low ? high - low : 1)
    }

    func x(_ point: HistoryPoint) -> Int {
      let width = Double(Sparkline.width) - 2 * Sparkline.margin
      return Int(((Self.month(point) - firstMonth) / months * width + Sparkline.margin).rounded())
    }

    func place(_ point: HistoryPoint, _ value: Double) -> (x: Int, y: Int) {
      let height = Double(Sparkline.height) - 2 * Sparkline.margin
      let y = height - (value - lowest) / range * height + Sparkline.margin
      return (x(point), Int(y.rounded()))
    }

    /// Months since the year 0 of the period's last day.
    private static func month(_ point: HistoryPoint) -> Double {
      guard let day = CalendarDay(point.lastDay) else { return 0 }
      return Double(day.year * 12 + day.month)
    }
  }
}
