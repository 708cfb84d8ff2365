/// Finds which terms of the glossary a briefing uses.
enum GlossaryUse {
  /// The words that come from the data: names, summaries, priorities, guidance.
  static func text(_ themes: [Theme], _ strategies: [Strategy], _ rows: [IndicatorRow]) -> String {
    let words = themes.flatMap { theme in
      [theme.title, theme.summary] + theme.missing.map(\.name)
        + theme.guidance.flatMap { [$0.title, $0.description] }
    }
    let promises = strategies.flatMap { [$0.title] + $0.priorities.map(\.text) }
    let figures = rows.flatMap { [$0.indicator.displayName] + $0.notes }
    return (words + promises + figures).joined(separator: " | ")
  }

  /// The entries whose term, or abbreviation in capitals, stands in the text as whole words.
  static func terms(of glossary: [GlossaryEntry], in text: String) -> [GlossaryEntry] {
    let words = words(text)
    let phrases = phrases(words.map { $0.lowercased() })
    let capitals = Set(words)
    return glossary.filter { entry in
      let term = Self.words(entry.term).map { $0.lowercased() }.joined(separator: " ")
      return phrases.contains(term) || entry.abbreviation.map(capitals.contains) ?? false
    }
  }

  private static func words(_ text: String) -> [String] {
    text.split { !($0.isLetter || $0.isNumber || $0 == "’" || $0 == "'") }.map(String.init)
  }

  /// Every run of one to five words.
  private static func phrases(_ words: [String]) -> Set<String> {
    var phrases = Set<String>()
    for start in words.indices {
      var phrase = words[start]
      phrases.insert(phrase)
      for next in words[(start + 1)...].prefix(4) {
        phrase += " " + next
        phrases.insert(phrase)
      }
    }
    return phrases
  }
}
