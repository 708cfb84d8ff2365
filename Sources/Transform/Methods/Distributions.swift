#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The standard normal distribution.
enum NormalDistribution {
  /// The point below which `probability` of the distribution lies; nil outside 0..<1.
  ///
  /// Method: rational start (error under 0.00045), then Halley steps on the distribution
  /// function until the step no longer matters. Right to the last few bits of a `Double`.
  /// Reference: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.23.
  static func quantile(_ probability: Double) -> Double? {
    guard probability > 0, probability < 1 else { return nil }
    let tail = min(probability, 1 - probability)
    var point = start(upperTail: tail)
    for _ in 0..<8 {
      let error = 0.5 * erfc(point / 2.0.squareRoot()) - tail
      let newton = error / density(point)
      let step = newton / (1 - point * newton / 2)
      point += step
      if step.magnitude <= 1e-15 * max(1, point.magnitude) { break }
    }
    return probability < 0.5 ? -point : point
  }

  private static func density(_ point: Double) -> Double {
    exp(-point * point / 2) / (2 * Double.pi).squareRoot()
  }

  private static func start(upperTail: Double) -> Double {
    let t = (-2 * log(upperTail)).squareRoot()
    let above = 2.515517 + t * (0.802853 + t * 0.010328)
    let below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
    return t - above / below
  }
}

/// The gamma distribution with scale 1, which carries the Poisson and chi-square quantiles.
enum GammaDistribution {
  /// The point below which `probability` of the distribution with this shape lies.
  ///
  /// Method: start from the cube-root normal approximation, then Newton steps on the
  /// regularised incomplete gamma function, kept inside a shrinking bracket.
  /// Reference: Wilson and Hilferty (1931) for the start.
  /// Edge cases: nil unless shape is above 0 and the probability lies inside 0..<1.
  static func quantile(_ probability: Double, shape: Double) -> Double? {
    guard shape > 0, shape.isFinite, let normal = NormalDistribution.quantile(probability)
    else { return nil }
    var low = 0.0
    var high = Double.infinity
    var point = start(normal: normal, probability: probability, shape: shape)
    for _ in 0..<200 {
      let error = lowerTail(point, shape: shape) - probability
      if error > 0 { high = point } else { low = point }
      var next = point - error / density(point, shape: shape)
      if !(next > low && next < high) { next = high.isFinite ? (low + high) / 2 : point * 2 }
      if (next - point).magnitude <= 1e-14 * next { return next }
      point = next
    }
    return point
  }

  private static func start(normal: Double, probability: Double, shape: Double) -> Double {
    let ninth = 1 / (9 * shape)
    let root = 1 - ninth + normal * ninth.squareRoot()
    if root > 0.2 { return shape * root * root * root }
    return exp((log(probability) + logGamma(shape + 1)) / shape)
  }

  private static func density(_ point: Double, shape: Double) -> Double {
    exp((shape - 1) * log(point) - point - logGamma(shape))
  }

  /// The regularised lower incomplete gamma function P(shape, point).
  ///
  /// Method: its power series below shape + 1, the continued fraction of the other tail above.
  /// Reference: Abramowitz and Stegun, 6.5.29 and 6.5.31.
  static func lowerTail(_ point: Double, shape: Double) -> Double {
    guard point > 0 else { return 0 }
    let factor = exp(shape * log(point) - point - logGamma(shape))
    return point < shape + 1
      ? factor * series(point, shape: shape)
      : 1 - factor * continuedFraction(point, shape: shape)
  }

  private static func series(_ point: Double, shape: Double) -> Double {
    var term = 1 / shape
    var sum = term
    var divisor = shape
    while term > sum * 1e-17 {
      divisor += 1
      term *= point / divisor
      sum += term
    }
    return sum
  }

  private static func continuedFraction(_ point: Double, shape: Double) -> Double {
    let tiny = 1e-300
    var b = point + 1 - shape
    var c = 1 / tiny
    var d = 1 / b
    var result = d
    for step in 1...1_000_000 {
      let a = Double(step) * (shape - Double(step))
      b += 2
      d = 1 / nonZero(a * d + b, tiny)
      c = nonZero(b + a / c, tiny)
      result *= c * d
      if (c * d - 1).magnitude < 1e-15 { break }
    }
    return result
  }

  private static func nonZero(_ number: Double, _ tiny: Double) -> Double {
    number.magnitude < tiny ? tiny : number
  }

  /// The logarithm of the gamma function for arguments above 0.
  ///
  /// Method: Stirling's series from 15 up; smaller arguments are first moved there by recurrence.
  static func logGamma(_ argument: Double) -> Double {
    var x = argument
    var product = 1.0
    while x < 15 {
      product *= x
      x += 1
    }
    let inverse = 1 / (x * x)
    let correction =
      (1.0 / 12 - inverse * (1.0 / 360 - inverse * (1.0 / 1260 - inverse * (1.0 / 1680)))) / x
    return (x - 0.5) * log(x) - x + 0.5 * log(2 * Double.pi) + correction - log(product)
  }
}
