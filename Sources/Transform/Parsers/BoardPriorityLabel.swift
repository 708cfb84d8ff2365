/// The label grammar: “Priority one:”, “Theme 2 –”, “(iii)”, “1.”, “•” in front of a priority.
struct BoardPriorityLabel {
  /// The noun of the label, such as `priority`; nil for a bare number or bullet.
  var noun: String?
  var number: Int?
  var hasBullet = false
  /// What follows the label.
  var rest: String

  init(_ text: String) {
    rest = HTMLText.clean(text)
    for _ in 0..<3 {
      let before = rest
      stripBullet()
      stripNumber()
      stripNoun()
      if rest == before { break }
    }
  }

  static let nouns: Set<String> = [
    "priority", "theme", "ambition", "goal", "outcome", "aim", "objective", "commitment", "domain",
    "mission", "chapter", "focus", "area", "pillar", "strand", "stage", "challenge", "pledge",
    "promise",
  ]
  private static let adjectives: Set<String> = [
    "strategic", "key", "core", "big", "our", "the", "main", "health", "local", "joint", "shared",
    "overarching", "cross-cutting", "strategy",
  ]
  private static let secondNouns: Set<String> = [
    "area", "action", "theme", "goal", "aim", "outcome", "priority", "for", "of", "focus",
    "number", "no", "no.", "statement", "objective",
  ]

  private mutating func stripBullet() {
    guard let byte = rest.utf8.first, byte >= 0x80 || "-*o".utf8.contains(byte),
      let first = rest.first
    else { return }
    let isDash = "-–—".contains(first) && rest.dropFirst().first == " "
    let isLetterO = first == "o" && rest.hasPrefix("o ")
    guard "•·▪‣◦●■*➢✓✔→►»§".contains(first) || isDash || isLetterO || first.isPicture else {
      return
    }
    if isLetterO && !(rest.dropFirst(2).first?.isUppercase ?? false) { return }
    rest = String(rest.dropFirst().drop { $0 == " " })
    hasBullet = true
  }

  /// `1.`, `1)`, `(1)`, `(iv)`, `a)`; a bare number only before a capital or at the end.
  private mutating func stripNumber() {
    if Self.beginsWithLongWord(rest) { return }
    var body = rest[...]
    let isOpen = body.first == "("
    if isOpen { body = body.dropFirst() }
    let token = body.prefix { $0.isLetter || $0.isNumber }
    guard token.count <= 4, let value = Self.value(ofNumeral: token.lowercased()) else { return }
    let after = body.dropFirst(token.count)
    guard let mark = after.first else { return accept(value, token: token, rest: "") }
    let isNumeric = token.allSatisfy(\.isNumber)
    if isNumeric, let (last, remainder) = Self.afterSection(after) {
      return accept(last, token: token, rest: remainder)
    }
    if ".):".contains(mark) {
      let remainder = after.dropFirst()
      guard
        remainder.isEmpty || remainder.first == " " || !isNumeric
          || remainder.first?.isLetter == true
      else { return }
      accept(value, token: token, rest: remainder)
    } else if isNumeric, mark == " ", !isOpen {
      let remainder = after.dropFirst().drop { "-–— ".contains($0) }
      if remainder.first?.isUppercase == true { accept(value, token: token, rest: remainder) }
    }
  }

  /// “.2 Food” behind “4”: the last part of a section's number, before a capital.
  private static func afterSection(_ text: Substring) -> (Int, Substring)? {
    var rest = text
    var last: Int?
    while rest.first == ".", let digits = Optional(rest.dropFirst().prefix(while: \.isNumber)),
      !digits.isEmpty, digits.count < 3
    {
      last = Int(digits)
      rest = rest.dropFirst(digits.count + 1)
    }
    let title = rest.drop { ".) ".contains($0) }
    guard let last, last > 0, title.count < rest.count, title.first?.isUppercase == true else {
      return nil
    }
    return (last, title)
  }

  /// Five letters in a row are no numeral.
  private static func beginsWithLongWord(_ text: String) -> Bool {
    text.utf8.count > 4
      && text.utf8.prefix(5).allSatisfy { (0x61...0x7A).contains($0 | 0x20) && $0 < 0x80 }
  }

  private mutating func accept(_ value: Int, token: Substring, rest remainder: Substring) {
    if remainder.isEmpty && !token.allSatisfy(\.isNumber) { return }
    number = number ?? value
    rest = String(remainder.drop { $0 == " " })
  }

  /// `Priority 2:`, `Strategic theme two -`, `Outcome (iii)`, and `Priority:` alone.
  private mutating func stripNoun() {
    guard Self.mayBeNoun(Substring(rest.utf8.prefix { $0 != 0x20 })) else { return }
    let words = rest.split(separator: " ", maxSplits: 6, omittingEmptySubsequences: true)
    var position = 0
    while position < min(2, words.count), Self.adjectives.contains(words[position].lowercased()) {
      position += 1
    }
    guard position < words.count else { return }
    let (noun, mark) = Self.split(words[position])
    guard let singular = Self.singular(noun) else { return }
    if mark == ":" || mark == "-" || mark == "–" {
      return take(words, through: position, noun: singular, number: nil)
    }
    guard mark.isEmpty else { return }
    position += 1
    while position < words.count, Self.secondNouns.contains(words[position].lowercased()) {
      position += 1
    }
    guard position < words.count else { return }
    let (numeral, numeralMark) = Self.split(words[position])
    guard let value = Self.value(ofNumeral: numeral) else { return }
    let isLetter = numeral.count == 1 && numeral.first?.isLetter == true
    let isWhole = position == words.count - 1
    if isLetter && numeralMark.isEmpty && numeral != "i" && !isWhole { return }
    take(words, through: position, noun: singular, number: value)
  }

  private static func mayBeNoun(_ word: Substring) -> Bool {
    let lower = word.lowercased()
    return adjectives.contains(lower) || nouns.contains(lower) || nouns.contains(split(word).0)
  }

  private mutating func take(
    _ words: [Substring], through position: Int, noun: String, number value: Int?
  ) {
    let end = words[position].endIndex
    let remainder = rest[end...].drop { " :.)–—-".contains($0) }
    if value == nil && remainder.isEmpty { return }
    self.noun = self.noun ?? noun
    number = number ?? value
    rest = String(remainder)
  }

  private static func split(_ word: Substring) -> (String, String) {
    let core = word.lowercased().drop { $0 == "(" }.prefix { $0.isLetter || $0.isNumber }
    let tail = word.lowercased().drop { $0 == "(" }.dropFirst(core.count)
    return (String(core), String(tail.prefix(1)))
  }

  private static func singular(_ noun: String) -> String? { nouns.contains(noun) ? noun : nil }

  static func isPartOfLabel(_ word: String) -> Bool {
    nouns.contains(word) || adjectives.contains(word) || secondNouns.contains(word)
  }

  static let numberWords = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen",
  ]
  private static let numerals = Dictionary(
    [romans, numberWords].flatMap { list in
      list.indices.dropFirst().map { (list[$0], $0) }
    }
  ) { first, _ in first }
  private static let romans = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]

  /// 1–30 in digits, one–fifteen in words, i–x, a–h.
  static func value(ofNumeral numeral: String) -> Int? {
    if let digits = Int(numeral), digits >= 1, digits <= 30 { return digits }
    if let value = numerals[numeral] { return value }
    guard numeral.count == 1, let letter = numeral.utf8.first, letter >= 0x61, letter <= 0x68
    else { return nil }
    return Int(letter) - 0x60
  }
}
