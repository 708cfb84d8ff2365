/// What the gates count of one indicator, in the release before and in the new one.
struct IndicatorMeasure {
  /// Something counted of the old rows and of the new.
  struct Pair {
    var old = 0
    var new = 0
  }

  var rows = Pair()
  var values = Pair()
  /// Rows with both limits, and those of them whose value lies outside.
  var withLimits = Pair()
  var outside = Pair()
  /// Rows with value, count above 0 and denominator, by the power of ten that turns their ratio
  /// into the value; the last place is for rows where none does.
  var arithmetic = Exponents()
  /// Cells that were withheld and have a value now, and the other way round.
  var withheldBefore = 0
  var nowGiven = 0
  var nowWithheld = 0
  /// Rows before whose file is too old to be used now.
  var withheldRows = 0
  /// Cells that have a value in both.
  var cells = 0
  var jumps = 0
  /// Areas with such cells, with a jump, and with a value that is a power of ten off.
  var comparedAreas = AreaCount()
  var jumpedAreas = AreaCount()
  /// Areas with a value that left the limits that it had, however little it changed.
  var movedAreas = AreaCount()
  var scaledAreas = ScaledAreas()
  /// The same for values of new periods against the period before.
  var followedAreas = AreaCount()
  var scaledFollowers = ScaledAreas()
}

/// Counts areas that come one after another.
struct AreaCount {
  private(set) var count = 0
  private var last: Int32 = -1

  @inline(__always)
  mutating func add(_ area: Int32) {
    if area != last { (count, last) = (count + 1, area) }
  }
}

/// Areas by the power of ten, from the -6th to the 6th.
struct ScaledAreas {
  private(set) var counts = InlineCounts()
  private var last: Int32 = -1

  mutating func add(_ area: Int32, exponent: Int) {
    if area == last { return }
    last = area
    counts.add(exponent + 6)
  }

  /// The commonest power of ten and how many areas it is.
  var commonest: (exponent: Int, areas: Int) {
    let most = (0..<13).max { counts[$0] < counts[$1] } ?? 6
    return (most - 6, counts[most])
  }
}

/// Counts of rows by the power of ten that makes value = count ÷ denominator × unit.
struct Exponents {
  static let none = 7
  private(set) var old = InlineCounts()
  private(set) var new = InlineCounts()

  @inline(__always)
  mutating func addOld(_ place: Int) { old.add(place) }

  @inline(__always)
  mutating func addNew(_ place: Int) { new.add(place) }

  /// The power of ten that fits the value; ``none`` when none does, nil when it cannot be told.
  @inline(__always)
  static func place(_ value: Double, _ count: Double, _ denominator: Double) -> Int? {
    guard value > 0, count > 0, denominator > 0 else { return nil }
    let ratio = count / denominator
    let unit = value / ratio
    // Published values are rounded to one place at the least.
    let slack = 0.005 + 0.051 / value
    var power = 1.0
    for place in 0..<none {
      if (unit / power - 1).magnitude <= slack { return place }
      power *= 10
    }
    return none
  }
}

/// Thirteen counters side by side.
struct InlineCounts {
  private var storage = SIMD16<Int32>()

  @inline(__always)
  mutating func add(_ place: Int) {
    if (0..<13).contains(place) { storage[place] += 1 }
  }

  subscript(place: Int) -> Int { Int(storage[place]) }

  var total: Int { (0..<13).reduce(0) { $0 + Int(storage[$1]) } }
}
