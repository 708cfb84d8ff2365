public import Fetch

/// Every area of `config/areas`, found by code, former or alternative code, name or alias.
///
/// All that is known of councils' changes stands in the tables: a merger is new rows there. Which
/// areas are live depends on the day.
public struct Gazetteer: Sendable {
  public let areas: [Area]
  public let successions: [Succession]
  public let aliases: [AreaAlias]
  /// What is not an area itself: prisons, units, partnerships and names that cover several councils.
  public let bodies: [NamedBody]
  /// The day on which areas are live or not, as “2026-11-22”.
  public let day: String
  private let byCode: [String: Int]
  private let byKey: [String: [AreaAlias]]
  private let byOtherCode: [String: [String]]
  private let bodiesByKey: [String: [NamedBody]]
  private let byPredecessor: [String: [Succession]]
  private let bySuccessor: [String: [Succession]]

  /// - Parameters:
  ///   - configuration: where the tables are.
  ///   - day: the day whose areas are live; today where nil.
  /// - Throws: `ConfigurationError` naming file and line.
  public init(_ configuration: ConfigurationFolder, on day: String? = nil) throws {
    let day = day ?? CivilDay.today
    let areas = try Self.readAreas(configuration, on: day)
    let aliases = try Self.readAliases(configuration)
    let named = areas.map {
      AreaAlias(alias: $0.name, code: $0.code, kind: "name", ambiguity: .none, isPreferred: true)
    }
    self.day = day
    self.areas = areas
    self.aliases = aliases
    byCode = Dictionary(areas.enumerated().map { ($1.code, $0) }) { first, _ in first }
    byKey = Dictionary(grouping: named + aliases) { AreaName.key($0.alias) }
    byOtherCode = try Self.readOtherCodes(configuration)
    bodies = try NamedBody.all(configuration)
    bodiesByKey = Dictionary(bodies.flatMap { body in body.keys.map { ($0, [body]) } }) { $0 + $1 }
    successions = try Self.readSuccessions(configuration)
    byPredecessor = Dictionary(grouping: successions, by: \.predecessor)
    bySuccessor = Dictionary(grouping: successions, by: \.successor)
  }

  public func area(code: String) -> Area? {
    byCode[code].map { areas[$0] }
  }

  /// The area that a reader means by a code, a former code, a name or an alias.
  ///
  /// A prison, a unit or a partnership stands for the council that is responsible there.
  ///
  /// - Parameters:
  ///   - text: what the reader wrote.
  ///   - day: the day of the figures, as “2018-06-30”; the gazetteer's own day where nil.
  /// - Returns: the one area that is meant.
  /// - Throws: ``TransformError`` with the nearest matches or the candidates.
  public func resolve(_ text: String, on day: String? = nil) throws -> Area {
    let day = day ?? self.day
    if let area = area(code: text.uppercased()) { return standing(for: area, on: day) }
    let candidates = candidates(for: text, on: day)
    switch candidates.count {
    case 0: throw TransformError(.unknownArea(text, nearest: nearest(to: text)), in: text)
    case 1: return candidates[0]
    default:
      let names = candidates.map { "\($0.name) (\($0.code))" }
      throw TransformError(.ambiguousArea(text, candidates: names), in: text)
    }
  }

  /// Areas by name, else by another scheme's code, else the councils of a body of that name.
  private func candidates(for text: String, on day: String) -> [Area] {
    let key = AreaName.key(text)
    let codes = byKey[key]?.map(\.code) ?? byOtherCode[text.uppercased()]
    if let codes { return choose(among: codes, on: day) }
    let members = bodiesByKey[key]?.flatMap(\.areaCodes) ?? []
    let councils = members.compactMap { area(code: $0) }.map { standing(for: $0, on: day) }
    return Self.unique(councils.map { area(code: $0.upperTierCode ?? "") ?? $0 })
  }

  /// Those that existed on the day, councils before others; where none did, what took their place.
  private func choose(among codes: [String], on day: String) -> [Area] {
    let found = Self.unique(codes.compactMap { area(code: $0) })
    let authorities = found.filter(\.areaType.isLocalAuthority)
    let best = authorities.isEmpty ? found : authorities
    let existing = best.filter { $0.exists(on: day) }
    return existing.isEmpty ? Self.unique(best.map { standing(for: $0, on: day) }) : existing
  }

  /// The area that stands in the place of one that has ended, when there is exactly one.
  public func current(_ area: Area) -> Area { standing(for: area, on: day) }

  /// The area that stood in the place of another on a day: itself, else its only successor, or
  /// where it did not exist yet the one area that it took the place of as a whole.
  public func standing(for area: Area, on day: String) -> Area {
    if area.exists(on: day) { return area }
    let codes =
      (area.startDate ?? "") > day
      ? Set(predecessors(of: area.code).filter(\.keepsExtent).map(\.predecessor))
      : Set(successors(of: area.code).filter { $0.effectiveDate <= day }.map(\.successor))
    guard codes.count == 1, let code = codes.first, let next = self.area(code: code) else {
      return area
    }
    return standing(for: next, on: day)
  }

  /// What took the place of an area, in the order of the table.
  public func successors(of code: String) -> [Succession] { byPredecessor[code] ?? [] }

  /// What an area took the place of.
  public func predecessors(of code: String) -> [Succession] { bySuccessor[code] ?? [] }

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

  /// Bodies whose name holds the text.
  public func bodies(named text: String) -> [NamedBody] {
    let key = AreaName.key(text)
    return bodies.filter { AreaName.key($0.name).contains(key) }
  }

  /// The council that a small area lies in: its parent in the data where that is a council, else the
  /// council that its name begins with, as in “Nottingham 001”.
  func authority(ofSmallArea name: String, parentCode: String) -> Area? {
    if let parent = area(code: parentCode) {
      if parent.areaType.isLocalAuthority { return current(parent) }
    }
    let words = name.split(separator: " ")
    guard let number = words.last, number.count == 3, number.allSatisfy(\.isNumber) else {
      return nil
    }
    let councils = choose(
      among: byKey[AreaName.key(words.dropLast().joined(separator: " "))]?.map(\.code) ?? [],
      on: day)
    return councils.count == 1 && councils[0].areaType.isLocalAuthority ? councils[0] : nil
  }

  /// Up to five names of live authorities by edit distance.
  func nearest(to text: String) -> [String] {
    let key = Array(AreaName.key(text).utf8)
    let reach = max(2, key.count / 2)
    let near = areas.filter { $0.isLive && $0.areaType.isLocalAuthority }.compactMap { area in
      let name = Array(AreaName.key(area.name).utf8)
      // A distance is never less than the difference of the lengths: a long text costs nothing.
      return abs(name.count - key.count) > reach ? nil : (EditDistance.between(key, name), area)
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

  /// Whether the successor is the same area, but for a small change of boundary at most.
  public var keepsExtent: Bool { chaining == .yes || chaining == .withCaution }
}

extension Gazetteer {
  private static func readAreas(_ folder: ConfigurationFolder, on day: String) throws -> [Area] {
    let table = try ConfigurationTable(
      "areas/areas.csv", in: folder,
      columns: [
        "code", "name", "area_type", "start_date", "end_date", "region_code", "upper_tier_code",
        "police_force_code", "icb_code", "probation_region", "combined_authority", "rural_urban",
      ])
    return try table.map { row in
      let (start, end) = (row["start_date"], row["end_date"])
      return Area(
        code: try row.text("code"), name: try row.text("name"),
        areaType: try row.choice("area_type"), startDate: start, endDate: end,
        regionCode: row["region_code"], upperTierCode: row["upper_tier_code"],
        policeForceCode: row["police_force_code"], integratedCareBoardCode: row["icb_code"],
        probationRegion: row["probation_region"], combinedAuthorityCode: row["combined_authority"],
        ruralUrban: row["rural_urban"], localAuthorityCode: nil, isInGazetteer: true,
        isLive: (start ?? "") <= day && day <= (end ?? "9999"))
    }
  }

  /// Codes of other schemes in capital letters, and the areas that they stand for.
  private static func readOtherCodes(_ folder: ConfigurationFolder) throws -> [String: [String]] {
    let columns = ["scheme", "alternative_code", "code"]
    let table = try ConfigurationTable("areas/alternative_codes.csv", in: folder, columns: columns)
    let pairs = try table.map { row in
      (try row.text("alternative_code").uppercased(), try row.text("code"))
    }
    return Dictionary(grouping: pairs, by: \.0).mapValues { $0.map(\.1) }
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
