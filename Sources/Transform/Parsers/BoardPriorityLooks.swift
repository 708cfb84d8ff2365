// What the entries of a list look like by themselves, whatever stands around them.
extension BoardPriorityEvidence {
  func looks(_ candidate: BoardPriorityCandidate) -> [(String, Double)] {
    let items = candidate.items
    let phrases = items.map { PhraseText($0.text) }
    let size = Double(items.count)
    let share = { (test: (Int) -> Bool) in Double(items.indices.count(where: test)) / size }
    let words = Double(phrases.reduce(0) { $0 + $1.wordCount }) / size
    return [
      ("topics", 1.5 * share { BoardPriorityVocabulary.isTopic(phrases[$0]) }),
      (
        "life course",
        items.count > 2 && !isOtherColumn(candidate)
          && share { BoardPriorityVocabulary.isStage(phrases[$0]) } >= 0.5 ? 1.5 : 0
      ),
      (
        "sections of the page",
        [.headings, .tiles].contains(candidate.form) && Self.areSections(phrases) ? -4 : 0
      ),
      ("beside the priorities", candidate.isBesidePriorities ? -3 : 0),
      ("offices", -6 * max(0, share { BoardPriorityVocabulary.isOffice(phrases[$0]) } - 0.2)),
      ("papers", -6 * max(0, share { BoardPriorityVocabulary.isPaper(phrases[$0]) } - 0.2)),
      ("figures", -5 * share { Self.isFigure(items[$0].text) }),
      ("questions", -4 * share { items[$0].text.hasSuffix("?") }),
      ("links", -0.8 * share { items[$0].linkShare > 0.8 }),
      ("furniture", -5 * share { Self.isFurniture(phrases[$0], isTopic: false) }),
      ("perhaps furniture", -1.5 * share { Self.isFurniture(phrases[$0], isTopic: true) }),
      ("wordy", words > 22 ? -4 : words > 14 ? -1.5 : 0),
      ("size", Self.sizePenalty(items.count)),
      ("inside another list", candidate.isNested ? -3 : 0),
    ]
  }

  /// Headings none of which is a topic, after a section of the same rank: what the page goes on to.
  func isOutline(_ candidate: BoardPriorityCandidate) -> Bool {
    guard candidate.form == .headings, let lead = candidate.context.leadBlock,
      !page.blocks[lead].text.hasSuffix(":"),
      !candidate.items.contains(where: { BoardPriorityVocabulary.isTopic(PhraseText($0.text)) })
    else { return false }
    return page.ranks[..<lead].last { $0 <= candidate.rank } == candidate.rank
  }

  /// “Our goals for 2028”, “How we will get there”: headings that speak of the list and are not it.
  static func areSections(_ phrases: [PhraseText]) -> Bool {
    if areKinds(phrases) { return true }
    return !phrases.contains { BoardPriorityVocabulary.isTopic($0) }
      && phrases.contains {
        BoardPriorityVocabulary.announces($0)
          || BoardPriorityVocabulary.isFurniture($0)
      }
  }

  /// “Strategic priorities”, “Health priorities”: each says what stands under it.
  static func areKinds(_ phrases: [PhraseText]) -> Bool {
    phrases.count > 1
      && phrases.allSatisfy { $0.wordCount <= 3 && $0.words.last == "priorities" }
  }

  private static func isFurniture(_ phrase: PhraseText, isTopic: Bool) -> Bool {
    phrase.wordCount < 6 && BoardPriorityVocabulary.isFurniture(phrase)
      && BoardPriorityVocabulary.isTopic(phrase) == isTopic
  }

  private static func isFigure(_ text: String) -> Bool {
    if text.utf8.allSatisfy({ $0 < 0x80 && $0 != 0x25 && !(0x30...0x39).contains($0) }) {
      return isShare(text)
    }
    let digits = text.count(where: \.isNumber)
    return text.contains("%") || text.contains("£") || digits > 4 || isShare(text)
      || Int(text.filter { !$0.isWhitespace }) != nil
  }

  /// “One in seven”, “6 in 10”.
  private static func isShare(_ text: String) -> Bool {
    guard text.firstPlace(of: "in") != nil || text.firstPlace(of: "IN") != nil else { return false }
    let words = PhraseText(text).words
    return words.indices.dropFirst().dropLast().contains { index in
      words[index] == "in" && BoardPriorityLabel.value(ofNumeral: words[index - 1]) != nil
        && (BoardPriorityLabel.value(ofNumeral: words[index + 1]) != nil
          || Int(words[index + 1]) != nil)
    }
  }

  private static func sizePenalty(_ count: Int) -> Double {
    switch count {
    case 1: -1
    case 2: -0.3
    case 3...9: 0
    case 10...12: -0.5
    default: -3
    }
  }

  static func prior(_ candidate: BoardPriorityCandidate) -> Double {
    switch candidate.form {
    case .bulletList, .numberedList, .definitionList, .typedMarkers, .tableRows, .labelled: 0.5
    case .headings, .boldParagraphs, .details, .tiles, .pageTitles: 0
    case .prose: 0
    case .tableColumn, .lines: -0.5
    }
  }
}
