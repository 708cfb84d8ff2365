/// A rule that a new release must keep, most of them as against the release before.
///
/// Method: the gates of data quality in use elsewhere (contracts of dlt and pandera, expectations
/// of PUDL); thresholds are in `config/pipeline.yaml` under `gates`. See docs/gates.md.
public enum Gate: String, Codable, Sendable, CaseIterable {
  case schema, key, references, rejects
  case closedPeriods = "closed-periods"
  case rowCount = "row-count"
  case vanished
  case valueJump = "value-jump"
  case distribution
  case unitScale = "unit-scale"
  case arithmetic, limits, suppression, freshness, links, anchors
}

/// What a gate found.
public struct GateResult: Codable, Sendable, Equatable {
  public enum Outcome: String, Codable, Sendable {
    case passed, warned, accepted, blocked
  }

  public let gate: Gate
  public internal(set) var outcome: Outcome
  /// What it is about: an indicator, an area, a source; nil for the release as a whole.
  public let scope: String?
  /// What was measured, and what would have been let through.
  public let measured: String
  public let limit: String
  /// At most five of the rows that offend, each in a sentence.
  public let rows: [String]

  /// The result as it stands once a person has let it through.
  func accepted(by acceptances: [Acceptance]) -> GateResult {
    guard outcome == .blocked, acceptances.contains(where: { $0.covers(self) }) else { return self }
    var result = self
    result.outcome = .accepted
    return result
  }

  /// One line for a person.
  public var sentence: String {
    let about = scope.map { "\(gate.rawValue):\($0)" } ?? gate.rawValue
    return "gate \(about): \(measured); at most \(limit)"
      + (rows.isEmpty ? "" : ". For example: " + rows.joined(separator: "; "))
  }
}

/// A gate that a person lets through for one run, with the reason.
public struct Acceptance: Codable, Sendable, Equatable {
  public let gate: Gate
  /// nil lets through whatever the gate is about.
  public let scope: String?
  public let reason: String

  /// Reads `GATE` or `GATE:scope`; nil when there is no such gate.
  public init?(_ text: String, reason: String) {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    guard let gate = parts.first.flatMap(Gate.init(rawValue:)) else { return nil }
    self.gate = gate
    scope = parts.count > 1 ? parts[1] : nil
    self.reason = reason
  }

  func covers(_ result: GateResult) -> Bool {
    gate == result.gate && (scope == nil || scope == result.scope)
  }
}
