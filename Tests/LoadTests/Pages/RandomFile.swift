/// A data file with figures of every size and kind, the same for the same seed.
struct RandomFile {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  private static let header =
    "Indicator ID,Indicator Name,Parent Code,Parent Name,Area Code,Area Name,Area Type,Sex,Age,"
    + "Category Type,Category,Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,"
    + "Lower CI 99.8 limit,Upper CI 99.8 limit,Count,Denominator,Value note,Recent Trend,"
    + "Compared to England value or percentiles,Compared to percentiles,Time period Sortable,"
    + "New data,Compared to goal"

  /// So many rows, each for a figure of its own.
  func text(rows: Int) -> String {
    var random = self
    let lines = (0..<rows).map { random.row(number: $0) }
    return ([Self.header] + lines).joined(separator: "\n") + "\n"
  }

  /// Method: xorshift64* (Vigna 2016).
  private mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 0x2545_F491_4F6C_DD1D
  }

  private mutating func below(_ bound: Int) -> Int { Int(next() >> 33) % bound }

  private mutating func row(number: Int) -> String {
    let areas = ["E92000001", "E12000004", "E06000018", "E10000024", "E02002868", "X1"]
    let key = [
      "\(1 + number % 7)", "Indicator", "", "", areas[below(areas.count)], "Area", "", "Persons",
      "age \(number)", "", "", "\(1990 + below(30))",
    ]
    let limits = [figure(), figure()].sorted { (Double($0) ?? 0) < (Double($1) ?? 0) }
    let wide = [figure(), figure()].sorted { (Double($0) ?? 0) < (Double($1) ?? 0) }
    let figures = [figure()] + limits + wide + [positive(), positive()]
    let words = [
      pick(["", "", "Note \(below(300))"]), pick(["", "Increasing"]), pick(["", "Better"]),
    ]
    return (key + figures + words + ["", "", "", ""]).joined(separator: ",")
  }

  private mutating func pick(_ words: [String]) -> String { words[below(words.count)] }

  private mutating func positive() -> String {
    let text = figure()
    return text.hasPrefix("-") ? String(text.dropFirst()) : text
  }

  /// Nothing, a whole number of any size, or a fraction of any.
  private mutating func figure() -> String {
    let sign = below(3) == 0 ? "-" : ""
    switch below(5) {
    case 0: return ""
    case 1: return pick(["0", "1", "-0", "0.0", "140737488355328", "140737488355327", "1e300"])
    case 2: return sign + "\(next() >> UInt64(below(64)))"
    case 3: return sign + "\(below(1000)).\(below(1_000_000))"
    default: return sign + "\(Double(next() >> 12) / Double(1 << below(60)))"
    }
  }
}
