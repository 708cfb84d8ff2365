/// Finds lists in running text: “its priorities: this, that and the other.”
struct BoardPriorityProseFinder {
  let page: BoardPriorityOutline

  init(_ page: BoardPriorityOutline) { self.page = page }

  func candidates() -> [BoardPriorityCandidate] {
    page.blocks.indices.flatMap { index -> [BoardPriorityCandidate] in
      let block = page.blocks[index]
      let label = page.labels[index]
      guard page.ranks[index] == BoardPriorityOutline.bodyRank, block.text.utf8.count > 30,
        block.text.utf8.count < 20_000, Self.mayAnnounce(page.phrases[index]),
        label.noun == nil || label.number == nil
      else {
        return []
      }
      let sentences = HTMLText.sentences(block.text)
      return sentences.indices.compactMap { position in
        candidate(sentences, position, block: index)
      } + ordered(sentences, block: index)
    }
  }

  /// “First, we shall …. Second, we shall …. Finally, …”: a sentence for each.
  private func ordered(_ sentences: [String], block: Int) -> [BoardPriorityCandidate] {
    guard let first = sentences.firstIndex(where: { Self.isOrdinal($0, 0) }) else { return [] }
    var parts: [String] = []
    for sentence in sentences[first...] {
      let isLast = ["finally", "lastly"].contains { sentence.lowercased().hasPrefix($0) }
      guard Self.isOrdinal(sentence, parts.count) || isLast && parts.count > 1 else { break }
      parts.append(
        HTMLText.clean(sentence.drop { $0 != "," && $0 != " " }.drop { ", ".contains($0) }))
      if isLast { break }
    }
    guard parts.count > 2 else { return [] }
    let items = Self.withoutOpening(parts).map {
      BoardPriorityItem(
        text: BoardPriorityItems.trimmed($0), gloss: nil, noun: nil, number: nil, linkShare: 0,
        block: block)
    }
    let around = sentences[..<first].suffix(1) + sentences[(first + parts.count)...].prefix(1)
    return [
      BoardPriorityCandidate(
        form: .prose, items: items, range: block..<block + 1,
        ownLeadIn: around.joined(separator: " "))
    ]
  }

  private static let ordinals = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
  ]

  private static func isOrdinal(_ sentence: String, _ index: Int) -> Bool {
    guard index < ordinals.count else { return false }
    let lower = sentence.lowercased()
    return [", ", "ly, "].contains { lower.hasPrefix(ordinals[index] + $0) }
  }

  /// “we shall”, “we will”: the words that all parts begin with, up to three.
  private static func withoutOpening(_ parts: [String]) -> [String] {
    let words = parts.map { HTMLText.words($0) }
    var shared = 0
    while shared < 3, let word = words.first?.dropFirst(shared).first,
      words.allSatisfy({ $0.count > shared + 1 && $0[shared] == word })
    {
      shared += 1
    }
    return words.map { $0.dropFirst(shared).joined(separator: " ") }
  }

  /// Without a label's word or a strategy no sentence introduces anything.
  private static func mayAnnounce(_ text: PhraseText) -> Bool {
    BoardPriorityVocabulary.hasLabelWord(text) || text.hasAny([" strategy ", " first "])
      || !BoardPriorityCount.all(in: text).isEmpty
  }

  private func candidate(
    _ sentences: [String], _ position: Int, block: Int
  ) -> BoardPriorityCandidate? {
    guard let (head, tail) = Self.split(sentences[position]) else { return nil }
    let before = position > 0 ? sentences[position - 1] + " " : ""
    let phrase = PhraseText(head)
    let isThin = phrase.wordCount <= 4
    guard
      BoardPriorityVocabulary.label(in: isThin ? PhraseText(before + head) : phrase) != nil
        || Self.announces(head, tail)
    else { return nil }
    let count = Self.count(before + head, tail)
    let parts = Self.parts(of: tail, count: count)
    guard parts.count > 1 || count == 1, parts.allSatisfy({ $0.count <= 120 }) else { return nil }
    var items = parts.map {
      let label = BoardPriorityLabel($0)
      return BoardPriorityItem(
        text: BoardPriorityItems.trimmed(label.rest), gloss: nil, noun: label.noun,
        number: label.number, linkShare: 0, block: block)
    }.filter { $0.text.contains(where: \.isLetter) }
    guard items.count > 2 || items.count == count else { return nil }
    items = Self.withoutCommonOpening(items)
    return BoardPriorityCandidate(
      form: .prose, items: items, range: block..<block + 1, ownLeadIn: before + head)
  }

  /// “… is known as the four wells: …”: a number and as many parts.
  private static func announces(_ head: String, _ tail: String) -> Bool {
    guard let count = BoardPriorityCount.all(in: head).first?.number, count > 2 else {
      return false
    }
    return parts(of: tail, count: count).count == count
  }

  /// The number of parts that was announced: of several numbers that which fits.
  private static func count(_ head: String, _ tail: String) -> Int? {
    let fitting = BoardPriorityCount.all(in: head).first {
      $0.number > 1 && parts(of: tail, count: $0.number).count == $0.number
    }
    return fitting?.number ?? BoardPriorityCount.announced(in: head)
  }

  /// “that every child …; that older people …”: a word that joins every part to the sentence.
  private static func withoutCommonOpening(_ items: [BoardPriorityItem]) -> [BoardPriorityItem] {
    for opening in ["that ", "to "]
    where items.count > 1 && items.allSatisfy({ $0.text.hasPrefix(opening) }) {
      return items.map { item in
        var item = item
        item.text = String(item.text.dropFirst(opening.count))
        return item
      }
    }
    return items
  }

  /// The sentence before and after the colon, or before and after “are” and its like.
  private static func split(_ sentence: String) -> (String, String)? {
    let colons = [": ", ":- ", ":– "].lazy.compactMap { sentence.firstPlace(of: $0) }
    if let colon = colons.min(by: { $0.lowerBound < $1.lowerBound }) {
      return (String(sentence[..<colon.lowerBound]), String(sentence[colon.upperBound...]))
    }
    if let aside = aside(sentence) { return aside }
    for verb in verbs {
      guard let range = sentence.firstPlace(of: verb) else { continue }
      let head = String(sentence[..<range.upperBound])
      return (head, String(sentence[range.upperBound...]))
    }
    return distant(sentence)
  }

  /// “The ten priorities in it were …”: a few words between the noun and the verb.
  private static func distant(_ sentence: String) -> (String, String)? {
    let words = HTMLText.words(sentence)
    guard let noun = words.firstIndex(where: { nouns.contains($0.lowercased()) }) else {
      return nil
    }
    let verb = words[(noun + 1)...].prefix(5).firstIndex { ["are", "were"].contains($0) }
    guard let verb, verb + 1 < words.count,
      words[noun..<verb].allSatisfy({ !$0.hasSuffix(",") && !$0.hasSuffix(";") })
    else { return nil }
    let parts = [words[...verb], words[(verb + 1)...]].map { $0.joined(separator: " ") }
    return (parts[0], parts[1])
  }

  private static let nouns: Set<String> = [
    "priorities", "themes", "ambitions", "outcomes", "goals", "aims", "objectives", "commitments",
    "issues", "concerns", "topics",
  ]

  /// “… priorities are …”, for each of the nouns.
  private static let verbs: [String] =
    [
      "priorities", "themes", "areas", "ambitions", "outcomes", "goals", "aims", "objectives",
      "areas of focus", "commitments", "missions", "pillars", "domains",
    ].flatMap { noun in ["are", "were", "will be"].map { " \(noun) \($0) " } }
    + [" will concentrate on ", " will focus on ", " concentrates on ", " focuses on "]
    + [" namely ", " priorities of ", " themes of ", " priority is ", " to focus on "]

  /// “Its three priorities – this, that and the other – were …”, and the same in brackets.
  private static func aside(_ sentence: String) -> (String, String)? {
    for (open, close) in [(" – ", " – "), (" — ", " — "), (" (", ")")] {
      guard let start = sentence.firstPlace(of: open) else { continue }
      let head = String(sentence[..<start.lowerBound])
      let lastWords = PhraseText(head).words.suffix(3).joined(separator: " ")
      guard
        BoardPriorityVocabulary.announces(PhraseText(lastWords))
      else { continue }
      let rest = sentence[start.upperBound...]
      let end = rest.firstPlace(of: close)?.lowerBound ?? rest.endIndex
      let tail = String(rest[..<end])
      if tail.contains(",") || tail.contains(";") { return (head, tail) }
    }
    return nil
  }

  /// Semicolons first; otherwise commas, with the last “and” taken as the announced number asks.
  static func parts(of tail: String, count: Int?) -> [String] {
    let body = BoardPriorityItems.trimmed(tail)
    if count == 1 { return [body] }
    if body.contains(";") { return split(body, at: ";").map(withoutAnd) }
    if body.contains(" · ") { return split(body, at: "·") }
    if body.contains(" | ") { return split(body, at: "|") }
    if let count, let range = body.firstPlace(of: ", and ") {
      let before = split(String(body[..<range.lowerBound]), at: ",")
      if before.count + 1 == count { return before + [String(body[range.upperBound...])] }
    }
    let commas = split(body, at: ",")
    guard let last = commas.last else { return [] }
    if last.lowercased().hasPrefix("and ") {
      let oxford = commas.dropLast() + [withoutAnd(last)]
      if count == nil || count == oxford.count { return Array(oxford) }
    }
    let pieces = last.firstRanges(of: " and ").map { range in
      commas.dropLast() + [String(last[..<range.lowerBound]), String(last[range.upperBound...])]
    }
    if let count {
      if let exact = pieces.first(where: { $0.count == count }) { return Array(exact) }
      return commas.count == count ? commas : []
    }
    return pieces.first.map { Array($0) } ?? commas
  }

  private static func split(_ text: String, at mark: Character) -> [String] {
    text.split(separator: mark).map { HTMLText.clean($0) }.filter { !$0.isEmpty }
  }

  private static func withoutAnd(_ text: String) -> String {
    if text.hasPrefix("and, "), let aside = text.dropFirst(5).firstPlace(of: ", ") {
      return String(text[aside.upperBound...])
    }
    return text.lowercased().hasPrefix("and ") ? String(text.dropFirst(4)) : text
  }
}

extension String {
  /// Every place where a phrase occurs, first to last.
  fileprivate func firstRanges(of phrase: String) -> [Range<String.Index>] {
    var result: [Range<String.Index>] = []
    var from = startIndex
    while let range = self[from...].firstPlace(of: phrase) {
      result.append(range)
      from = range.upperBound
    }
    return result
  }
}
