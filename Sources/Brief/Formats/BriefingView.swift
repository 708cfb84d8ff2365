/// What the templates see of a briefing: every key always there, lists where a thing may be absent.
struct BriefingView {
  typealias Fields = [String: Any]

  let briefing: AreaBriefing
  /// Makes a text safe for the format; called on every text exactly once.
  let say: (String) -> String

  init(_ briefing: AreaBriefing, say: @escaping (String) -> String) {
    (self.briefing, self.say) = (briefing, say)
  }

  var whole: Fields {
    heading.merging(summary) { first, _ in first }
      .merging(boardView) { first, _ in first }
      .merging(themesView) { first, _ in first }
      .merging(evidence) { first, _ in first }
  }

  /// A text that may be absent: a list of none or one.
  func maybe(_ text: String?) -> [String] {
    guard let text, !text.isEmpty else { return [] }
    return [say(text)]
  }

  /// `link` where the address can be followed, `address` as text where it cannot.
  func link(_ address: String?) -> Fields {
    let safe = Printable.link(address)
    return [
      "link": safe.map { [["href": $0]] } ?? [],
      "plainAddress": safe == nil ? maybe(address) : [],
    ]
  }

  private var heading: Fields {
    let place = briefing.place
    return [
      "area": say(place.name), "code": say(place.code),
      "type": say(PlaceFacts.type(place.type)),
      "day": briefing.day == .unknown ? "a day not recorded" : briefing.day.inWords,
      "release": maybe(briefing.release), "illustrative": briefing.isIllustrative,
      "redirection": maybe(briefing.redirection),
      "region": say(place.region?.name ?? "Region"),
      "facts": PlaceFacts(place).facts.map { fact in
        ["term": say(fact.term), "details": fact.details.map(say)] as Fields
      },
    ]
  }

  private var summary: Fields {
    [
      "hasMessages": !briefing.messages.isEmpty, "tally": maybe(briefing.tally),
      "groups": briefing.messages.map { group in
        [
          "title": say(group.title),
          "messages": group.messages.map { message in
            [
              "subject": say(message.subject), "sentence": say(message.sentence),
              "number": message.number,
            ] as Fields
          },
          "others": maybe(group.others.joined(separator: "; ")),
        ] as Fields
      },
      "needs": briefing.mirror.needs.map { need in
        ["theme": say(need.theme), "figures": say(need.figures.joined(separator: "; "))] as Fields
      },
      "unmeasured": briefing.mirror.unmeasured.map { priority in
        ["text": say(priority.text), "strategy": say(priority.strategy)] as Fields
      },
      "hasStrategyInForce": briefing.mirror.hasStrategy,
      "allNeedsTouched": briefing.mirror.hasNeeds && briefing.mirror.needs.isEmpty,
    ]
  }

  private var boardView: Fields {
    [
      "board": briefing.board.map { board in
        [
          [
            "name": say(board.name), "status": say(board.status), "note": maybe(board.note),
            "forCounty": maybe(briefing.place.upperTier.map { _ in board.areaName }),
          ] as Fields
        ]
      } ?? [],
      "strategies": briefing.strategies.map(strategy),
    ]
  }

  private func strategy(_ strategy: Strategy) -> Fields {
    let ended = strategy.hasEnded(by: briefing.day)
    let newer = briefing.mirror.hasStrategy
    let allNeedChecking = strategy.priorities.allSatisfy(\.needsChecking)
    return [
      "title": say(strategy.title), "years": say(strategy.years),
      "ended": ended && !newer ? maybe(strategy.lastYear.map(String.init)) : [],
      "replaced": ended && newer ? maybe(strategy.lastYear.map(String.init)) : [],
      "confirmed": maybe(strategy.confirmed?.inWords),
      "provenance": maybe(strategy.provenance),
      "draft": strategy.status.lowercased().contains("draft"),
      "priorities": strategy.priorities.map { priority in
        [
          "text": say(priority.text),
          "needsChecking": priority.needsChecking && !allNeedChecking,
        ] as Fields
      },
      "listNeedsChecking": allNeedChecking && !strategy.priorities.isEmpty,
    ].merging(link(strategy.address)) { first, _ in first }
  }
}
