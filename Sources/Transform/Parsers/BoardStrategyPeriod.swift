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
        if isEnd
          && between.hasAny([" run", " last", " cover", " continue", " in place", " ahead "])
        {
          return BoardStrategyPeriod(start: first.period.start, end: last.period.start)
        }
      }
    }
    return nil
  }

  /// Whether a text is a range of years and nothing else.
  static func isOnly(_ text: String) -> Bool {
    let found = all(in: text)
    guard found.count == 1, found[0].period.end != nil else { return false }
    let before = text.prefix(found[0].range.lowerBound).split(separator: " ")
    let isDated = before.allSatisfy { afterMonth(Array($0), at: 0) > 0 }
    return isDated && found[0].range.upperBound == text.count
  }

  /// “Health and Wellbeing Strategy to 2030”, “it runs until 2030”: a last year and no first.
  static func lastYear(in title: String) -> Int? {
    let years = all(in: title)
    guard years.count == 1, let only = years.first, only.period.end == nil else { return nil }
    let before = PhraseText(String(title.prefix(only.range.lowerBound))).words.suffix(2)
    guard before.count == 2, let last = before.last, let name = before.first else { return nil }
    return ["to", "until"].contains(last) && ["strategy", "plan", "runs", "lasts"].contains(name)
      ? only.period.start : nil
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
      let financial = afterFinancialYear(characters, at: end, start: start)
      let ranges = [financial, end].compactMap(\.self).lazy.compactMap {
        rangeEnd(characters, from: $0, start: start)
      }
      if let (last, after) = ranges.first {
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

  /// “April 2024 to March 2029”: a month between the word and the year.
  private static func afterMonth(_ text: [Character], at index: Int) -> Int {
    let word = String(text[index...].prefix { $0.isLetter }).lowercased()
    guard months.contains(String(word.prefix(3))) || seasons.contains(word) else { return index }
    var next = index + word.count
    while next < text.count, text[next] == " " { next += 1 }
    return next
  }

  private static let seasons: Set<String> = ["spring", "summer", "autumn", "winter"]
  private static let months: Set<String> = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// “/25” after “2024”: the second half of a financial year; the place after it.
  private static func afterFinancialYear(_ text: [Character], at index: Int, start: Int) -> Int? {
    guard index + 3 <= text.count, text[index] == "/",
      index + 3 == text.count || !text[index + 3].isNumber,
      Int(String(text[index + 1..<index + 3])) == (start + 1) % 100
    else { return nil }
    return index + 3
  }

  private static func rangeEnd(_ text: [Character], from: Int, start: Int) -> (Int, Int)? {
    var index = from
    while index < text.count, text[index] == " " { index += 1 }
    if index < text.count, "-‐‑‒–—/−".contains(text[index]) {
      index += 1
    } else if let word = ["to ", "until ", "till "].first(where: { matches($0, text, at: index) }) {
      index += word.count
    } else {
      return nil
    }
    while index < text.count, text[index] == " " { index += 1 }
    index = afterMonth(text, at: index)
    if let full = year(text, at: index), full > start {
      let isFinancial = afterFinancialYear(text, at: index + 4, start: full) != nil
      return isFinancial ? (full + 1, index + 7) : (full, index + 4)
    }
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
