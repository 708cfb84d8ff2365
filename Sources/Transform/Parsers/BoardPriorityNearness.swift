// How near to the name of the strategy a list stands.
extension BoardPriorityEvidence {
  func nearness(_ candidate: BoardPriorityCandidate) -> [(String, Double)] {
    let context = candidate.context
    let near = PhraseText(context.leadIn + " . " + context.earlier)
    let headings = PhraseText(context.headings.joined(separator: " . "))
    if Self.namesStrategy(near) { return [("names the strategy", 2)] }
    let speaksOfIt = near.hasAny([
      " the strategy ", " our strategy ", " the board ", " the boards ",
    ])
    if Self.namesStrategy(headings) {
      let leadsOn =
        speaksOfIt && context.leadIn.hasSuffix(":")
        && BoardPriorityVocabulary.label(in: PhraseText(context.leadIn)) == nil
      return [("under the strategy", leadsOn ? 2 : 1.2)]
    }
    if speaksOfIt { return [("near the strategy", 1)] }
    return isStrategyPage ? [("page of the strategy", 0.6)] : []
  }

  static func namesStrategy(_ text: PhraseText) -> Bool {
    text.hasAny(strategyNames)
  }

  private static let strategyNames: PhraseList = [
    " health and wellbeing strategy", " health and well being strategy", " wellbeing strategy",
    " health wellbeing strategy", " well being strategy", " health and wellbeing plan",
    " health and care strategy", " health and wellbeing strategies",
    " health and wellbeing integrated care strategy",
  ]
}
