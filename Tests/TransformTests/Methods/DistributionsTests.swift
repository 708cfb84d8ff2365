import Support
import Testing

@testable import Transform

struct DistributionsTests {
  @Test(arguments: [
    (0.975, 1.959963984540054), (0.999, 3.090232306167813), (0.5, 0), (0.05, -1.6448536269514722),
    (1e-10, -6.361340902404056),
  ])
  func `normal quantiles are exact`(probability: Double, expected: Double) throws {
    let found = try #require(NormalDistribution.quantile(probability))
    #expect((found - expected).magnitude < 1e-13)
  }

  /// With shape 1 the distribution is exponential, whose quantile is -ln(1 - p).
  @Test(arguments: [
    (0.5, 0.6931471805599453), (0.975, 3.688879454113936), (0.001, 0.0010005003335835344),
  ])
  func `the gamma quantile of shape one is the exponential one`(
    probability: Double, expected: Double
  ) {
    #expect(agrees(GammaDistribution.quantile(probability, shape: 1), expected, tolerance: 1e-12))
  }

  @Test(arguments: [0.3, 1, 5.5, 40, 1234, 250_000, 8_000_000])
  func `a gamma quantile has its probability below it`(shape: Double) throws {
    for probability in [0.001, 0.025, 0.5, 0.975, 0.999] {
      let point = try #require(GammaDistribution.quantile(probability, shape: shape))
      let found = GammaDistribution.lowerTail(point, shape: shape)
      #expect(agrees(found, probability, tolerance: 1e-7), "\(probability)")
    }
  }

  @Test
  func `probabilities and shapes out of range have no quantile`() {
    #expect(NormalDistribution.quantile(0) == nil)
    #expect(NormalDistribution.quantile(1) == nil)
    #expect(GammaDistribution.quantile(0.5, shape: 0) == nil)
  }
}
