import Load

/// A kind of public body that commissions or answers for something, and who that is here.
public struct Responsibility: Sendable, Equatable {
  public struct Source: Sendable, Equatable {
    public let title: String
    public let address: String
  }

  public let id: String
  public let body: String
  /// What it does, in our own words.
  public let does: String
  /// The bodies of this area by name; empty where none is held.
  public internal(set) var here: [String]
  public let themeIDs: [String]
  public let sources: [Source]
}

extension AreaBriefingQuery {
  /// Who is responsible for what, with the area's own bodies named.
  func responsibilities(_ place: Place, _ board: Board?) throws -> [Responsibility] {
    try memory.once { try readDuties() }.map { duty in
      var responsibility = duty.responsibility
      let local = LocalBodies(place: place, board: board, exceptions: duty.exceptions)
      responsibility.here = local.names(duty.localBody)
      return responsibility
    }
  }

  private func readDuties() throws -> [Duty] {
    let themes = try grouped(
      "SELECT responsibility_id, theme_id FROM responsibility_theme ORDER BY 1, 2")
    let exceptions = try database.query(
      "SELECT responsibility_id, area_code, body FROM responsibility_exception"
    ) { ($0.string(0), $0.string(1), $0.string(2)) }
    let sources = try responsibilitySources()
    let sql = """
      SELECT responsibility_id, body, does, local_body FROM responsibility ORDER BY position
      """
    return try database.query(sql) { row in
      let id = row.string(0)
      return Duty(
        responsibility: Responsibility(
          id: id, body: row.string(1), does: row.string(2), here: [],
          themeIDs: themes[id] ?? [], sources: sources[id] ?? []),
        localBody: row.string(3),
        exceptions: exceptions.filter { $0.0 == id }.map { (code: $0.1, body: $0.2) })
    }
  }

  private func responsibilitySources() throws -> [String: [Responsibility.Source]] {
    let found = try database.query(
      """
      SELECT responsibility_id, title, address FROM responsibility_source
      ORDER BY responsibility_id, position
      """
    ) { row in
      (
        row.string(0),
        Responsibility.Source(title: row.string(1), address: row.string(2))
      )
    }
    return Dictionary(grouping: found, by: \.0).mapValues { $0.map(\.1) }
  }

  private func grouped(_ sql: String) throws -> [String: [String]] {
    let found = try database.query(sql) { ($0.string(0), $0.string(1)) }
    return Dictionary(grouping: found, by: \.0).mapValues { $0.map(\.1) }
  }
}

/// A responsibility before it is known whose it is.
private struct Duty {
  let responsibility: Responsibility
  let localBody: String
  let exceptions: [(code: String, body: String)]
}

/// The bodies of a place by the words of the configuration.
private struct LocalBodies {
  let place: Place
  let board: Board?
  /// Area code and the body in the place of the usual one.
  let exceptions: [(code: String, body: String)]

  func names(_ localBody: String) -> [String] {
    if let other = exceptions.first(where: { $0.code == place.code }) { return [other.body] }
    switch localBody {
    case "upper_tier_council": return [council(place.upperTier?.name ?? place.name)]
    case "chosen_locally":
      return ["its area is chosen locally: ask \(council(place.upperTier?.name ?? place.name))"]
    case "housing_council": return housing
    case "integrated_care_board": return place.integratedCareBoards.map(\.name)
    case "police_force": return place.policeForces.map(commissioner)
    case "probation":
      return place.probationRegions.map { "\($0) region" } + place.deliveryUnits
    case "safety_partnership": return place.safetyPartnerships
    case "health_and_wellbeing_board": return [board?.name].compactMap(\.self)
    case "prisons": return place.prisons.isEmpty ? ["none in the area"] : place.prisons.map(\.name)
    case "england": return ["NHS England, for the whole country, by region"]
    default: return []
    }
  }

  private func council(_ name: String) -> String { "the council for \(name)" }

  private var housing: [String] {
    guard place.districts.isEmpty else {
      return [
        "the district councils: "
          + place.districts.map(\.name).joined(separator: ", ")
      ]
    }
    return [council(place.name)]
  }

  private func commissioner(_ force: NamedArea) -> String {
    exceptions.first { $0.code == force.code }?.body ?? "for \(force.name)"
  }
}
