/// Places in a league of areas.
public enum Rank {
  /// A rank per area, in the order given, and how many areas were ranked.
  public struct Ranking: Hashable, Sendable {
    /// The rank of each area, 1 first; nil for an area without a value.
    public let ranks: [Int?]
    /// How many areas have a value.
    public let total: Int
  }

  /// Ranks areas, best first.
  ///
  /// Method: competition ranks (1, 2, 2, 4). Largest first where high is good, otherwise
  /// smallest first.
  /// Edge cases: an area without a value is neither ranked nor counted.
  public static func best(_ values: [Double?], polarity: Polarity) -> Ranking {
    competition(values, largestFirst: polarity == .high)
  }

  static func competition(_ values: [Double?], largestFirst: Bool) -> Ranking {
    var ranks = [Int?](repeating: nil, count: values.count)
    let present = values.indices.compactMap { index in values[index].map { (index, $0) } }
      .sorted { largestFirst ? $0.1 > $1.1 : $0.1 < $1.1 }
    var shared = 1
    for (place, entry) in present.enumerated() {
      if place > 0, present[place - 1].1 != entry.1 { shared = place + 1 }
      ranks[entry.0] = shared
    }
    return Ranking(ranks: ranks, total: present.count)
  }
}
