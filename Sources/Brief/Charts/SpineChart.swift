/// Where an area stands among all: a bar from the worst to the best, its middle half, England's
/// line in the middle and the area's mark. Right is better, or higher where no direction is good.
public struct SpineChart: Sendable, Equatable {
  static let width = 120
  static let middle = 60
  static let height = 14

  /// Places from 0 to `width`.
  public let left: Int
  public let innerLeft: Int
  public let innerRight: Int
  public let right: Int
  public let mark: Int
  /// What the chart shows, in words.
  public let description: String

  /// Nil where the area has no rank or a value is missing.
  public init?(_ row: IndicatorRow) {
    guard let spread = row.standing.spread, row.standing.rank != nil, let area = row.area.value,
      let england = row.england?.value
    else { return nil }
    let reach = max(abs(spread.lowest - england), abs(spread.highest - england))
    guard reach > 0, reach.isFinite else { return nil }
    let sign = row.polarity == .low ? -1.0 : 1.0
    func place(_ value: Double) -> Int {
      let offset = sign * (value - england) / reach * Double(Self.middle - 5)
      return Self.middle + Int(max(-55, min(55, offset)).rounded())
    }
    (left, right) = Self.ordered(place(spread.lowest), place(spread.highest))
    (innerLeft, innerRight) = Self.ordered(place(spread.lowerQuartile), place(spread.upperQuartile))
    mark = place(area)
    let display = RowDisplay(row)
    let words = [spread.lowest, spread.highest, spread.lowerQuartile, spread.upperQuartile]
      .map(display.number)
    description = "\(words[0]) to \(words[1]), middle half \(words[2]) to \(words[3])."
  }

  private static func ordered(_ a: Int, _ b: Int) -> (Int, Int) { (min(a, b), max(a, b)) }

  /// The outline of the area's mark: the shape of its finding.
  func outline(_ finding: Significance.Finding) -> String {
    let (x, y) = (mark, Self.height / 2)
    return switch finding {
    case .better, .similar: "M\(x - 4) \(y)a4 4 0 1 0 8 0a4 4 0 1 0-8 0"
    case .worse: "M\(x - 5) \(y)l5-5 5 5-5 5z"
    case .higher: "M\(x - 5) \(y + 4)l5-9 5 9z"
    case .lower: "M\(x - 5) \(y - 4)l5 9 5-9z"
    case .other, .notTested: "M\(x - 3) \(y - 3)h6v6h-6z"
    }
  }
}
