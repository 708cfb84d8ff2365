/// The pages of one guide, their candidates, and the choice among them.
struct BoardStrategyGuide {
  let pages: [BoardPriorityOutline]
  let entry: BoardPage
  let areaName: String?
  let asOfYear: Int
  private let titles: [BoardStrategyTitles]

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
  private func mention(for candidate: BoardPriorityCandidate) -> BoardStrategyMention? {
    let own = titles[candidate.page].mention(for: candidate)
    if own?.period != nil { return own }
    let others = titles.flatMap(\.mentions).filter { !$0.isElsewhere && $0.period?.end != nil }
    return others.first ?? own
  }

  // MARK: records

  /// The record of a list's strategy; the text says what the page says on its standing, if anything.
  private func strategy(
    _ candidate: BoardPriorityCandidate, _ text: PhraseText?
  ) -> PublishedStrategy {
    let found = mention(for: candidate)
    let named = found?.period?.end != nil ? found?.period : statedPeriod(candidate, found)
    let title =
      found.map { titles[candidate.page].fullTitle(of: $0, period: named) }
      ?? fallbackTitle(candidate)
    let period = named?.end != nil ? named : BoardStrategyPeriod.range(in: title) ?? named
    let status = BoardStrategyStatus.status(
      period: period,
      near: PhraseText(surroundings(candidate, found, withMainHeading: text != nil)),
      page: text, asOfYear: asOfYear)
    let lastYear = period == nil ? self.lastYear(candidate) : nil
    return PublishedStrategy(
      title: title, periodStart: period?.start, periodEnd: period?.end ?? lastYear, status: status,
      priorities: candidate.items.map { priority($0, candidate) },
      form: candidate.form.rawValue, score: candidate.score)
  }

  private func priority(
    _ item: BoardPriorityItem, _ candidate: BoardPriorityCandidate
  ) -> PublishedPriority {
    let isTitle = candidate.form == .pageTitles
    let blocks = pages[candidate.page].blocks
    let offset = isTitle || item.block >= blocks.count ? 0 : blocks[item.block].start
    return PublishedPriority(
      text: item.text, number: item.number, gloss: item.gloss,
      page: isTitle ? item.block : candidate.page, offset: offset)
  }

  /// “The strategy covers 2016 to 2020”: years near the name, when the name has none.
  private func statedPeriod(
    _ candidate: BoardPriorityCandidate, _ found: BoardStrategyMention?
  ) -> BoardStrategyPeriod? {
    let page = pages[candidate.page]
    var near = [surroundings(candidate, found)] + Self.subtitles(page)
    near += pages.flatMap { $0.outline.mainHeadings } + [page.outline.title]
    if found == nil { near.append(fallbackTitle(candidate)) }
    near += pages.flatMap(\.blocks).filter { Self.statesPeriod(PhraseText($0.text)) }.map(\.text)
    return near.lazy.compactMap { BoardStrategyPeriod.range(in: $0) }.first
      ?? near.lazy.compactMap { BoardStrategyPeriod.spread(in: $0) }.first ?? found?.period
  }

  private func lastYear(_ candidate: BoardPriorityCandidate) -> Int? {
    let page = pages[candidate.page].outline
    let names = page.mainHeadings + BoardStrategyTitles.titleParts(page.title)
    let stated = pages[candidate.page].blocks.filter { Self.statesPeriod(PhraseText($0.text)) }
      .flatMap { HTMLText.sentences($0.text) }
    return (names + stated).lazy.compactMap { BoardStrategyPeriod.lastYear(in: $0) }.first
  }

  /// Years that stand alone under the main heading, the strategy's name or beside “Period”.
  private static func subtitles(_ page: BoardPriorityOutline) -> [String] {
    page.blocks.indices.dropFirst().filter { index in
      let before = page.phrases[index - 1]
      let isKey = before.wordCount == 1 && before.hasAny(periodKeys)
      let isName = before.wordCount <= 8 && BoardPriorityEvidence.namesStrategy(before)
      return (page.ranks[index - 1] == 1 || isKey || isName)
        && BoardStrategyPeriod.isOnly(page.blocks[index].text)
    }.map { page.blocks[$0].text }
  }

  private static let periodKeys: PhraseList = [" period ", " years ", " dates ", " timeframe "]

  private static func statesPeriod(_ text: PhraseText) -> Bool {
    BoardPriorityEvidence.namesStrategy(text)
      || text.hasAny([
        " strategy covers ", " strategy runs ", " strategy was ", " strategy will run",
        " strategy is for ", " it covers ", " it runs ", " for the years ",
      ])
  }

  /// What stands around a list. The main heading speaks of the first strategy of a page.
  private func surroundings(
    _ candidate: BoardPriorityCandidate, _ found: BoardStrategyMention?,
    withMainHeading: Bool = true
  ) -> String {
    var parts = [candidate.context.leadIn, candidate.context.earlier]
    let main = withMainHeading ? [] : pages[candidate.page].outline.mainHeadings
    parts += candidate.context.headings.prefix(2).filter { !main.contains($0) }
    let blocks = pages[candidate.page].blocks
    if let block = found?.block, block >= 0, block < blocks.count {
      parts.append(blocks[block].text)
    }
    return parts.joined(separator: " . ")
  }

  /// Headings and paragraphs of all pages, but of the sections of other strategies; lists say nothing
  /// on a strategy's standing.
  private func pageText(besides others: ArraySlice<BoardPriorityCandidate> = []) -> PhraseText {
    let sections = others.map { (page: $0.page, blocks: section(of: $0)) }
    let blocks = pages.indices.flatMap { page in
      pages[page].blocks.indices.filter { index in
        !sections.contains { $0.page == page && $0.blocks.contains(index) }
      }.map { pages[page].blocks[$0] }
    }
    let text = blocks.filter { $0.kind != .item && $0.linkShare < 0.5 }.map(\.text)
    let notices = pages.flatMap(\.outline.notices)
    return PhraseText((text + notices).joined(separator: " . "))
  }

  /// From the heading above a list, or what introduces it, to its end.
  private func section(of candidate: BoardPriorityCandidate) -> Range<Int> {
    let page = pages[candidate.page]
    let first = candidate.range.lowerBound
    let heading = page.headings(above: first, under: min(candidate.rank, 8)).first
      .flatMap { page.ranks[$0] > 1 ? $0 : nil }
    return (heading ?? candidate.context.leadBlock ?? first)..<candidate.range.upperBound
  }

  private func fallbackTitle(_ candidate: BoardPriorityCandidate) -> String {
    let page = pages[candidate.page]
    let opening = page.blocks.prefix(6).lazy.compactMap { BoardStrategyNames.dated(in: $0.text) }
    if let name = opening.first { return name }
    let own = [page] + pages.prefix(1)
    let names = own.flatMap {
      $0.outline.mainHeadings + BoardStrategyTitles.titleParts($0.outline.title)
    }
    return names.first { PhraseText($0).hasAny([" strategy", " plan "]) } ?? names.first ?? ""
  }
}
