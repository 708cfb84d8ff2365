/// Finds which terms of the glossary a briefing uses, and where each is used first.
struct GlossaryUse {
  private let glossary: [GlossaryEntry]

  init(_ glossary: [GlossaryEntry]) { self.glossary = glossary }

  /// Gives each theme the terms that it is the first to use.
  ///
  /// - Returns: the terms that only the rest of the briefing uses.
  func explain(in themes: inout [Theme], then rest: String) -> [GlossaryEntry] {
    var left = glossary
    for index in themes.indices {
      let used = Self.terms(of: left, in: Self.text(themes[index]))
      themes[index].terms = used
      left.removeAll { used.contains($0) }
    }
    return Self.terms(of: left, in: rest)
  }

  /// The words of a theme that come from the data: names, summaries, priorities, guidance.
  private static func text(_ theme: Theme) -> String {
    let words = [theme.title, theme.summary] + theme.missing.map(\.name)
    let documents = theme.guidance.filter { $0.describedUnder == nil }.flatMap {
      [$0.title, $0.description]
    }
    let figures = theme.rows.flatMap { [$0.indicator.displayName] + $0.notes }
    return (words + documents + figures + theme.priorities.map(\.text)).joined(separator: " | ")
  }

  /// The words of the strategies and of the figures that no theme asks for.
  static func text(_ strategies: [Strategy], _ rows: [IndicatorRow]) -> String {
    let promises = strategies.flatMap { [$0.title] + $0.priorities.map(\.text) }
    return (promises + rows.flatMap { [$0.indicator.displayName] + $0.notes })
      .joined(separator: " | ")
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
