/// The strategies that a guide names, and which of them a list belongs to.
struct BoardStrategyTitles {
  private let page: BoardPriorityOutline
  let mentions: [BoardStrategyMention]

  init(_ page: BoardPriorityOutline) {
    self.page = page
    var found: [BoardStrategyMention] = []
    for part in Self.titleParts(page.outline.title) {
      found += BoardStrategyNames.mentions(in: part, block: -1)
    }
    for (index, block) in page.blocks.enumerated() {
      var here = BoardStrategyNames.mentions(in: block.text, block: index)
      here += block.emphasis.compactMap { Self.emphasised($0, block: index) }
      let isElsewhere = !here.isEmpty && Self.isElsewhere(index, page)
      for position in here.indices {
        here[position].isElsewhere =
          isElsewhere || Self.isSuccessor(here[position], in: block.text)
      }
      found += here
    }
    mentions = found
  }

  /// The parts of a `title` element, which ends in the name of the site.
  static func titleParts(_ title: String) -> [String] {
    var parts = [title]
    for mark in [" | ", " – ", " — ", " : ", " - ", " » ", " · ", " • "] {
      parts = parts.flatMap { part -> [String] in
        if mark == " - " || mark == " – ", BoardStrategyPeriod.range(in: part) != nil {
          return Self.splitOutsideYears(part, at: mark)
        }
        return part.split(separator: mark).map { String($0) }
      }
    }
    return parts.map { HTMLText.clean($0) }
  }

  private static func splitOutsideYears(_ part: String, at mark: String) -> [String] {
    var result: [String] = []
    for piece in part.split(separator: mark) {
      let isYear = piece.first?.isNumber == true && result.last?.last?.isNumber == true
      if isYear { result[result.count - 1] += mark + piece } else { result.append(String(piece)) }
    }
    return result
  }

  /// A cited or bold run that is a strategy's whole name, subtitle and all.
  private static func emphasised(_ text: String, block: Int) -> BoardStrategyMention? {
    guard text.count <= 140, text.contains(where: \.isUppercase) else { return nil }
    let inner = BoardStrategyNames.mentions(in: text, block: block)
    guard inner.count == 1, var mention = inner.first, text.firstPlace(of: ". ") == nil else {
      return nil
    }
    guard BoardStrategyPeriod.all(in: text).count == 1, text.contains(":") else { return mention }
    mention.title = BoardPriorityItems.trimmed(text)
    mention.period = BoardStrategyPeriod.all(in: text).first?.period
    return mention
  }

  /// Under “Previous strategies”, “Downloads” and the like, or an entry of a list of links.
  private static func isElsewhere(_ index: Int, _ page: BoardPriorityOutline) -> Bool {
    let block = page.blocks[index]
    if block.kind == .item && block.linkShare > 0.6 { return true }
    // A sentence that goes on to say what the strategy’s priorities are.
    if block.kind == .paragraph, BoardPriorityVocabulary.announces(page.phrases[index]) {
      return false
    }
    guard page.ranks[index] == BoardPriorityOutline.bodyRank,
      let heading = page.headings(above: index).first
    else { return false }
    return page.phrases[heading].hasAny([
      " previous ", " earlier ", " archive", " older ", " past ", " download", " document",
      " read more ", " other plans ", " related ", " linked ", " publications ", " see also ",
    ])
  }

  /// “… has now been replaced by the Anytown Health and Wellbeing Strategy 2021-2030”.
  private static func isSuccessor(_ mention: BoardStrategyMention, in text: String) -> Bool {
    guard let place = text.firstPlace(of: mention.title) else { return false }
    let before = PhraseText(String(text[..<place.lowerBound])).words.suffix(4)
    let verb = before.lastIndex { ["replaced", "superseded", "succeeded"].contains($0) }
    return verb.map { before[$0...].contains("by") } ?? false
  }

  /// The mention that a list belongs to: the nearest before it with years, else the page's title.
  func mention(for candidate: BoardPriorityCandidate) -> BoardStrategyMention? {
    let limit = candidate.range.lowerBound
    let usable = mentions.filter { !$0.isElsewhere }
    let above = usable.filter {
      $0.block >= 0 && ($0.block < limit || $0.block == limit && candidate.ownLeadIn != nil)
    }
    let named = usable.filter { $0.block < 0 || isMainHeading($0.block) }
    if let own = headed(candidate, above) { return own }
    return above.last { $0.period?.end != nil } ?? named.first { $0.period?.end != nil }
      ?? usable.first { $0.period?.end != nil }
      ?? above.last { $0.period != nil } ?? named.first { $0.period != nil } ?? above.last
      ?? named.first ?? usable.first
  }

  /// A heading above the list that is a document's name with years, or years alone: a page may hold
  /// a strategy under each of several.
  private func headed(
    _ candidate: BoardPriorityCandidate, _ above: [BoardStrategyMention]
  ) -> BoardStrategyMention? {
    for heading in page.headings(above: candidate.range.lowerBound, under: candidate.rank) {
      let text = page.blocks[heading].text
      guard let period = BoardStrategyPeriod.range(in: text) else { continue }
      if let nearer = above.last(where: { $0.period?.end != nil }), nearer.block > heading {
        return nearer
      }
      if let same = above.last(where: { $0.period == period }) { return same }
      let words = page.phrases[heading].words
      let isNamed = words.contains { ["strategy", "plan"].contains($0) } && words.count <= 14
      guard isNamed || BoardStrategyPeriod.isOnly(text) else { return nil }
      let title =
        isNamed
        ? text
        : [above.last { $0.period == nil }?.title, text]
          .compactMap(\.self).joined(separator: " ")
      return BoardStrategyMention(
        title: BoardPriorityItems.trimmed(title), period: period, block: heading, prefix: "",
        isByHeading: true)
    }
    return nil
  }

  private func isMainHeading(_ block: Int) -> Bool { page.ranks[block] == 1 }

  /// The page's own heading where that is the strategy's name, else the fullest title with the same
  /// period.
  func fullTitle(of mention: BoardStrategyMention, period: BoardStrategyPeriod?) -> String {
    let same = mentions.filter {
      !$0.isElsewhere && ($0.period == mention.period || $0.period == nil && $0.block < 0)
    }
    if let name = ownName(mention) ?? wholeHeading(mention) ?? titleAbove(mention) { return name }
    let headline = headline(of: mention, period: period)
    if mention.period == nil, let headline { return headline }
    return ([mention.title] + [headline].compactMap { $0 } + same.map(\.title)).reduce("") {
      weight($1) > weight($0) ? $1 : $0
    }
  }

  /// The longer title says more, and one with capitals is a name.
  private func weight(_ title: String) -> (Int, Int) {
    (title.contains(where: \.isUppercase) ? 1 : 0, words(title))
  }

  /// The main heading, where running text only says what kind of document it names: “the health and
  /// wellbeing strategy of the board” under the heading “Good Ground”.
  private func ownName(_ mention: BoardStrategyMention) -> String? {
    guard mention.block >= 0, !mention.title.contains(where: \.isUppercase) else { return nil }
    if let name = BoardStrategyNames.dated(in: page.blocks[mention.block].text) { return name }
    return page.outline.mainHeadings.first { heading in
      let phrase = PhraseText(heading)
      let capitals = heading.split(separator: " ").count { $0.first?.isUppercase == true }
      return (3...16).contains(phrase.wordCount) && capitals > 1
        && !BoardPriorityVocabulary.isFurniture(phrase)
        && BoardStrategyNames.mentions(in: heading, block: -1).isEmpty
    }.map { BoardPriorityItems.trimmed($0) }
  }

  /// “Health and Wellbeing Strategy 2019-2024: A healthy place”: the heading with its second half.
  private func wholeHeading(_ mention: BoardStrategyMention) -> String? {
    var headings = page.outline.mainHeadings
    if mention.block >= 0, page.blocks[mention.block].headingLevel != nil {
      headings.append(page.blocks[mention.block].text)
    }
    return headings.first { heading in
      guard heading.hasPrefix(mention.title + ": "), PhraseText(heading).wordCount <= 20 else {
        return false
      }
      let subtitle = PhraseText(String(heading.dropFirst(mention.title.count + 2)))
      return BoardPriorityVocabulary.label(in: subtitle) == nil
    }.map { BoardPriorityItems.trimmed($0) }
  }

  /// A title page: a name with years, and under it what kind of document it names.
  private func titleAbove(_ mention: BoardStrategyMention) -> String? {
    guard (1...4).contains(mention.block), mention.period == nil else { return nil }
    let above = page.blocks[mention.block - 1].text
    guard above.count <= 120, !above.hasSuffix("."), BoardStrategyPeriod.range(in: above) != nil
    else { return nil }
    return BoardPriorityItems.trimmed(above)
  }

  /// A main heading that is a name and no sentence, and holds the mention or the period.
  private func headline(
    of mention: BoardStrategyMention, period: BoardStrategyPeriod?
  ) -> String? {
    page.outline.mainHeadings.first { heading in
      guard PhraseText(heading).words.count <= 16 else { return false }
      guard let inner = BoardStrategyNames.mentions(in: heading, block: -1).first else {
        return mention.period == nil && period?.end != nil
          && BoardStrategyPeriod.range(in: heading) == period
      }
      return inner.period?.end != nil && inner.period == period
        && BoardStrategyNames.isName(heading, upTo: inner)
    }.map { BoardPriorityItems.trimmed($0) }
  }

  private func words(_ title: String) -> Int {
    PhraseText(title).words.count { !["the", "of", "for", "a"].contains($0) }
  }
}
