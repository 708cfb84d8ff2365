/// What the templates see of a briefing: every key always there, lists where a thing may be absent.
struct BriefingView {
  typealias Fields = [String: Any]

  let briefing: AreaBriefing
  /// Makes a text safe for the format; called on every text exactly once.
  let say: (String) -> String

  /// The address of a page about the indicator, where there is one.
  let pageOf: (IndicatorRow) -> String?
  /// Whether the format has charts; without them only their words are made.
  let hasCharts: Bool

  init(
    _ briefing: AreaBriefing, say: @escaping (String) -> String,
    pageOf: @escaping (IndicatorRow) -> String? = { _ in nil }, hasCharts: Bool = true
  ) {
    (self.briefing, self.say, self.pageOf) = (briefing, say, pageOf)
    self.hasCharts = hasCharts
  }

  var whole: Fields {
    [summary, changesView, boardView, responsibilitiesView, themesView, evidence].reduce(heading) {
      $0.merging($1) { first, _ in first }
    }
  }

  /// What the page says of itself at its end.
  var footline: String {
    let release = briefing.release.map { ", release \($0)" } ?? ""
    let place = "\(briefing.place.name) (\(briefing.place.code))"
    return Printable.clean("\(place), as at \(day)\(release).")
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

  private var day: String {
    briefing.day == .unknown ? "a day not recorded" : briefing.day.inWords
  }

  private var heading: Fields {
    let place = briefing.place
    let population = briefing.rows.first { $0.indicator.id == PlaceFacts.populationID }
    return [
      "area": say(place.name), "code": say(place.code),
      "type": say(PlaceFacts.type(place.type)), "day": day,
      "release": maybe(briefing.release.map(String.init)),
      "illustrative": briefing.isIllustrative,
      "redirection": maybe(briefing.redirection),
      "region": say(place.region?.name ?? "Region"), "compared": maybe(briefing.compared?.name),
      "facts": PlaceFacts(place, population: population).facts.map { fact in
        ["term": say(fact.term), "details": fact.details.map(say)] as Fields
      },
    ]
  }

  private var summary: Fields {
    [
      "hasMessages": !briefing.messages.isEmpty, "tally": maybe(briefing.tally),
      "groups": briefing.messages.map { group in
        [
          "kind": group.kind.rawValue, "title": say(group.title),
          "messages": group.messages.map(message), "hasOthers": !group.others.isEmpty,
          "others": group.others.enumerated().map { place, other in
            message(other).merging(["separator": place == group.others.count - 1 ? "." : ";"]) {
              $1
            }
          },
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

  private func message(_ message: KeyMessages.Message) -> Fields {
    [
      "subject": say(message.subject), "sentence": say(message.sentence),
      "number": message.number,
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
      // Which rules read which bytes is for the data, not for the reader of a page.
      "provenance": maybe(
        strategy.provenance.firstRange(of: " (rules ")
          .map { String(strategy.provenance[..<$0.lowerBound]) } ?? strategy.provenance),
      "draft": strategy.status.lowercased().contains("draft")
        && !strategy.title.lowercased().contains("draft"),
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
