/// Finds which terms of the glossary a briefing uses, and where each is used first.
struct GlossaryUse {
  private let glossary: [Term]

  /// An entry with the words that it is found by.
  private struct Term {
    let entry: GlossaryEntry
    let words: [Word]
    let abbreviation: Word?
  }

  /// A word by its bytes, which is all that comparing takes.
  private typealias Word = ArraySlice<UInt8>

  init(_ glossary: [GlossaryEntry]) {
    self.glossary = glossary.map { entry in
      Term(
        entry: entry, words: Self.words(Self.lowered(Array(entry.term.utf8))),
        abbreviation: entry.abbreviation.map { Array($0.utf8)[...] })
    }
  }

  /// Gives each theme the terms that it is the first to use.
  ///
  /// - Returns: the terms that only the rest of the briefing uses.
  func explain(in themes: inout [Theme], then rest: String) -> [GlossaryEntry] {
    var left = glossary
    for index in themes.indices {
      let isUsed = Self.terms(of: left, in: Self.text(themes[index]))
      themes[index].terms = zip(left, isUsed).filter(\.1).map(\.0.entry)
      left = zip(left, isUsed).filter { !$0.1 }.map(\.0)
    }
    return zip(left, Self.terms(of: left, in: rest)).filter(\.1).map(\.0.entry)
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

  /// Which entries' term, or abbreviation in capitals, stands in the text as whole words.
  private static func terms(of glossary: [Term], in text: String) -> [Bool] {
    let bytes = Array(text.utf8)
    let capitals = Set(words(bytes))
    let text = words(lowered(bytes))
    var places: [Word: [Int]] = [:]
    for (index, word) in text.enumerated() { places[word, default: []].append(index) }
    return glossary.map { term in
      let starts = term.words.first.flatMap { places[$0] } ?? []
      return starts.contains { text[$0...].starts(with: term.words) }
        || term.abbreviation.map(capitals.contains) ?? false
    }
  }

  /// With small letters for the capitals of ASCII.
  private static func lowered(_ text: [UInt8]) -> [UInt8] {
    text.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 + 32 : $0 }
  }

  private static func words(_ text: [UInt8]) -> [Word] {
    var words: [Word] = []
    var start: Int?
    var index = 0
    while index < text.count {
      let length = lengthOfWord(text, index)
      if length == 0 {
        if let from = start { words.append(text[from..<index]) }
        start = nil
        index += 1
      } else {
        if start == nil { start = index }
        index += length
      }
    }
    return start.map { words + [text[$0...]] } ?? words
  }

  /// How many bytes from here on are of a word: letters, digits and apostrophes, and letters beyond
  /// ASCII; not the dashes and quotation marks that begin with 0xE2.
  private static func lengthOfWord(_ text: [UInt8], _ index: Int) -> Int {
    switch text[index] {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "'"), 0xC3...0xDF:
      1
    case 0x80...0xBF: index > 0 && text[index - 1] >= 0xC3 && text[index - 1] < 0xE0 ? 1 : 0
    case 0xE2: text[index...].starts(with: "’".utf8) ? 3 : 0
    default: 0
    }
  }
}
