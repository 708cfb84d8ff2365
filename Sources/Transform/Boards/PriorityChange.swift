/// What a confirmed page changed in what is recorded of a board's strategies.
public struct PriorityChange: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    case strategyAdded = "strategy_added"
    case titleChanged = "title_changed"
    case periodChanged = "period_changed"
    case statusChanged = "status_changed"
    case priorityAdded = "priority_added"
    case priorityWithdrawn = "priority_withdrawn"
    case priorityReworded = "priority_reworded"
  }

  public let areaCode: String
  /// The day on which the page that says so was received, and its SHA-256.
  public let day: String
  public let sha256: String
  public let kind: Kind
  public let strategyTitle: String
  public let oldText: String?
  public let newText: String?
  /// Where the old text was taken from.
  public let oldProvenance: String?

  static func between(
    _ before: [Strategy], _ after: [Strategy], _ decision: BoardDecision
  ) -> [PriorityChange] {
    after.flatMap { new -> [PriorityChange] in
      let old = before.first { $0.isSameStrategy(as: new) }
      let make = { (kind: Kind, from: String?, to: String?) in
        PriorityChange(
          areaCode: new.areaCode, day: decision.day, sha256: decision.sha256, kind: kind,
          strategyTitle: new.title, oldText: from, newText: to, oldProvenance: old?.provenance)
      }
      guard let old else {
        return [make(.strategyAdded, nil, new.title)]
          + new.priorities.map { make(.priorityAdded, nil, $0.text) }
      }
      return facts(old, new, make) + wordings(old, new, make)
    }
  }

  private typealias Make = (Kind, String?, String?) -> PriorityChange

  private static func facts(_ old: Strategy, _ new: Strategy, _ make: Make) -> [PriorityChange] {
    let pairs: [(Kind, String, String)] = [
      (.titleChanged, old.title, new.title), (.periodChanged, old.years, new.years),
      (.statusChanged, old.status.rawValue, new.status.rawValue),
    ]
    return pairs.filter { $0.1 != $0.2 }.map { make($0.0, $0.1, $0.2) }
  }

  /// Wordings that are gone are paired with new ones that share most of their words.
  private static func wordings(
    _ old: Strategy, _ new: Strategy, _ make: Make
  ) -> [PriorityChange] {
    let olds = Set(old.priorities.map { AreaName.key($0.text) })
    let news = Set(new.priorities.map { AreaName.key($0.text) })
    var gone = old.priorities.map(\.text).filter { !news.contains(AreaName.key($0)) }
    var changes: [PriorityChange] = []
    for text in new.priorities.map(\.text) where !olds.contains(AreaName.key(text)) {
      let like = gone.indices.max { likeness(gone[$0], text) < likeness(gone[$1], text) }
      if let like, likeness(gone[like], text) >= 0.5 {
        changes.append(make(.priorityReworded, gone.remove(at: like), text))
      } else {
        changes.append(make(.priorityAdded, nil, text))
      }
    }
    return changes + gone.map { make(.priorityWithdrawn, $0, nil) }
  }

  /// The share of the shorter wording's words that the other has too.
  private static func likeness(_ left: String, _ right: String) -> Double {
    let small: Set<Substring> = ["a", "and", "for", "in", "of", "our", "the", "to"]
    let one = Set(AreaName.key(left).split(separator: " ")).subtracting(small)
    let two = Set(AreaName.key(right).split(separator: " ")).subtracting(small)
    let shorter = min(one.count, two.count)
    return shorter == 0 ? 0 : Double(one.intersection(two).count) / Double(shorter)
  }
}

extension Strategy {
  fileprivate var years: String {
    [periodStart, periodEnd].map { $0.map { "\($0)" } ?? "" }.joined(separator: " to ")
  }
}
