// What is recorded of a strategy whose priorities were found: its title, years and standing.
extension BoardStrategyGuide {
  /// The record of a list's strategy; the text says what the page says on its standing, if anything.
  func strategy(
    _ candidate: BoardPriorityCandidate, _ text: PhraseText?
  ) -> PublishedStrategy {
    let found = mention(for: candidate)
    let named = found?.period?.end != nil ? found?.period : statedPeriod(candidate, found)
    let title =
      found.map { titles[candidate.page].fullTitle(of: $0, period: named) }
      ?? fallbackTitle(candidate)
    let period = named?.end != nil ? named : BoardStrategyPeriod.range(in: title) ?? named
    let lastYear = period == nil ? self.lastYear(candidate) : nil
    let status = BoardStrategyStatus.status(
      period: period ?? lastYear.map { BoardStrategyPeriod(start: $0, end: $0) },
      near: PhraseText(surroundings(candidate, found, withMainHeading: text != nil)),
      page: text, asOfYear: asOfYear)
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
    let stated = pages[candidate.page].blocks
      .filter { BoardPriorityEvidence.namesStrategy(PhraseText($0.text)) }
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
  func pageText(besides others: ArraySlice<BoardPriorityCandidate> = []) -> PhraseText {
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
