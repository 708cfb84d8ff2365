/// Weighs what speaks for and against a list being the board's priorities.
///
/// Method: a sum of points for the words that introduce the list, agreement with an announced number,
/// labels, the nearness of the strategy's name, and the look of the items; see
/// ``BoardPriorityVocabulary`` for the words. A list below ``threshold`` is not taken.
struct BoardPriorityEvidence {
  static let threshold = 4.0
  /// From here up to the threshold a person should look.
  static let reviewFrom = 2.5

  let page: BoardPriorityOutline
  /// On the page of a council plan, “council plan” does not tell a list from the page’s own.
  private let isCouncilPlan: Bool
  /// Whether the title, a main heading or the first paragraphs name the strategy.
  let isStrategyPage: Bool
  /// How often each text of a few words stands on the page.
  private let timesOnPage: [[UInt8]: Int]
  /// How many of something the first paragraphs announce.
  private let openingCounts: Set<Int>

  init(page: BoardPriorityOutline) {
    self.page = page
    timesOnPage = page.phrases.filter { $0.bytes.count < 120 }.reduce(into: [:]) {
      $0[$1.bytes, default: 0] += 1
    }
    let title = BoardStrategyTitles.titleParts(page.outline.title).first ?? ""
    let head = PhraseText(
      page.outline.title + " . " + page.outline.mainHeadings.joined(separator: " . "))
    let opening = page.blocks.prefix { $0.kind != .item }.prefix(6).map(\.text)
    let start = PhraseText(opening.joined(separator: " . "))
    openingCounts = Set(
      BoardPriorityCount.all(in: start).filter(\.isLabelled).map(\.number).filter { $0 > 2 })
    isStrategyPage =
      Self.namesStrategy(head) || Self.namesStrategy(start)
      || start.has(" strategy ") && start.has(" health and wellbeing board ")
    isCouncilPlan = PhraseText(([title] + page.outline.mainHeadings).joined(separator: " . "))
      .hasAny(Self.councilPlans)
  }

  private static let councilPlans: PhraseList = [
    " council plan", " corporate plan", " corporate strategy", " corporate priorit",
  ]

  private func decoyPenalty(_ text: PhraseText) -> Double {
    if isCouncilPlan && text.hasAny(Self.councilPlans) { return 0 }
    return BoardPriorityVocabulary.penalty(BoardPriorityVocabulary.decoys, text)
  }

  func score(_ candidate: inout BoardPriorityCandidate) {
    candidate.context = context(of: candidate)
    var points: [(String, Double)] = []
    points += introduction(candidate)
    points += counts(candidate)
    points += labels(candidate)
    points += nearness(candidate)
    points += looks(candidate)
    points.append(("form", Self.prior(candidate)))
    candidate.score = points.reduce(0) { $0 + $1.1 }
    candidate.reasons = points.filter { $0.1 != 0 }.map { "\($0.0) \(Self.short($0.1))" }
  }

  static func short(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }

  // MARK: context

  private func context(of candidate: BoardPriorityCandidate) -> BoardPriorityContext {
    var context = BoardPriorityContext()
    let first = candidate.anchor ?? candidate.range.lowerBound
    let headings = page.headings(above: first, under: candidate.rank)
    context.headings = headings.map { page.blocks[$0].text }
    if let own = candidate.ownHeading { context.headings.insert(own, at: 0) }
    if let own = candidate.ownLeadIn {
      context.leadIn = own
      context.leadBlock = first
      return context
    }
    var position = first - 1
    while position >= 0,
      page.phrases[position].isEmpty || BoardPriorityOutline.isNumeral(page.blocks[position].text)
    { position -= 1 }
    guard position >= 0, isBody(position), position > (headings.first ?? -1) else { return context }
    context.leadIn = page.blocks[position].text
    context.leadBlock = position
    if position > 0, isBody(position - 1), position - 1 > (headings.first ?? -1) {
      context.earlier = page.blocks[position - 1].text
    }
    return context
  }

  private func isBody(_ index: Int) -> Bool {
    guard page.ranks[index] == BoardPriorityOutline.bodyRank || page.ranks[index] == 8 else {
      return false
    }
    switch page.blocks[index].kind {
    case .paragraph, .definition, .cell, .caption: return true
    case .item: return page.blocks[index].text.hasSuffix(":")
    default: return false
    }
  }

  // MARK: evidence

  private func introduction(_ candidate: BoardPriorityCandidate) -> [(String, Double)] {
    let context = candidate.context
    let leadIn = isEntry(candidate) ? "" : context.leadIn
    let sentences = Self.withoutInstructions(HTMLText.sentences(leadIn))
    let last = PhraseText(sentences.last ?? "")
    let all = PhraseText(leadIn)
    let isOfOthers = !isCouncilPlan && last.hasAny(BoardPriorityVocabulary.otherPriorities)
    let lastLabel = isOfOthers ? 0 : BoardPriorityVocabulary.label(in: last)?.points ?? 0
    let allLabel = isOfOthers ? 0 : (BoardPriorityVocabulary.label(in: all)?.points ?? 0) * 0.85
    let isThin =
      (last.wordCount <= 4 || lastLabel == 0) && decoyPenalty(last) > -4
      && !Self.standsAlone(last, leadIn)
    let earlier =
      isThin
      ? (BoardPriorityVocabulary.label(in: PhraseText(context.earlier))?.points ?? 0) * 0.85 : 0
    let announced =
      lastLabel == 0 && allLabel == 0 && earlier == 0
      ? max(farLabel(candidate), afterLabel(candidate)) : 0
    let lead = max(lastLabel, allLabel, earlier, announced)
    let heading = PhraseText(context.headings.first ?? "")
    let headingLabel = headingLabel(candidate)
    let label = max(lead, headingLabel) + (min(lead, headingLabel) > 1.5 ? 0.7 : 0)
    let absence = BoardPriorityVocabulary.penalty(BoardPriorityVocabulary.absences, last)
    let isChosenList =
      label == 0 && leadIn.hasSuffix(":") && last.hasAny(Self.selections)
    let isChosen =
      lead > 0
      && PhraseText(context.leadIn + " . " + context.earlier)
        .hasAny(BoardPriorityVocabulary.choices)
    return [
      ("part of each entry", isRefrain(context) ? -2.5 : 0),
      ("in the midst of headings", isMidst(candidate, context) ? -3 : 0),
      ("headings of the page", isOutline(candidate) ? -2.5 : 0),
      ("said to be elsewhere", absence), ("said to be another’s", isAnothers(candidate) ? -5 : 0),
      ("chosen", isChosen ? 0.7 : isChosenList ? 1.8 : 0),
      ("label", label),
      (
        "introduced as another list",
        leadPenalty(
          last, all, label: max(lead, ownLabel(candidate)), of: candidate)
      ),
      ("heading of another list", headingPenalty(heading, label: headingLabel, candidate)),
    ]
  }

  /// “Choose a theme to read more.” says how to use the page and introduces nothing that was not
  /// introduced before.
  private static func withoutInstructions(_ sentences: [String]) -> [String] {
    let others = sentences.filter { sentence in
      !["Choose ", "Select ", "Click ", "Open ", "Tap ", "Press "].contains {
        sentence.hasPrefix($0)
      }
    }
    return others.isEmpty ? sentences : others
  }

  /// “The judges said that the entry was:” introduces a list of its own, whatever stood before it,
  /// unlike “They are:”.
  private static func standsAlone(_ last: PhraseText, _ leadIn: String) -> Bool {
    guard leadIn.hasSuffix(":"), last.wordCount > 4 else { return false }
    return !last.hasAny(backReferences)
  }

  /// “That is how these came to be chosen:”.
  private static let selections: PhraseList = [" chosen ", " chose ", " picked ", " settled on "]

  private static let backReferences: PhraseList = [
    " they ", " these ", " those ", " this ", " it ", " them ", " following ", " below ", " its ",
    " our ", " we ", " strategy ", " plan ",
  ]

  /// “Priority three: …” before the list is an entry of another list and introduces nothing.
  private func isEntry(_ candidate: BoardPriorityCandidate) -> Bool {
    guard candidate.ownLeadIn == nil, let block = candidate.context.leadBlock else { return false }
    if page.labels[block].hasBullet, !page.blocks[block].text.hasSuffix(":") { return true }
    return page.labels[block].noun != nil && page.labels[block].number != nil
      && !page.blocks[block].text.hasSuffix(":")
  }

  /// “Theme Three – Fairer life chances”: a heading that is an entry itself.
  private static func isEntry(_ heading: String) -> Bool {
    let label = BoardPriorityLabel(heading)
    return label.noun != nil && label.number != nil && label.rest.contains(where: \.isLetter)
  }

  /// What the heading says for the list; half of it when other text lies between the heading and an
  /// introduction that says nothing. A table’s own heading and the one above it both count.
  private func headingLabel(_ candidate: BoardPriorityCandidate) -> Double {
    let headings = candidate.context.headings.prefix(candidate.ownHeading == nil ? 1 : 2)
      .filter { !Self.isEntry($0) }
    let points = headings.map { label(of: $0, candidate) }.max() ?? 0
    return points * (isOtherColumn(candidate) ? 0.5 : 0.85)
  }

  /// Whether the column has a title that says nothing of priorities, whatever the table's caption says.
  func isOtherColumn(_ candidate: BoardPriorityCandidate) -> Bool {
    candidate.columnTitle.map { label(of: $0, candidate) == 0 } ?? false
  }

  private func label(of heading: String, _ candidate: BoardPriorityCandidate) -> Double {
    let phrase = PhraseText(heading)
    let own = BoardPriorityVocabulary.label(in: phrase)
    if !isCouncilPlan, phrase.hasAny(BoardPriorityVocabulary.otherPriorities) { return 0 }
    if phrase.wordCount <= 2, phrase.has(" strategy ") { return 1.5 }
    guard own == nil, candidate.form == .tableColumn else { return own?.points ?? 0 }
    return BoardPriorityVocabulary.label(in: PhraseText(heading + "s"))?.points ?? 0
  }

  /// What the list's own heading says: that of a column, a caption.
  private func ownLabel(_ candidate: BoardPriorityCandidate) -> Double {
    candidate.ownHeading.map { label(of: $0, candidate) } ?? 0
  }

  /// What a paragraph of the same section says that announces just as many entries, when other text
  /// stands between it and the list.
  private func farLabel(_ candidate: BoardPriorityCandidate) -> Double {
    let first = candidate.range.lowerBound
    let top = page.headings(above: first, under: min(candidate.rank, 8)).first ?? -1
    let start = max(top + 1, first - 8)
    let leadIn = candidate.context.leadIn
    guard start < first, !leadIn.hasSuffix(":"), decoyPenalty(PhraseText(leadIn)) > -2 else {
      return 0
    }
    let points = (start..<first).compactMap { index -> Double? in
      guard isBody(index),
        let label = BoardPriorityVocabulary.label(in: page.phrases[index])?.points,
        BoardPriorityCount.all(in: page.phrases[index])
          .contains(where: { $0.isLabelled && $0.number == candidate.items.count })
      else { return nil }
      return label
    }
    return (points.max() ?? 0) * 0.85
  }

  /// What the sentence behind the list calls it: “These are the four ambitions of the board.”
  private func afterLabel(_ candidate: BoardPriorityCandidate) -> Double {
    guard let after = following(candidate) else { return 0 }
    return (BoardPriorityVocabulary.label(in: after)?.points ?? 0) * 0.85
  }

  /// The sentence right behind a list that speaks of the list and counts its entries.
  private func following(_ candidate: BoardPriorityCandidate) -> PhraseText? {
    let end = candidate.range.upperBound
    let behind = (end..<min(end + 2, page.blocks.count)).prefix(while: isBody)
    return behind.lazy.flatMap { HTMLText.sentences(page.blocks[$0].text) }.map { PhraseText($0) }
      .first { phrase in
        let isOfIt = phrase.has(" these ") || ["all", "the"].contains(phrase.words.first ?? "")
        return isOfIt
          && BoardPriorityCount.all(in: phrase)
            .contains { $0.isLabelled && $0.number == candidate.items.count }
      }
  }

  /// “These are the outcomes of the Council Plan”, right behind the list.
  private func isAnothers(_ candidate: BoardPriorityCandidate) -> Bool {
    let end = candidate.range.upperBound
    guard !isCouncilPlan, end < page.blocks.count, isBody(end),
      let sentence = HTMLText.sentences(page.blocks[end].text).first
    else { return false }
    let phrase = PhraseText(sentence)
    return phrase.words.first == "these" && phrase.hasAny(Self.councilPlans)
  }

  /// Whether headings of the same rank came before, and the text between announces nothing.
  private func isMidst(
    _ candidate: BoardPriorityCandidate, _ context: BoardPriorityContext
  ) -> Bool {
    let isFirst = candidate.items.first?.number == 1 && candidate.items.last?.number != nil
    let areStages =
      candidate.items.count > 2
      && candidate.items.allSatisfy { BoardPriorityVocabulary.isStage(PhraseText($0.text)) }
    guard !isFirst, !areStages, !isOpeningCount(candidate),
      candidate.rank < BoardPriorityOutline.bodyRank,
      let lead = context.leadBlock,
      !BoardPriorityVocabulary.announces(PhraseText(context.leadIn))
    else { return false }
    let before = page.ranks[..<lead].last { $0 <= candidate.rank }
    return before == candidate.rank
  }

  /// What the introduction says against the list; “chose six programmes” before six entries says
  /// little against it.
  private func leadPenalty(
    _ last: PhraseText, _ all: PhraseText, label: Double, of candidate: BoardPriorityCandidate
  ) -> Double {
    let isCounted =
      last.hasAny(BoardPriorityVocabulary.choices)
      && BoardPriorityCount.all(in: last).contains { $0.number == candidate.items.count }
    // A paragraph before headings that does not lead up to them says less of them.
    let isApart = candidate.form == .headings && !candidate.context.leadIn.hasSuffix(":")
    let isLabelled =
      candidate.items.count > 1 && candidate.items.allSatisfy { $0.noun == "priority" }
    return leadPenalty(last, all, label: label)
      * (isLabelled ? 0.2 : isCounted || isApart ? 0.4 : 1)
  }

  private func leadPenalty(_ last: PhraseText, _ all: PhraseText, label: Double) -> Double {
    let decoy = decoyPenalty(last)
    let process = BoardPriorityVocabulary.penalty(BoardPriorityVocabulary.processes, last)
    if label >= 2.5 {
      let isOutweighed = BoardPriorityVocabulary.endsInPriorities(last)
      return decoy <= -5 && !isOutweighed ? decoy : decoy * 0.4
    }
    let isChosen = Self.namesStrategy(all) || last.hasAny(BoardPriorityVocabulary.choices)
    return isChosen ? decoy : min(decoy, process)
  }

  /// A heading speaks for the first list under it, and less for a later one with its own words.
  private func headingPenalty(
    _ heading: PhraseText, label: Double, _ candidate: BoardPriorityCandidate
  ) -> Double {
    if let title = candidate.columnTitle, self.label(of: title, candidate) >= 2.5 { return 0 }
    let decoy = min(
      decoyPenalty(heading),
      BoardPriorityVocabulary.penalty(BoardPriorityVocabulary.processes, heading))
    let lead = BoardPriorityVocabulary.label(in: PhraseText(candidate.context.leadIn))?.points ?? 0
    let isOfHealth =
      candidate.items.count { BoardPriorityVocabulary.isTopic(PhraseText($0.text)) } * 2
      >= candidate.items.count
    if label >= 2.5 || lead >= 2.5 && isOfHealth || isLaterList(candidate) { return decoy * 0.3 }
    return decoy
  }

  /// “We will:”, “What do we want to achieve?”: what introduces the list comes again on the page.
  private func isRefrain(_ context: BoardPriorityContext) -> Bool {
    let text = context.leadIn.isEmpty ? context.headings.first ?? "" : context.leadIn
    let phrase = PhraseText(text)
    let leadsOn = context.leadIn.isEmpty || text.hasSuffix(":") || text.hasSuffix("?")
    guard leadsOn, !phrase.isEmpty, phrase.wordCount <= 12, !phrase.has(" priorit") else {
      return false
    }
    return timesOnPage[phrase.bytes] ?? 0 > 1
  }

  /// Whether another list stands between the heading and this list’s introduction.
  private func isLaterList(_ candidate: BoardPriorityCandidate) -> Bool {
    guard let lead = candidate.context.leadBlock, candidate.ownHeading == nil,
      let heading = page.headings(above: candidate.range.lowerBound, under: candidate.rank).first,
      heading < lead
    else { return false }
    return page.blocks[heading..<lead].contains { $0.kind == .item }
  }

  private func counts(_ candidate: BoardPriorityCandidate) -> [(String, Double)] {
    let context = candidate.context
    let size = candidate.items.count
    if isEntry(candidate) { return [] }
    let isAlone = Self.standsAlone(
      PhraseText(HTMLText.sentences(context.leadIn).last ?? ""), context.leadIn)
    let heading = context.headings.first { !Self.isEntry($0) } ?? ""
    let texts = [context.leadIn, heading, isAlone ? "" : context.earlier]
    let announced = texts.flatMap {
      BoardPriorityCount.all(in: BoardPriorityCount.withoutSection($0))
    }
    if announced.contains(where: { $0.number == size && $0.isLabelled }) { return [("count", 2.5)] }
    if let count = announced.first(where: { $0.number == size && size > 1 }) {
      return [("count", count.countsOther ? 1.4 : 1.8)]
    }
    if following(candidate) != nil { return [("count", 2.5)] }
    if isOpeningCount(candidate) { return [("count of the opening", 1.5)] }
    let isWrong = BoardPriorityCount.all(in: context.leadIn).contains { $0.isLabelled }
    return isWrong ? [("count differs", -1.5)] : []
  }

  /// As many headings, all topics, as the first paragraphs announced.
  private func isOpeningCount(_ candidate: BoardPriorityCandidate) -> Bool {
    candidate.rank < BoardPriorityOutline.bodyRank && openingCounts.contains(candidate.items.count)
      && candidate.items.allSatisfy { BoardPriorityVocabulary.isTopic(PhraseText($0.text)) }
  }

  private func labels(_ candidate: BoardPriorityCandidate) -> [(String, Double)] {
    let items = candidate.items
    guard items.count > 1, items.indices.allSatisfy({ items[$0].number == $0 + 1 }) else {
      return (items.first?.number ?? 1) > 1 ? [("begins in the middle", -2)] : []
    }
    let nouns = Set(items.map(\.noun))
    guard nouns.count == 1, let noun = nouns.first ?? nil else { return [("numbered", 0.3)] }
    return [("labelled", noun == "priority" ? 4.5 : 3.5)]
  }
}
