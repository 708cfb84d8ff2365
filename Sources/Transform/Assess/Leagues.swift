/// The authorities that can be set beside each other: one indicator, stratum and period, one tier.
///
/// Counties, unitary authorities, metropolitan districts and London boroughs are one league,
/// districts with all of those but the counties another. An area that has ended is left out where
/// one that took its place has a figure too: nobody is counted twice.
struct Leagues {
  /// Where the newest figure of a series stands.
  struct Place {
    /// In the league of the area's own tier; nil where it is left out of it.
    var standing: Standing?
    /// Of the area's statistical neighbours; nil where fewer than five of them have a figure.
    var neighbourMedian: Double?
    fileprivate var neighbourCount = 0
  }

  /// By series, in the order given.
  private(set) var places: [Place]
  private let tiers: [[Tier]]
  private let neighbours: [[[Int32]]]
  private let successors: [[Int32]]

  private struct Member {
    /// The league: indicator, stratum, period and tier.
    let league: UInt64
    let area: Int32
    let series: Int32
    let value: Double
  }

  init(
    _ records: Records, _ series: [NumberedSeries], polarities: Polarities, notes: [NoteMeaning]
  ) {
    let table = records.observations
    tiers = table.areas.map { Tier.of($0.areaType) }
    let numbers = AreaNumbers(records)
    neighbours = numbers.neighbours
    successors = numbers.successors
    places = Array(repeating: Place(), count: series.count)
    var members: [Member] = []
    members.reserveCapacity(series.count * 2)
    for (index, item) in series.enumerated() {
      table.rows.letGo(at: index)
      let row = table.rows[item.newest]
      let isShared = row.valueNote >= 0 && notes[Int(row.valueNote)] == .ofLargerArea
      if row.value.isNaN || isShared { continue }
      for tier in tiers[Int(row.area)] {
        members.append(
          Member(
            league: row.figureKey(row.stratum) << 1 | tier.rawValue, area: row.area,
            series: Int32(index), value: row.value))
      }
    }
    members.sort { ($0.league, $0.area) < ($1.league, $1.area) }
    settle(members, areaCount: table.areas.count, polarities)
  }

  /// Goes through the leagues one after another.
  private mutating func settle(
    _ members: [Member], areaCount: Int, _ polarities: Polarities
  ) {
    var values = [Double](repeating: .nan, count: areaCount)
    var from = 0
    while from < members.count {
      var to = from + 1
      while to < members.count, members[to].league == members[from].league { to += 1 }
      for member in members[from..<to] { values[Int(member.area)] = member.value }
      let league = members[from..<to].filter { !isReplaced($0.area, values) }
      rank(league, polarities.forJudging(Int32(truncatingIfNeeded: members[from].league >> 45)))
      for member in league { compareWithNeighbours(member, values) }
      for member in members[from..<to] { values[Int(member.area)] = .nan }
      from = to
    }
  }

  private func isReplaced(_ area: Int32, _ values: [Double]) -> Bool {
    successors[Int(area)].contains { !values[Int($0)].isNaN }
  }

  private mutating func rank(_ league: [Member], _ polarity: Polarity) {
    let values = league.map { Optional($0.value) }
    let ranking = Rank.best(values, polarity: polarity)
    let isEnough = league.count >= 5
    let fifths = Quantile.byRank(
      values, quantiles: 5, lowestHoldsHighestValues: polarity == .high)
    let spread = isEnough ? Spread(values.compactMap(\.self)) : nil
    for (index, member) in league.enumerated() where isOwnTier(member) {
      places[Int(member.series)].standing = Standing(
        rank: isEnough ? ranking.ranks[index] : nil, rankedAreas: ranking.total,
        quintile: isEnough ? fifths[index] : nil, reason: isEnough ? nil : .fewerThanFiveAreas,
        spread: spread)
    }
  }

  private func isOwnTier(_ member: Member) -> Bool {
    tiers[Int(member.area)].first?.rawValue == member.league & 1
  }

  /// A council may have neighbours of both tiers: the league with more of them decides.
  private mutating func compareWithNeighbours(_ member: Member, _ values: [Double]) {
    let found = neighbours[Int(member.area)].compactMap { codes in
      codes.lazy.map { values[Int($0)] }.first { !$0.isNaN }
    }
    let series = Int(member.series)
    guard found.count >= 5, found.count > places[series].neighbourCount else { return }
    places[series].neighbourMedian = Quantile.percentile(0.5, of: found)
    places[series].neighbourCount = found.count
  }

  private enum Tier: UInt64 {
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

/// How the areas of a table belong together, by their numbers in it.
struct AreaNumbers {
  /// By area: its fifteen nearest by the model for all councils, else those for children's services;
  /// each with its earlier codes, for the data may use either.
  let neighbours: [[[Int32]]]
  /// By area that has ended: everything that took its place, directly or later.
  let successors: [[Int32]]

  init(_ records: Records) {
    let areas = records.observations.areas
    let gazetteer = records.gazetteer
    let numbers = Dictionary(areas.enumerated().map { ($1.code, Int32($0)) }) { first, _ in first }
    let byArea = Dictionary(grouping: records.facts.neighbours, by: \.areaCode)
    neighbours = areas.map { area in
      let all = byArea[gazetteer.current(area).code] ?? byArea[area.code] ?? []
      let general = all.filter { $0.model == "ons_global" }
      return (general.isEmpty ? all : general).map { neighbour in
        gazetteer.codes(sameAs: neighbour.neighbourCode).compactMap { numbers[$0] }
      }.filter { !$0.isEmpty }
    }
    successors = areas.map { area in
      area.isLive ? [] : gazetteer.allSuccessors(of: area.code).compactMap { numbers[$0] }
    }
  }
}

extension Gazetteer {
  /// A code and those that the area had before, newest first.
  func codes(sameAs code: String) -> [String] {
    var codes = [code]
    while let last = codes.last,
      let before = predecessors(of: last).first(where: \.keepsExtent),
      !codes.contains(before.predecessor)
    { codes.append(before.predecessor) }
    return codes
  }

  /// Everything that took an area's place by this gazetteer's day, however many changes later.
  func allSuccessors(of code: String) -> [String] {
    var found: [String] = []
    var open = [code]
    while let next = open.popLast() {
      for change in successors(of: next)
      where change.effectiveDate <= day && !found.contains(change.successor) {
        found.append(change.successor)
        open.append(change.successor)
      }
    }
    return found
  }
}
