public import Fetch

/// Every area of `config/areas`, found by code, former code, name or alias.
public struct Gazetteer: Sendable {
  public let areas: [Area]
  public let successions: [Succession]
  public let aliases: [AreaAlias]
  private let byCode: [String: Int]
  private let byKey: [String: [AreaAlias]]

  /// - Throws: ``ConfigurationError`` naming file and line.
  public init(_ configuration: ConfigurationFolder) throws {
    let areas = try Self.readAreas(configuration)
    let aliases = try Self.readAliases(configuration)
    let byCode = Dictionary(areas.enumerated().map { ($1.code, $0) }) { first, _ in first }
    let named = areas.map {
      AreaAlias(alias: $0.name, code: $0.code, kind: "name", ambiguity: .none, isPreferred: true)
    }
    self.areas = areas
    self.aliases = aliases
    self.byCode = byCode
    byKey = Dictionary(grouping: named + aliases) { AreaName.key($0.alias) }
    successions = try Self.readSuccessions(configuration)
  }

  public func area(code: String) -> Area? {
    byCode[code].map { areas[$0] }
  }

  /// The area that a reader means by a code, a former code, a name or an alias.
  ///
  /// - Throws: ``TransformError`` with the nearest matches or the candidates.
  public func resolve(_ text: String) throws -> Area {
    if let area = area(code: text.uppercased()) { return current(area) }
    let matches = byKey[AreaName.key(text)] ?? []
    let found = Self.unique(matches.compactMap { area(code: $0.code) })
    let authorities = found.filter(\.areaType.isLocalAuthority)
    let best = authorities.isEmpty ? found : authorities
    let live = best.filter(\.isLive)
    let candidates = live.isEmpty ? Self.unique(best.map(current)) : live
    switch candidates.count {
    case 0: throw TransformError(.unknownArea(text, nearest: nearest(to: text)), in: text)
    case 1: return candidates[0]
    default:
      let names = candidates.map { "\($0.name) (\($0.code))" }
      throw TransformError(.ambiguousArea(text, candidates: names), in: text)
    }
  }

  /// The area that stands in the place of one that has ended, when there is exactly one.
  public func current(_ area: Area) -> Area {
    if area.isLive { return area }
    let successors = Set(successions.filter { $0.predecessor == area.code }.map(\.successor))
    guard successors.count == 1, let code = successors.first, let next = self.area(code: code)
    else { return area }
    return current(next)
  }

  /// Areas whose name or alias holds the text, or comes near it, best first.
  public func search(_ text: String) -> [Area] {
    let key = AreaName.key(text)
    if let area = area(code: text.uppercased()) { return [area] }
    let holding = byKey.filter { $0.key.contains(key) }.flatMap(\.value)
    let found = Self.unique(holding.compactMap { area(code: $0.code) })
    return found.sorted {
      ($0.isLive ? 0 : 1, $0.name, $0.code) < ($1.isLive ? 0 : 1, $1.name, $1.code)
    }
  }

  /// Up to five names of live authorities by edit distance.
  func nearest(to text: String) -> [String] {
    let key = Array(AreaName.key(text).utf8)
    let reach = max(2, key.count / 2)
    let near = areas.filter { $0.isLive && $0.areaType.isLocalAuthority }.map {
      (EditDistance.between(key, Array(AreaName.key($0.name).utf8)), $0)
    }
    return near.filter { $0.0 <= reach }.sorted { ($0.0, $0.1.name) < ($1.0, $1.1.name) }.prefix(5)
      .map { "\($0.1.name) (\($0.1.code))" }
  }

  private static func unique(_ areas: [Area]) -> [Area] {
    var seen: Set<String> = []
    return areas.filter { seen.insert($0.code).inserted }
  }
}

/// A spelling under which an area is known.
public struct AreaAlias: Sendable, Equatable {
  public enum Ambiguity: String, Sendable, CaseIterable {
    case none
    case historicCode = "historic_code"
    case multipleLive = "multiple_live"
  }

  public let alias: String
  public let code: String
  public let kind: String
  public let ambiguity: Ambiguity
  public let isPreferred: Bool
}

/// How an area took the place of another.
public struct Succession: Sendable, Equatable {
  /// What a time series may do across the change.
  public enum Chaining: String, Sendable, CaseIterable {
    case yes
    case withCaution = "with_caution"
    case sumPredecessors = "sum_predecessors"
    case no
  }

  public let effectiveDate: String
  public let predecessor: String
  public let successor: String
  public let relation: String
  public let chaining: Chaining
  public let event: String?
}

extension Gazetteer {
  private static func readAreas(_ folder: ConfigurationFolder) throws -> [Area] {
    let table = try ConfigurationTable(
      "areas/areas.csv", in: folder,
      columns: [
        "code", "name", "area_type", "start_date", "end_date", "region_code", "upper_tier_code",
        "police_force_code", "icb_code", "probation_region", "combined_authority", "rural_urban",
      ])
    return try table.map { row in
      Area(
        code: try row.text("code"), name: try row.text("name"),
        areaType: try row.choice("area_type"), startDate: row["start_date"],
        endDate: row["end_date"], regionCode: row["region_code"],
        upperTierCode: row["upper_tier_code"], policeForceCode: row["police_force_code"],
        integratedCareBoardCode: row["icb_code"], probationRegion: row["probation_region"],
        combinedAuthorityCode: row["combined_authority"], ruralUrban: row["rural_urban"],
        isInGazetteer: true)
    }
  }

  private static func readAliases(_ folder: ConfigurationFolder) throws -> [AreaAlias] {
    let columns = ["alias", "code", "kind", "ambiguity", "preferred"]
    return try ConfigurationTable("areas/aliases.csv", in: folder, columns: columns).map { row in
      AreaAlias(
        alias: try row.text("alias"), code: try row.text("code"), kind: try row.text("kind"),
        ambiguity: try row.choice("ambiguity"), isPreferred: row["preferred"] == "yes")
    }
  }

  private static func readSuccessions(_ folder: ConfigurationFolder) throws -> [Succession] {
    let columns = [
      "effective_date", "predecessor_code", "successor_code", "relation", "chaining", "event",
    ]
    return try ConfigurationTable("areas/successions.csv", in: folder, columns: columns).map {
      row in
      Succession(
        effectiveDate: try row.text("effective_date"),
        predecessor: try row.text("predecessor_code"), successor: try row.text("successor_code"),
        relation: try row.text("relation"), chaining: try row.choice("chaining"),
        event: row["event"])
    }
  }
}

/// The form in which names of areas are compared.
public enum AreaName {
  /// Lower case without accents, `&` read as “and”, apostrophes and full stops dropped, and every
  /// other run of signs one space: `St. Helen's` is `st helens`.
  public static func key(_ name: String) -> String {
    var key = ""
    var needsSpace = false
    for scalar in name.lowercased().unicodeScalars {
      switch withoutAccent(scalar) {
      case "'", "’", "`", ".": continue
      case let plain where ("a"..."z").contains(plain) || ("0"..."9").contains(plain):
        if needsSpace, !key.isEmpty { key.append(" ") }
        needsSpace = false
        key.unicodeScalars.append(plain)
      case "&":
        key += key.isEmpty ? "and" : " and"
        needsSpace = true
      case _ where scalar.properties.canonicalCombiningClass != .notReordered: continue
      default: needsSpace = true
      }
    }
    return key
  }

  /// `é` is e: the letter is in the character's own name, LATIN SMALL LETTER E WITH ACUTE.
  private static func withoutAccent(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard scalar.value >= 0xC0, let name = scalar.properties.name,
      name.hasPrefix("LATIN SMALL LETTER "),
      let letter = name.split(separator: " ").dropFirst(3).first, letter.count == 1
    else { return scalar }
    return letter.lowercased().unicodeScalars.first ?? scalar
  }
}

/// Levenshtein's distance: the fewest insertions, deletions and replacements.
enum EditDistance {
  static func between(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var previous = Array(0...right.count)
    for (row, byte) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        let replaced = previous[column] + (byte == other ? 0 : 1)
        current.append(min(replaced, previous[column + 1] + 1, current[column] + 1))
      }
      previous = current
    }
    return previous[right.count]
  }
}
