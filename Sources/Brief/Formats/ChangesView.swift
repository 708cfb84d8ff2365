internal import Transform

extension BriefingView {
  /// What changed since an earlier release or day.
  var changesView: Fields {
    let changes = briefing.changes
    return [
      "since": say(changes.since), "hasChangeRecord": changes.isRecorded,
      "nothingChanged": changes.isRecorded && changes.figures.isEmpty
        && changes.strategies.isEmpty,
      "changeGroups": changes.isRecorded ? changeGroups : [],
      "strategyChanges": changes.strategies.map(say),
    ]
  }

  private var changeGroups: [Fields] {
    let titles: [(Changes.Change.Kind, String)] = [
      (.revised, "Corrected by the publisher"), (.withdrawn, "Withdrawn by the publisher"),
      (.newlySuppressed, "Now withheld"), (.newPeriod, "New periods"),
      (.added, "Newly held for this area"),
    ]
    return titles.compactMap { kind, title in
      let all = briefing.changes.figures(kind)
      guard !all.isEmpty else { return nil }
      let shown = all.prefix(Self.mostChanges)
      return [
        "title": say(title), "changes": shown.map { say(Self.sentence($0)) },
        "more": all.count > shown.count ? [all.count - shown.count] : [],
      ]
    }
  }

  private static let mostChanges = 12

  private static func sentence(_ change: Changes.Change) -> String {
    let subject = [change.indicator, change.population].filter { !$0.isEmpty }
      .joined(separator: ", ")
    func number(_ value: Double?) -> String {
      value.map { Figures.text($0, .bySize()) } ?? "no value"
    }
    return switch change.kind {
    case .revised:
      "\(subject), \(change.period): \(number(change.before)) became \(number(change.now))"
    case .withdrawn: "\(subject), \(change.period): was \(number(change.before))"
    case .newlySuppressed: "\(subject), \(change.period): was \(number(change.before))"
    case .newPeriod, .added: "\(subject), \(change.period): \(number(change.now))"
    }
  }
}
