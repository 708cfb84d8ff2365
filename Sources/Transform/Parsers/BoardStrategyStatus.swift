/// Tells whether a strategy is a draft, under consultation, finished or in force.
///
/// In this order: draft or consultation if the page says so of this strategy; expired if the page says
/// that it has been replaced or has finished, or if its last year is past; otherwise current.
enum BoardStrategyStatus {
  static func status(
    period: BoardStrategyPeriod?, near: PhraseText, page: PhraseText?, asOfYear: Int
  ) -> StrategyStatus {
    if !near.hasAny(inForce) {
      if near.hasAny(drafts) || page?.hasAny(pageDrafts) == true { return .draft }
      if near.hasAny(consultations) || page?.hasAny(pageConsultations) == true {
        return .consultation
      }
    }
    let isSuccessor = near.hasAny(successions) || near.hasAny(consultationsEnded)
    if near.hasAny(ended) && !isSuccessor || page?.hasAny(pageEnded) == true { return .expired }
    if let end = period?.end, end < asOfYear { return .expired }
    return .current
  }

  private static let inForce: PhraseList = [
    " in force", " present document", " current strategy", " stays in place", " remains in place",
    " until the new one", " presented for approval",
  ]
  private static let drafts: PhraseList = [
    " a draft of", " this draft", " the draft ", " draft strategy", " draft health", " draft joint",
    " our draft", " is a draft", " draft version", " in draft ", " first draft", " draft priorit",
  ]
  private static let pageDrafts: PhraseList = [
    " this is a draft", " draft strategy", " draft joint health",
  ]
  private static let consultations: PhraseList = [
    " views are wanted", " we are consulting", " are consulting on", " this consultation",
    " have your say", " what you think", " your chance to", " proposed strategy",
    " proposed priorit", " we propose", " give us your views", " your views on",
    " share your views",
    " tell us your views", " consultation closes", " consultation is open", " consultation opened",
    " survey is open", " open for consultation", " out to consultation until", " want your views",
    " would like your views", " consulting on", " comment on the",
    " opened a consultation", " out for consultation", " give your comments",
    " respond to the consultation",
  ]
  private static let pageConsultations: PhraseList = [
    " we are consulting", " this consultation", " consultation closes", " consultation is open",
    " views are wanted", " proposed strategy", " proposed priorit", " we propose",
    " opened a consultation on", " give your comments", " is being proposed",
    " have your say on the strategy", " have your say on this strategy",
    " have your say on the draft", " have your say on the health", " have your say on the new",
    " have your say on the joint", " have your say on the proposed", " have your say on the plan",
    " have your say on the priorit", " have your say on these", " have your say on health",
    " have your say on our health", " have your say on our draft", " have your say on our joint",
    " have your say on our strategy", " have your say on our priorit", " have your say on our plan",
    " your chance to tell us", " survey is open until",
    " consulting on",
    " responses to the consultation will", " out for consultation", " closing date for",
    " respond by",
  ]
  /// What is said to have ended is the strategy before.
  private static let successions: PhraseList = [
    " it replaces ", " this replaces ", " which replaces ", " it replaced ", " it follows ",
    " it succeeds ", " it takes over from ", " takes the place of ", " the previous plan",
    " the previous locality plan", " the last plan", " the earlier plan",
    " the last one ran ", " the previous one ",
  ]
  private static let consultationsEnded: PhraseList = [
    " consultation has ended", " consultation ended", " consultation has now ended",
    " survey has ended", " consultation has come to an end",
  ]
  private static let ended: PhraseList = [
    " been replaced", " come to an end", " came to an end", " has ended", " has expired",
    " superseded", " outgoing strategy", " ran from", " ran for", " is no longer current",
    " no longer in force", " was replaced", " previous strategy", " has finished",
    " our last strategy",
  ]
  private static let pageEnded: PhraseList = [
    " strategy on this page has been replaced", " this strategy has been replaced",
    " this strategy has ended", " this strategy has now ended", " this strategy has expired",
    " page is kept as a record", " record only", " this page is kept for", " been superseded by",
    " this strategy has come to an end", " this strategy is no longer", " kept for reference",
    " archived page", " this is an old strategy", " this page has been archived",
  ]
}
