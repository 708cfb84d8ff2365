/// The years of a strategy as a page gives them: 2023-28, 2023 to 2028, 2019 - 2024, 2015.
struct BoardStrategyPeriod: Hashable {
  var start: Int
  var end: Int?

  /// The first range of years in a text.
  static func range(in text: some StringProtocol) -> BoardStrategyPeriod? {
    all(in: text).first { $0.period.end != nil }?.period
  }

  /// “Was refreshed in 2022 and runs to 2032”: two years of one sentence.
  static func spread(in text: String) -> BoardStrategyPeriod? {
    for sentence in HTMLText.sentences(text) {
      let years = all(in: sentence).filter { $0.period.end == nil }
      let characters = Array(sentence)
      for (first, last) in zip(years, years.dropFirst())
      where first.period.start < last.period.start {
        let between = PhraseText(String(characters[first.range.upperBound..<last.range.lowerBound]))
        let isEnd = ["to", "until", "till"].contains(between.words.last ?? "")
        if isEnd && between.hasAny([" run", " last", " cover", " continue"]) {
          return BoardStrategyPeriod(start: first.period.start, end: last.period.start)
        }
      }
    }
    return nil
  }

  /// Every period in a text with its offsets in characters.
  static func all(in text: some StringProtocol) -> [(
    period: BoardStrategyPeriod, range: Range<Int>
  )] {
    let characters = Array(text)
    var result: [(period: BoardStrategyPeriod, range: Range<Int>)] = []
    var index = 0
    while index + 4 <= characters.count {
      guard let start = year(characters, at: index) else {
        index += 1
        continue
      }
      var end = index + 4
      var period = BoardStrategyPeriod(start: start, end: nil)
      if let (last, after) = rangeEnd(characters, from: end, start: start) {
        period.end = last
        end = after
      }
      result.append((period, index..<end))
      index = end
    }
    return result
  }

  /// Four digits from 1990 to 2059 that are not part of a longer number.
  private static func year(_ text: [Character], at index: Int) -> Int? {
    guard index + 4 <= text.count, index == 0 || !text[index - 1].isNumber,
      index + 4 == text.count || !text[index + 4].isNumber,
      let value = Int(String(text[index..<index + 4])), value >= 1990, value < 2060
    else { return nil }
    return value
  }

  private static func rangeEnd(_ text: [Character], from: Int, start: Int) -> (Int, Int)? {
    var index = from
    while index < text.count, text[index] == " " { index += 1 }
    if index < text.count, "-–—/−".contains(text[index]) {
      index += 1
    } else if let word = ["to ", "until ", "till "].first(where: { matches($0, text, at: index) }) {
      index += word.count
    } else {
      return nil
    }
    while index < text.count, text[index] == " " { index += 1 }
    if let full = year(text, at: index), full > start { return (full, index + 4) }
    guard index + 2 <= text.count, index + 2 == text.count || !text[index + 2].isNumber,
      let short = Int(String(text[index..<index + 2])), short > start % 100,
      short < start % 100 + 31
    else { return nil }
    return (start - start % 100 + short, index + 2)
  }

  private static func matches(_ word: String, _ text: [Character], at index: Int) -> Bool {
    index + word.count <= text.count
      && String(text[index..<index + word.count]).lowercased() == word
  }
}
