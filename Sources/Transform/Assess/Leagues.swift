/// The authorities that can be set beside each other: one indicator, stratum and period, one tier.
///
/// Counties, unitary authorities, metropolitan districts and London boroughs are one league,
/// districts with all of those but the counties another.
struct Leagues {
  private struct Member {
    let value: Double
    var standing: Standing?
  }

  private var leagues: [UInt64: [Int32: Member]] = [:]
  private let tiers: [[Tier]]

  /// - Parameters:
  ///   - table: every observation.
  ///   - newest: the newest observation of each series.
  ///   - isShared: by value note, whether it says that the figure is a larger area's.
  ///   - polarity: which direction of an indicator is good.
  init(
    _ table: ObservationTable, newest: [Int], isShared: [Bool], polarity: (Int32) -> Polarity
  ) {
    tiers = table.areas.map { Tier.of($0.areaType) }
    for index in newest {
      let row = table.rows[index]
      guard !row.value.isNaN, row.valueNote < 0 || !isShared[Int(row.valueNote)] else { continue }
      for tier in tiers[Int(row.area)] {
        leagues[Self.key(row, tier), default: [:]][row.area] = Member(value: row.value)
      }
    }
    for (key, league) in leagues {
      leagues[key] = Self.ranked(league, polarity(Self.indicator(of: key)))
    }
  }

  private static func ranked(_ league: [Int32: Member], _ polarity: Polarity) -> [Int32: Member] {
    let areas = Array(league.keys)
    let values = areas.map { league[$0]?.value }
    let ranking = Rank.best(values, polarity: polarity)
    let isEnough = league.count >= 5
    let fifths = Quantile.byRank(
      values, quantiles: 5, lowestHoldsHighestValues: polarity == .high)
    var league = league
    for (index, area) in areas.enumerated() {
      league[area]?.standing = Standing(
        rank: isEnough ? ranking.ranks[index] : nil, rankedAreas: ranking.total,
        quintile: isEnough ? fifths[index] : nil, reason: isEnough ? nil : .fewerThanFiveAreas)
    }
    return league
  }

  /// The standing of an area in the league of its own tier; nil where it has no figure there.
  func standing(_ row: ObservationRow) -> Standing? {
    ownLeague(row)?[row.area]?.standing
  }

  /// The values of other areas in the same league.
  func values(of areas: [Int32], beside row: ObservationRow) -> [Double] {
    guard let league = ownLeague(row) else { return [] }
    return areas.compactMap { league[$0]?.value }
  }

  private func ownLeague(_ row: ObservationRow) -> [Int32: Member]? {
    tiers[Int(row.area)].first.flatMap { leagues[Self.key(row, $0)] }
  }

  private static func key(_ row: ObservationRow, _ tier: Tier) -> UInt64 {
    UInt64(row.indicator) << 34 | UInt64(row.stratum) << 18 | UInt64(row.period) << 2
      | UInt64(tier.rawValue)
  }

  private static func indicator(of key: UInt64) -> Int32 { Int32(truncatingIfNeeded: key >> 34) }

  private enum Tier: Int {
    case upper, lower

    /// The leagues that a kind of area plays in; its own tier first.
    static func of(_ type: AreaType) -> [Tier] {
      switch type {
      case .county: [.upper]
      case .district: [.lower]
      case .unitaryAuthority, .metropolitanDistrict, .londonBorough: [.upper, .lower]
      default: []
      }
    }
  }
}
