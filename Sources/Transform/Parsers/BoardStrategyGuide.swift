/// The pages of one guide, their candidates, and the choice among them.
struct BoardStrategyGuide {
  let pages: [BoardPriorityOutline]
  let entry: BoardPage
  let areaName: String?
  let asOfYear: Int
  let titles: [BoardStrategyTitles]

  init(pages: [BoardPriorityOutline], entry: BoardPage, areaName: String?, asOfYear: Int) {
    self.pages = pages
    self.entry = entry
    self.areaName = areaName
    self.asOfYear = asOfYear
    titles = pages.map { BoardStrategyTitles($0) }
  }

  func reading(refusals: [HTMLRefusal]) -> BoardStrategyReading {
    let ranked = prioritiesFirst(rankedCandidates())
    let explanation = ranked.prefix(12).map(Self.explain)
    let best = ranked.first?.score ?? 0
    guard let first = ranked.first, best >= BoardPriorityEvidence.threshold else {
      let needsReview = best >= BoardPriorityEvidence.reviewFrom
      var reading = BoardStrategyPage.empty(
        .noPriorities, refusals: refusals, needsReview: needsReview, score: best,
        explanation: explanation)
      if needsReview { reading.proposed = ranked.prefix(1).map { strategy($0, pageText()) } }
      return reading
    }
    let level = BoardPageLevel(answer: entry, page: pages[first.page], areaName: areaName)
    if level.isOther(first, mention(for: first)) {
      return BoardStrategyPage.empty(
        .wrongLevel, refusals: refusals, score: best, explanation: explanation)
    }
    let (chosen, rest) = choose(ranked)
    let newestFirst = chosen.sorted { start(of: $0) > start(of: $1) }
    let strategies = newestFirst.enumerated().map { number, candidate in
      strategy(candidate, number == 0 ? pageText(besides: newestFirst.dropFirst()) : nil)
    }
    return BoardStrategyReading(
      outcome: .ok, strategies: strategies, score: best, runnerUpScore: rest.first?.score,
      needsReview: best < BoardPriorityEvidence.threshold + 0.5, refusals: refusals,
      explanation: explanation)
  }

  private func start(of candidate: BoardPriorityCandidate) -> Int {
    mention(for: candidate)?.period?.start ?? 0
  }

  private static func explain(_ candidate: BoardPriorityCandidate) -> String {
    let items = candidate.items.map(\.text).joined(separator: " | ")
    let reasons = candidate.reasons.joined(separator: ", ")
    return "\(BoardPriorityEvidence.short(candidate.score)) page \(candidate.page + 1)"
      + " \(candidate.form.rawValue) [\(reasons)] <\(candidate.context.leadIn.suffix(70))>"
      + " {\(candidate.context.headings.first ?? "")}: \(items)"
  }

  // MARK: candidates

  private func rankedCandidates() -> [BoardPriorityCandidate] {
    var all: [BoardPriorityCandidate] = []
    for (index, page) in pages.enumerated() {
      var found =
        BoardPriorityListFinder(page).candidates() + BoardPriorityRunFinder(page).candidates()
        + BoardPriorityProseFinder(page).candidates()
      found += BoardPriorityGroups.sections(found, page) + BoardPriorityGroups.columns(found)
      let evidence = BoardPriorityEvidence(page: page)
      for position in found.indices {
        found[position].page = index
        evidence.score(&found[position])
      }
      BoardPriorityGroups.putBeforeHeadings(&found, page)
      all += found
    }
    all += pageTitles()
    let groups = BoardPriorityGroups.joined(all)
    all += groups
    return all.sorted { left, right in
      if abs(left.score - right.score) > 0.001 { return left.score > right.score }
      return (left.page, left.range.lowerBound, -left.items.count)
        < (right.page, right.range.lowerBound, -right.items.count)
    }
  }

  private func isSamePlace(_ left: BoardPriorityCandidate, _ right: BoardPriorityCandidate) -> Bool
  {
    left.page == right.page && left.range.overlaps(right.range)
  }

  /// In some guides the priorities are only the titles of the pages.
  private func pageTitles() -> [BoardPriorityCandidate] {
    guard pages.count > 2 else { return [] }
    var names = pages.map { BoardStrategyTitles.titleParts($0.outline.title).first ?? "" }
    if Set(names).count == 1 {
      names = pages.map { page in
        page.blocks.first { $0.headingLevel != nil && $0.headingLevel != 1 }?.text ?? ""
      }
    }
    let items = names.enumerated().map { index, name in
      let label = BoardPriorityLabel(name)
      return BoardPriorityItem(
        text: BoardPriorityItems.trimmed(label.rest), gloss: nil, noun: label.noun,
        number: label.number, linkShare: 0, block: index)
    }
    let labelled = items.filter { $0.noun != nil && $0.number != nil }
    let plain = items.filter {
      !BoardPriorityVocabulary.isFurniture(PhraseText($0.text)) && $0.block > 0
        && $0.text.contains(where: \.isLetter)
    }
    let announced = BoardPriorityCount.announced(in: introduction)
    let chosen = labelled.count > 1 ? labelled : plain.count == announced ? plain : []
    guard chosen.count > 1, let page = pages.first else { return [] }
    var candidate = BoardPriorityCandidate(
      form: .pageTitles, items: chosen, range: 0..<1, ownLeadIn: introduction)
    BoardPriorityEvidence(page: page).score(&candidate)
    return [candidate]
  }

  /// The sentence of the entry page that announces priorities.
  private var introduction: String {
    let text = pages.first?.blocks.filter { $0.headingLevel == nil }.map(\.text) ?? []
    let sentences = text.flatMap { HTMLText.sentences($0) }
    return sentences.first {
      BoardPriorityCount.announced(in: $0) != nil
        && BoardPriorityVocabulary.label(in: PhraseText($0)) != nil
    } ?? ""
  }

  /// A page that has both goals (or themes, aims) and priorities means the priorities.
  private func prioritiesFirst(_ ranked: [BoardPriorityCandidate]) -> [BoardPriorityCandidate] {
    guard let best = ranked.first, best.score >= BoardPriorityEvidence.threshold,
      !best.isInSections, Self.leadingNoun(best) != "priority"
    else { return ranked }
    let position = ranked.firstIndex { candidate in
      candidate.score >= max(BoardPriorityEvidence.threshold + 1, best.score - 4)
        && Self.leadingNoun(candidate) == "priority" && !sharesItems(candidate, best)
        && mention(for: candidate)?.period == mention(for: best)?.period
    }
    guard let position else { return ranked }
    var result = ranked
    result.insert(result.remove(at: position), at: 0)
    return result
  }

  /// What a list is of: its items' own label, else the noun of its introduction or heading.
  private static func leadingNoun(_ candidate: BoardPriorityCandidate) -> String? {
    if let own = candidate.items.first?.noun { return own }
    let last = HTMLText.sentences(candidate.context.leadIn).last ?? ""
    let context = candidate.context
    let texts = [last, context.leadIn, context.earlier, context.headings.first ?? ""]
    return texts.lazy.compactMap { BoardPriorityVocabulary.label(in: PhraseText($0))?.noun }.first
  }

  // MARK: choice

  /// One list for each strategy; the parts of one strategy's list together.
  private func choose(
    _ ranked: [BoardPriorityCandidate]
  ) -> (chosen: [BoardPriorityCandidate], rest: [BoardPriorityCandidate]) {
    var chosen = Array(ranked.prefix(1))
    var rest: [BoardPriorityCandidate] = []
    for candidate in ranked.dropFirst() where candidate.score >= BoardPriorityEvidence.reviewFrom {
      if chosen.contains(where: { isSame($0, candidate) }) { continue }
      if candidate.score < BoardPriorityEvidence.threshold {
        if isTwin(candidate, of: chosen) { chosen.append(candidate) }
        continue
      }
      if let part = chosen.firstIndex(where: { isPart(candidate, of: $0) }) {
        chosen[part] = Self.joined(chosen[part], candidate)
      } else if isAnotherStrategy(candidate, than: chosen) {
        chosen.append(candidate)
      } else {
        rest.append(candidate)
      }
    }
    return (chosen, rest)
  }

  private func isSame(_ left: BoardPriorityCandidate, _ right: BoardPriorityCandidate) -> Bool {
    isSamePlace(left, right)
      || sharesItems(left, right) && !Self.areUnderOtherYears(left, right)
        && !areOfOtherStrategies(left, right)
  }

  private func sharesItems(
    _ left: BoardPriorityCandidate, _ right: BoardPriorityCandidate
  ) -> Bool {
    let shared = Set(left.keys).intersection(right.keys).count
    return shared * 2 >= min(left.items.count, right.items.count)
  }

  /// “Two core priorities …”, “six supporting priorities …”: both announced, side by side.
  private func isPart(_ part: BoardPriorityCandidate, of whole: BoardPriorityCandidate) -> Bool {
    guard part.page == whole.page, part.form == whole.form,
      part.score >= BoardPriorityEvidence.threshold + 0.5
    else { return false }
    guard Self.isAnnouncedPart(part), Self.isAnnouncedPart(whole),
      Self.noun(part) == Self.noun(whole), Self.announcement(part) != Self.announcement(whole)
    else { return false }
    let gap =
      max(part.range.lowerBound, whole.range.lowerBound)
      - min(part.range.upperBound, whole.range.upperBound)
    return gap <= 2 && mention(for: part)?.period == mention(for: whole)?.period
  }

  private static func noun(_ candidate: BoardPriorityCandidate) -> String? {
    BoardPriorityVocabulary.label(in: PhraseText(announcement(candidate)))?.noun
  }

  /// The introduction, or the heading where nothing stands between it and the list.
  private static func announcement(_ candidate: BoardPriorityCandidate) -> String {
    let context = candidate.context
    return context.leadIn.isEmpty ? context.headings.first ?? "" : context.leadIn
  }

  /// Priorities, or as many of something else as announced.
  private static func isAnnouncedPart(_ candidate: BoardPriorityCandidate) -> Bool {
    guard let noun = noun(candidate) else { return false }
    return noun == "priority"
      || BoardPriorityCount.all(in: announcement(candidate))
        .contains { $0.isLabelled && $0.number == candidate.items.count }
  }

  private static func joined(
    _ left: BoardPriorityCandidate, _ right: BoardPriorityCandidate
  ) -> BoardPriorityCandidate {
    let isBefore = right.range.lowerBound < left.range.lowerBound
    var all = isBefore ? right : left
    let other = isBefore ? left : right
    all.items += other.items
    all.score = max(left.score, right.score)
    all.range = all.range.lowerBound..<max(all.range.upperBound, other.range.upperBound)
    return all
  }

  /// A second strategy must be named with years of its own.
  private func isAnotherStrategy(
    _ candidate: BoardPriorityCandidate, than chosen: [BoardPriorityCandidate]
  ) -> Bool {
    guard let period = mention(for: candidate)?.period, period.end != nil else { return false }
    return chosen.allSatisfy { mention(for: $0)?.period != period }
  }

  /// A list built as the one that was chosen, under a heading of its own with other years, needs fewer
  /// points.
  private func isTwin(
    _ candidate: BoardPriorityCandidate, of chosen: [BoardPriorityCandidate]
  ) -> Bool {
    guard let heading = candidate.context.headings.first,
      BoardStrategyPeriod.range(in: heading) != nil
    else { return false }
    return isAnotherStrategy(candidate, than: chosen)
      && chosen.contains { first in
        first.page == candidate.page && first.form == candidate.form
          && Self.areUnderOtherYears(first, candidate)
      }
  }

  /// Whether the introduction of one of them names a strategy with other years than the other's.
  private func areOfOtherStrategies(
    _ left: BoardPriorityCandidate, _ right: BoardPriorityCandidate
  ) -> Bool {
    let mentions = [left, right].map { mention(for: $0) }
    guard let first = mentions[0]?.period, let second = mentions[1]?.period, first.end != nil,
      second.end != nil, first != second
    else { return false }
    return zip([left, right], mentions).contains { candidate, mention in
      mention?.block == candidate.context.leadBlock
    }
  }

  /// “Strategy 2025-2028” above the one and “Strategy 2022-2025” above the other.
  private static func areUnderOtherYears(
    _ left: BoardPriorityCandidate, _ right: BoardPriorityCandidate
  ) -> Bool {
    let years = [left, right].map { candidate in
      candidate.context.headings.first.flatMap { BoardStrategyPeriod.range(in: $0) }
    }
    return years[0] != nil && years[1] != nil && years[0] != years[1]
  }

  /// The strategy that a list belongs to, named on its own page or on another of the guide.
  func mention(for candidate: BoardPriorityCandidate) -> BoardStrategyMention? {
    let own = titles[candidate.page].mention(for: candidate)
    if own?.period != nil { return own }
    let others = titles.flatMap(\.mentions).filter { !$0.isElsewhere && $0.period?.end != nil }
    return others.first ?? own
  }
}
