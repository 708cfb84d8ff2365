/// A place where a page names a strategy.
struct BoardStrategyMention {
  var title: String
  var period: BoardStrategyPeriod?
  /// The block it stands in; -1 for the `title` element.
  var block: Int
  /// The capitalised words before the name, where the place usually stands.
  var prefix: String
  /// Whether it stands in a list of older or other documents.
  var isElsewhere = false
  /// Whether only a heading with years says that it is a strategy, of whatever body.
  var isByHeading = false
}

/// Finds the names of strategies in running text.
///
/// A name is “… Health and Wellbeing Strategy …” with the capitalised words before it and the years
/// after it. “X is our health and wellbeing strategy” gives X.
enum BoardStrategyNames {
  struct Word {
    var text: String
    var core: String
    var mark: String
    /// Whether a bracket opens before it.
    var isOpen = false
  }

  static func mentions(in text: String, block: Int) -> [BoardStrategyMention] {
    guard mayName(text) else { return [] }
    let words = split(text)
    var result: [BoardStrategyMention] = []
    var index = 0
    while index < words.count {
      guard let end = anchorEnd(words, at: index) else {
        index += 1
        continue
      }
      result.append(mention(words, anchor: index..<end, block: block))
      index = end
    }
    return result
  }

  /// Most text of a page holds neither noun and need not be cut into words.
  private static func mayName(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return nouns.contains { HTMLCharset.find($0, in: bytes, from: 0) != nil }
  }

  private static let nouns = [Array("strategy".utf8), Array("plan".utf8)]

  private static func split(_ text: String) -> [Word] {
    text.split(separator: " ").map { part in
      let body = part.drop { "‘“'\"([".contains($0) }
      let core = body.reversed().drop { "’”'\"),.;:!?]".contains($0) }.reversed()
      return Word(
        text: String(body), core: String(core).lowercased(),
        mark: String(body.dropFirst(core.count)), isOpen: part.hasPrefix("("))
    }
  }

  /// Whether a heading is a name up to and around a mention: “Anytown’s Care, Health and Wellbeing
  /// Strategy 2022-2027: fair from the start”, unlike “Anytown publishes draft …”.
  static func isName(_ heading: String, upTo mention: BoardStrategyMention) -> Bool {
    guard let range = heading.firstPlace(of: mention.title) else { return false }
    let before = split(String(heading[..<range.lowerBound]))
    let after = heading[range.upperBound...].drop { $0 == ")" }
    guard after.isEmpty || after.hasPrefix(": ") || after.hasPrefix(" - ") else { return false }
    let isSubtitled = isSubtitled(before[...])
    return before.count <= (isSubtitled ? 9 : 6)
      && before.allSatisfy {
        isName($0) || ["and", "&"].contains($0.core) || isSubtitled && links.contains($0.core)
      }
  }

  /// “Ours, the Anytown Locality Plan 2020-25, does two jobs”: a name with its years, whatever kind
  /// of document it names.
  static func dated(in text: String) -> String? {
    let words = split(text)
    for end in words.indices.dropFirst() {
      guard let period = BoardStrategyPeriod.range(in: words[end].text),
        words[end].core.first?.isNumber == true, period.end != nil
      else { continue }
      let start = sentenceStart(words, end) ?? extendedStart(words, end)
      if words[start..<end].count(where: isName) > 1 { return join(words[start...end]) }
    }
    return nil
  }

  /// “Equally Well: A healthier, fairer future for Anytown 2021-2025 is …”: where the sentence begins,
  /// when most of it up to the years is capitals.
  private static func sentenceStart(_ words: [Word], _ end: Int) -> Int? {
    var start = end
    while start > 0, !words[start - 1].mark.contains(where: { ".;!?".contains($0) }) { start -= 1 }
    while start < end, !isName(words[start]) { start += 1 }
    let named = words[start..<end].filter { !links.contains($0.core) }
    let capitals = named.count { $0.text.first?.isUppercase == true }
    guard (3...14).contains(end - start), capitals * 2 >= named.count,
      words[start..<end].allSatisfy({ !["is", "was", "are", "has"].contains($0.core) })
    else { return nil }
    if prepositions.contains(words[start].core), words[start + 1].core == "the" { return start + 2 }
    let aside = words[start..<min(start + 3, end)].lastIndex { $0.mark == "," }
    if let aside, words[aside + 1].core == "the" { return aside + 2 }
    return start
  }

  private static let prepositions: Set<String> = ["under", "in", "by", "with", "through", "for"]

  // MARK: the anchor

  /// “health and wellbeing strategy”, “wellbeing strategy”, with “social care” and the like between.
  private static func anchorEnd(_ words: [Word], at index: Int) -> Int? {
    guard words[index].core == "health" || isWellbeing(words, index) > 0 else { return nil }
    var position = index
    var hasWellbeing = false
    while position < words.count && position - index < 8 {
      let length = isWellbeing(words, position)
      if length > 0 {
        hasWellbeing = true
        position += length
      } else if ["health", "and", "&", "care", "social", "integrated"].contains(
        words[position].core) || hasWellbeing && isNoun(words, position)
      {
        position += 1
      } else {
        break
      }
      if position - 1 < words.count,
        words[position - 1].mark.contains(where: { ".;:".contains($0) })
      {
        return nil
      }
    }
    guard hasWellbeing, position < words.count, ["strategy", "plan"].contains(words[position].core)
    else { return nil }
    return position + 1
  }

  /// “and Inequalities”: another capitalised noun before “Strategy”.
  private static func isNoun(_ words: [Word], _ index: Int) -> Bool {
    words[index].text.first?.isUppercase == true && words[index].mark.isEmpty
      && words[index - 1].core == "and"
      && !["strategy", "plan", "board"].contains(words[index].core)
  }

  private static func isWellbeing(_ words: [Word], _ index: Int) -> Int {
    switch words[index].core {
    case "wellbeing", "well-being": 1
    case "well" where index + 1 < words.count && words[index + 1].core == "being": 2
    default: 0
    }
  }

  // MARK: the name around it

  private static func mention(
    _ words: [Word], anchor: Range<Int>, block: Int
  ) -> BoardStrategyMention {
    let start = extendedStart(words, anchor.lowerBound)
    let end = suffixEnd(words, from: anchor.upperBound)
    var title = join(words[start..<end])
    var period = BoardStrategyPeriod.all(in: title).last?.period
    if let subject = subject(words, before: start) {
      period = BoardStrategyPeriod.all(in: subject).last?.period ?? period
      let isName = title.contains(where: \.isUppercase)
      title =
        isName && BoardStrategyPeriod.range(in: subject) == nil ? subject + ": " + title : subject
    }
    return BoardStrategyMention(
      title: BoardPriorityItems.trimmed(title), period: period, block: block,
      prefix: join(words[start..<anchor.lowerBound]))
  }

  private static func join(_ words: ArraySlice<Word>) -> String {
    words.indices.map { index in
      let word = words[index]
      let text =
        index == words.endIndex - 1
        ? String(word.text.prefix(word.text.count - word.mark.count)) : word.text
      let isClosed = words[index...].dropLast().contains { $0.mark.contains(")") }
      return word.isOpen && isClosed ? "(" + text : text
    }.joined(separator: " ")
  }

  private static let links: Set<String> = [
    "and", "&", "of", "upon", "on", "in", "the", "for", "to", "with", "under", "-", "–", "a",
  ]
  private static let stops: Set<String> = [
    "the", "our", "this", "a", "an", "its", "their", "your", "new", "draft", "current", "previous",
    "in", "by", "read", "download", "view", "about", "see", "is", "to", "for", "and", "of", "final",
    "present", "latest", "refreshed", "revised", "existing", "proposed", "first", "second",
    "that", "called", "ours", "updated", "agreed", "approved", "withdrawn", "develop", "developing",
    "delivering", "archive", "archived", "now", "past", "earlier", "old",
  ]

  /// Takes in capitalised words before the name, over small words between them.
  private static func extendedStart(_ words: [Word], _ anchor: Int) -> Int {
    var start = anchor
    var position = anchor - 1
    while position >= 0, anchor - position < 12 {
      let word = words[position]
      let isListed =
        word.mark == "," && isName(word) && isName(words[position + 1])
        && (position == anchor - 1 || position == 0 && isSubtitled(words[..<anchor]))
      let stopsHere =
        !isListed && word.mark.contains { ".,;!?)’".contains($0) } || isPossessive(word)
        || word.core == "board" || word.core == "council" && word.mark.contains(":")
      if stopsHere || ["|", "»", ">", "•"].contains(word.text) { break }
      if ["joint", "local"].contains(word.core) || isName(word) {
        start = position
      } else if !joinsNames(words, position) {
        break
      }
      position -= 1
    }
    return possessed(words, before: start) ?? start
  }

  /// “Happier, Healthier Lives: the Anytown …”: a name of its own before a colon.
  private static func isSubtitled(_ words: ArraySlice<Word>) -> Bool {
    words.contains { $0.mark.contains(":") }
  }

  /// “of”, “and the” between two capitalised words.
  private static func joinsNames(_ words: [Word], _ index: Int) -> Bool {
    guard index > 0, links.contains(words[index].core) else { return false }
    if isName(words[index - 1]) { return true }
    return words[index].core == "the" && ["and", "of"].contains(words[index - 1].core) && index > 1
      && isName(words[index - 2])
  }

  /// “Anytown’s population wellbeing strategy”: the small words after the owner are of the name.
  private static func possessed(_ words: [Word], before start: Int) -> Int? {
    let owner = words[max(0, start - 3)..<start].lastIndex { isPossessive($0) }
    guard let owner, owner + 1 < start,
      words[(owner + 1)..<start].allSatisfy({
        $0.mark.isEmpty && !stops.contains($0.core) && !links.contains($0.core)
      })
    else { return nil }
    return owner
  }

  private static func isName(_ word: Word) -> Bool {
    word.text.first?.isUppercase == true && !stops.contains(word.core)
  }

  private static func isPossessive(_ word: Word) -> Bool {
    word.core.hasSuffix("’s") || word.core.hasSuffix("'s") || word.core.hasSuffix("s’")
  }

  /// Years after the name, over “for Anytown” and commas.
  private static func suffixEnd(_ words: [Word], from end: Int) -> Int {
    guard end < words.count else { return end }
    if words[end - 1].mark.contains(where: { ".;!?:".contains($0) }) { return end }
    var position = afterAside(words, from: end)
    if position < words.count, words[position].core == "for", position + 1 < words.count,
      isName(words[position + 1])
    {
      position += 2
      while position < words.count,
        !words[position - 1].mark.contains(where: { ".;:!?,".contains($0) }),
        isName(words[position]) || joins(words, position)
      {
        position += 1
      }
    }
    guard position < words.count else { return end }
    let rest = join(words[position..<min(words.count, position + 5)])
    let body = rest.drop { "(, ".contains($0) }
    guard let first = BoardStrategyPeriod.all(in: body).first, first.range.lowerBound == 0 else {
      return position > end && words[end].core == "for" ? position : end
    }
    let taken = String(body.prefix(first.range.upperBound))
    return position + max(1, taken.split(separator: " ").count)
  }

  /// “(Place Plan)”: a second name in brackets before the years.
  private static func afterAside(_ words: [Word], from start: Int) -> Int {
    guard words[start].isOpen,
      let close = words[start...].prefix(5).firstIndex(where: { $0.mark.contains(")") }),
      words[start...close].allSatisfy(isName), close + 1 < words.count,
      BoardStrategyPeriod.range(in: words[close + 1].text) != nil
    else { return start }
    return close + 1
  }

  /// “Bath and North East Somerset”: a small word between two parts of a name.
  private static func joins(_ words: [Word], _ index: Int) -> Bool {
    ["and", "&", "upon", "on", "of"].contains(words[index].core) && words[index - 1].mark.isEmpty
      && index + 1 < words.count && isName(words[index + 1])
  }

  /// “Well Anytown 2020-2023 is the … strategy”: the subject of the sentence.
  private static func subject(_ words: [Word], before start: Int) -> String? {
    var position = start - 1
    while position >= 0,
      ["the", "our", "joint", "local", "a", "also", "first", "second", "third", "new"].contains(
        words[position].core) || isPossessive(words[position])
    {
      position -= 1
    }
    guard position > 0, words[position].core == "is" else { return nil }
    var first = position
    while first > 0, !words[first - 1].mark.contains(where: { ".!?;".contains($0) }) { first -= 1 }
    let subject = join(words[first..<position])
    let isNamed =
      words[first..<position].count(where: isName) * 2 >= position - first
      || sentenceStart(words, position) == first
    guard isNamed, position - first <= 12,
      !["this", "it", "the", "here"].contains(words[first].core)
    else { return nil }
    return subject
  }
}
