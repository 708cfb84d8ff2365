/// England's series over time as a line with its interval as a band; breaks where a figure is
/// missing.
struct LineChart {
  private let points: [IndicatorTable.Point]
  private let lowest: Double
  private let highest: Double

  static let width = 640.0
  static let height = 200.0
  private static let left = 8.0
  private static let right = 8.0
  private static let top = 14.0
  private static let bottom = 14.0

  /// nil when fewer than two periods have a figure.
  init?(_ points: [IndicatorTable.Point]) {
    guard points.count(where: { $0.value != nil }) > 1 else { return nil }
    self.points = points
    let ends = points.flatMap { [$0.value, $0.lower, $0.upper] }.compactMap(\.self)
    let (low, high) = (ends.min() ?? 0, ends.max() ?? 1)
    let room = high > low ? (high - low) * 0.08 : max(high.magnitude * 0.1, 1)
    (lowest, highest) = (low - room, high + room)
  }

  private func x(_ index: Int) -> Int {
    let share = Double(index) / Double(points.count - 1)
    return Int((Self.left + share * (Self.width - Self.left - Self.right)).rounded())
  }

  private func y(_ value: Double) -> Int {
    let share = (value - lowest) / (highest - lowest)
    return Int(
      (Self.height - Self.bottom - share * (Self.height - Self.top - Self.bottom)).rounded())
  }

  /// Runs of neighbouring periods that have what is asked for.
  private func runs(where has: (IndicatorTable.Point) -> Bool) -> [[Int]] {
    var runs: [[Int]] = [[]]
    for (index, point) in points.enumerated() {
      if has(point) { runs[runs.count - 1].append(index) } else { runs.append([]) }
    }
    return runs.filter { !$0.isEmpty }
  }

  var line: String {
    runs { $0.value != nil }.map { run in
      let ends = run.map { "\(x($0)) \(y(points[$0].value ?? 0))" }
      return "M" + ends.joined(separator: "L")
    }.joined()
  }

  var band: String {
    runs { $0.lower != nil && $0.upper != nil }.filter { $0.count > 1 }.map { run in
      let there = run.map { "\(x($0)) \(y(points[$0].lower ?? 0))" }
      let back = run.reversed().map { "\(x($0)) \(y(points[$0].upper ?? 0))" }
      return "M" + (there + back).joined(separator: "L") + "Z"
    }.joined()
  }

  var dots: [SitePage.Fields] {
    points.indices.compactMap { index in
      points[index].value.map { ["x": x(index), "y": y($0)] }
    }
  }
}
