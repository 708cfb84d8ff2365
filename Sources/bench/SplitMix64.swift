/// A generator of numbers that look random and are the same on every machine.
///
/// Method: SplitMix64 (Steele, Lea and Flood 2014).
struct SplitMix64 {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  @inline(__always)
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 to one below `bound`.
  @inline(__always)
  mutating func below(_ bound: UInt64) -> UInt64 {
    next().multipliedFullWidth(by: bound).high
  }

  /// Whether something happens that does so in `percent` of a hundred cases.
  @inline(__always)
  mutating func happens(percent: UInt64) -> Bool { below(100) < percent }

  @inline(__always)
  mutating func one<Value>(of values: [Value]) -> Value {
    values[Int(below(UInt64(values.count)))]
  }
}
