/// One entry of a list before its wording is settled: its parts in reading order.
struct BoardPriorityEntry {
  struct Part {
    var text: String
    var lines: [String]
    var lead: String?
    var linkShare: Double

    init(_ block: HTMLBlock) {
      (text, lines, lead, linkShare) = (block.text, block.lines, block.lead, block.linkShare)
    }

    init(_ text: String) {
      (self.text, lines, lead, linkShare) = (text, [text], nil, 0)
    }
  }

  var parts: [Part]
  /// The block the entry begins in.
  var block: Int
}

/// The wording of one entry, apart from its label and explanation.
struct BoardPriorityItem {
  var text: String
  var gloss: String?
  var noun: String?
  var number: Int?
  var linkShare: Double
  var block: Int
}

/// Settles the wordings of a list together: what is explanation shows in the pattern of the whole
/// list, not in one entry.
enum BoardPriorityItems {
  static func read(_ entries: [BoardPriorityEntry]) -> [BoardPriorityItem] {
    let entries = entries.filter { !$0.parts.isEmpty }
    let hasLeads = isMost(entries) { usableLead($0) != nil }
    let hasLines = isMost(entries) { (titlePart($0)?.lines.count ?? 0) > 1 }
    var items = entries.map { item($0, hasLeads: hasLeads, hasLines: hasLines) }
    for mark in [" (", " – ", " — ", " - ", ": "] { splitGloss(&items, at: mark) }
    splitSentences(&items)
    for index in items.indices { items[index].text = trimmed(items[index].text) }
    return items.filter { $0.text.contains(where: \.isLetter) }
  }

  private static func isMost<Element>(_ all: [Element], _ test: (Element) -> Bool) -> Bool {
    let count = all.count(where: test)
    return count > 0 && count * 2 > all.count
  }

  /// The first part that says something beyond a label.
  private static func titlePart(_ entry: BoardPriorityEntry) -> BoardPriorityEntry.Part? {
    entry.parts.first { !isOnlyLabel($0.text, BoardPriorityLabel($0.text)) } ?? entry.parts.first
  }

  /// A bold beginning that says something beyond a label and is not the whole entry.
  private static func usableLead(_ entry: BoardPriorityEntry) -> String? {
    guard let part = entry.parts.first, let lead = part.lead, lead != part.text else { return nil }
    return BoardPriorityLabel(lead).rest.contains(where: \.isLetter) ? lead : nil
  }

  private static func item(
    _ entry: BoardPriorityEntry, hasLeads: Bool, hasLines: Bool
  ) -> BoardPriorityItem {
    var texts: [String] = []
    for (index, part) in entry.parts.enumerated() {
      if index == 0, hasLeads, let lead = usableLead(entry) {
        texts += [lead, String(part.text.dropFirst(lead.count))]
      } else if hasLines && part.lines.count > 1 {
        texts += part.lines
      } else {
        texts.append(part.text)
      }
    }
    var label = BoardPriorityLabel(texts[0])
    var rest = texts.dropFirst()
    while isOnlyLabel(texts[texts.count - rest.count - 1], label), let next = rest.popFirst() {
      let inner = BoardPriorityLabel(next)
      label = Self.merge(label, inner)
    }
    let gloss = trimmedGloss(rest.joined(separator: " "))
    return BoardPriorityItem(
      text: label.rest, gloss: gloss, noun: label.noun, number: label.number,
      linkShare: entry.parts.map(\.linkShare).max() ?? 0, block: entry.block)
  }

  /// “1”, “Priority 1”, “Ambition 2:” with nothing after it.
  private static func isOnlyLabel(_ text: String, _ label: BoardPriorityLabel) -> Bool {
    if !label.rest.contains(where: \.isLetter) { return true }
    let words = PhraseText(text).words
    if words.count == 1, label.noun == nil, let word = words.first,
      BoardPriorityLabel.value(ofNumeral: word) != nil
    {
      return true
    }
    return label.rest == text && words.count <= 2
      && words.first.map(BoardPriorityLabel.nouns.contains) == true
      && words.allSatisfy(BoardPriorityLabel.isPartOfLabel)
  }

  private static func merge(
    _ outer: BoardPriorityLabel, _ inner: BoardPriorityLabel
  ) -> BoardPriorityLabel {
    var merged = inner
    merged.noun = inner.noun ?? outer.noun
    merged.number = inner.number ?? outer.number
    return merged
  }

  /// Splits at a mark when most entries have it, or when what follows is too long to be a title.
  private static func splitGloss(_ items: inout [BoardPriorityItem], at mark: String) {
    let splits = items.map { split($0.text, at: mark) }
    let isPattern = items.count > 1 && isMost(splits) { $0 != nil }
    for (index, split) in splits.enumerated() {
      guard let (head, tail) = split else { continue }
      let isLong = items[index].text.count > 90 && mark != " (" && tail.count > 40
      guard isPattern || isLong else { continue }
      items[index].text = head
      items[index].gloss = [tail, items[index].gloss].compactMap { $0 }.joined(separator: " ")
    }
  }

  private static func split(_ text: String, at mark: String) -> (String, String)? {
    guard let range = text.firstPlace(of: mark) else { return nil }
    let head = String(text[..<range.lowerBound])
    var tail = String(text[range.upperBound...])
    guard head.count >= 3, tail.count >= 3 else { return nil }
    if mark == " (" {
      guard tail.hasSuffix(")") || tail.hasSuffix(").") || tail.hasSuffix(");") else { return nil }
      tail = String(tail.prefix { $0 != ")" })
    }
    return (head, tail)
  }

  /// “Start well. Every child …”: the first sentence, when most entries go on after one.
  private static func splitSentences(_ items: inout [BoardPriorityItem]) {
    let all = items.map { HTMLText.sentences($0.text) }
    let isPattern = isMost(all) { $0.count > 1 }
    for (index, sentences) in all.enumerated() where sentences.count > 1 {
      guard isPattern || items[index].text.count > 110 else { continue }
      items[index].text = sentences[0]
      let tail = sentences.dropFirst().joined(separator: " ")
      items[index].gloss = [tail, items[index].gloss].compactMap { $0 }.joined(separator: " ")
    }
  }

  private static func trimmedGloss(_ text: String) -> String? {
    let clean = String(HTMLText.clean(text).drop { " :–—-,;.".contains($0) })
    return clean.isEmpty ? nil : clean
  }

  /// “Play outdoors[2]”: the mark of a footnote.
  private static func withoutFootnote(_ text: Substring) -> Substring {
    guard text.last == "]", let open = text.lastIndex(of: "["), open > text.startIndex,
      text[open...].dropFirst().dropLast().allSatisfy(\.isNumber)
    else { return text }
    return text[..<open]
  }

  /// Leaves out “; and”, a closing full stop, dangling dashes and enclosing quotation marks.
  static func trimmed(_ text: String) -> String {
    var result = Substring(text)
    var before = result
    repeat {
      before = result
      result = withoutFootnote(result)
      while let last = result.last, " ;,.:–—-".contains(last) { result.removeLast() }
      for ending in [";and", "; and", ", and", ";or", "; or", ", or", ",and"]
      where result.lowercased().hasSuffix(ending) {
        result.removeLast(ending.count)
      }
    } while result != before
    if let first = result.first, let last = result.last, result.count > 2,
      ["“”", "‘’", "\"\"", "''"].contains(String([first, last]))
    {
      result = result.dropFirst().dropLast()
    }
    return String(result)
  }
}
