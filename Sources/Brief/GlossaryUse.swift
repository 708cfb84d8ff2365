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
    let capitals = Set(words(text))
    let text = words(text.lowercased())
    var places: [Substring: [Int]] = [:]
    for (index, word) in text.enumerated() { places[word, default: []].append(index) }
    return glossary.filter { entry in
      let lowered = entry.term.lowercased()
      let term = words(lowered)
      let starts = term.first.flatMap { places[$0] } ?? []
      return starts.contains { text[$0...].starts(with: term) }
        || entry.abbreviation.map { capitals.contains($0[...]) } ?? false
    }
  }

  private static func words(_ text: String) -> [Substring] {
    text.unicodeScalars.split { !isOfWord($0.value) }.map(Substring.init)
  }

  /// Letters, digits and apostrophes; not the dashes and quotation marks beside them.
  private static func isOfWord(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x27, 0x2019, 0xC0..<0x2000: true
    default: false
    }
  }
}
