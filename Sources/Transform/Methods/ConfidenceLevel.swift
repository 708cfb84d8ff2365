/// How sure an interval is meant to be, such as 95%.
public struct ConfidenceLevel: Hashable, Sendable {
  /// The share of repeated samples that the interval should cover, such as 0.95.
  public let fraction: Double

  /// The normal quantile that belongs to the level, such as 1.959964 for 95%.
  public let z: Double

  /// 95%.
  public static let ninetyFive = ConfidenceLevel(known: 0.95, z: 1.959963984540054)

  /// 99.8%.
  public static let ninetyNinePointEight = ConfidenceLevel(known: 0.998, z: 3.090232306167813)

  /// A level given as a fraction (0.95) or a percentage (95).
  ///
  /// Method: z is the exact normal quantile at 0.5 + level / 2, not 1.96.
  ///
  /// - Throws: ``MethodError/confidenceOutOfRange`` below 90%, at 100% and above, and between
  ///   1 and 90, where a fraction and a percentage cannot be told apart.
  public init(_ level: Double) throws(MethodError) {
    let fraction = level >= 90 ? level / 100 : level
    guard fraction >= 0.9, fraction < 1, let z = NormalDistribution.quantile(0.5 + fraction / 2)
    else { throw .confidenceOutOfRange }
    self.init(known: fraction, z: z)
  }

  private init(known fraction: Double, z: Double) {
    self.fraction = fraction
    self.z = z
  }

  /// The probability left in each tail, such as 0.025 for 95%.
  var tail: Double { (1 - fraction) / 2 }
}
