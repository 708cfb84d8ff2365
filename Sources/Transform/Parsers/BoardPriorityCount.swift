/// Numbers that announce a list: “five priority areas”, “the 12 priorities”, “there are four”.
struct BoardPriorityCount {
  var number: Int
  /// Whether the number counts a label noun (“four aims”) and not just something (“there are four”).
  var isLabelled: Bool
  /// Whether it counts something that is no label (“three facts”).
  var countsOther = false

  /// All announcements in a text, the last one first.
  static func all(in text: String) -> [BoardPriorityCount] { all(in: PhraseText(text)) }

  static func all(in text: PhraseText) -> [BoardPriorityCount] {
    guard mayCount(text) else { return [] }
    let words = text.words
    var found: [BoardPriorityCount] = []
    for (index, word) in words.enumerated() {
      guard let number = value(word) else { continue }
      let following = words[(index + 1)...].prefix(5)
      if let next = following.first, isMeasure(next) { continue }
      let isLabelled = following.contains(where: isLabelNoun)
      if number == 1, !isLabelled || !isSingle(words, index) { continue }
      if !isLabelled, word.first?.isNumber == true { continue }
      let next = following.first ?? ""
      let isPlural = next.hasSuffix("s") && !["as", "is", "was", "its", "has"].contains(next)
      found.append(
        BoardPriorityCount(
          number: number, isLabelled: isLabelled, countsOther: !isLabelled && isPlural))
    }
    return found.reversed()
  }

  /// Whether a word is, or begins as, a number.
  private static func mayCount(_ text: PhraseText) -> Bool {
    let bytes = text.bytes
    return bytes.indices.dropLast().contains { index in
      guard bytes[index] == 0x20 else { return false }
      let first = bytes[index + 1]
      if first < 0x3A { return true }
      guard "zotfsen".utf8.contains(first) else { return false }
      let word = bytes[(index + 1)...].prefix(9).prefix { $0 != 0x20 }
      return numberWords.contains { $0[...] == word }
    }
  }

  private static let numberWords = (BoardPriorityLabel.numberWords + ["single"])
    .map { Array($0.utf8) }

  /// The number that a text announces: a labelled one if there is any.
  static func announced(in text: String) -> Int? { announced(in: PhraseText(text)) }

  static func announced(in text: PhraseText) -> Int? {
    let all = all(in: text)
    return (all.first { $0.isLabelled } ?? all.first)?.number
  }

  /// The number announced by the paragraph before a block, or by the headings right above it.
  static func announced(before index: Int, in page: BoardPriorityOutline) -> Int? {
    var position = index - 1
    while position >= max(0, index - 3) {
      if let count = announced(in: withoutSection(page.blocks[position].text)) { return count }
      if page.ranks[position] < 7 { break }
      position -= 1
    }
    return nil
  }

  /// “3. Our themes” and “3 Our themes” announce nothing: the number is that of the section.
  static func withoutSection(_ text: String) -> String {
    guard let first = text.utf8.first, (0x30...0x39).contains(first) else { return text }
    let rest = text.drop { $0.isNumber || $0 == "." }
    let number = text[..<rest.startIndex]
    guard rest.first == " " else { return text }
    let next = rest.split(separator: " ").first ?? ""
    let isTitle = next.first?.isUppercase == true && !isLabelNoun(next.lowercased())
    return number.contains(".") || isTitle ? String(rest) : text
  }

  private static func value(_ word: String) -> Int? {
    if word == "single" { return 1 }
    if let digits = Int(word) { return digits >= 1 && digits <= 20 ? digits : nil }
    return BoardPriorityLabel.numberWords.firstIndex(of: word).flatMap { $0 == 0 ? nil : $0 }
  }

  private static func isLabelNoun(_ word: String) -> Bool {
    if word.hasPrefix("priorit") { return true }
    let singular = word.hasSuffix("s") ? String(word.dropLast()) : word
    return BoardPriorityLabel.nouns.contains(singular)
      || ["thing", "topic", "subject", "issue", "block", "step"].contains(singular)
  }

  /// “Has one main priority”, unlike “one of them”, “picks one action a year”.
  private static func isSingle(_ words: [String], _ index: Int) -> Bool {
    let single: Set<String> = [
      "has", "have", "had", "is", "chosen", "chose", "agreed", "set", "identified", "only", "just",
      "on", "named", "a", "with",
    ]
    guard index > 0, single.contains(words[index - 1]), index + 1 < words.count else {
      return false
    }
    return !["of", "for", "in", "to", "and", "or", "by"].contains(words[index + 1])
  }

  private static func isMeasure(_ word: String) -> Bool {
    [
      "year", "years", "month", "months", "week", "weeks", "days", "times", "per", "in", "percent",
      "wards", "towns", "to", "million", "pm", "am", "january", "february", "march", "april", "may",
      "june", "july", "august", "september", "october", "november", "december", "principles",
      "values", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
      "pages", "copies", "people", "councils", "partners", "organisations", "adults",
    ].contains(word)
  }
}
