/// Text as a publisher wrote it, made fit to be a key or to be printed.
enum PublishedText {
  /// Blanks of every kind folded to one space and none at the edges; the words stay as published.
  static func folded(_ text: some StringProtocol) -> String {
    text.split { $0.isWhitespace || $0 == "\u{A0}" }.joined(separator: " ")
  }

  /// nil for an empty cell.
  static func foldedOrNil(_ text: some StringProtocol) -> String? {
    let folded = folded(text)
    return folded.isEmpty ? nil : folded
  }

  /// The text as published but for its line ends: none at the edges, a space for those within.
  static func onOneLine(_ text: some StringProtocol) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  /// Text of several lines, each folded and the empty ones left out; nil when there is none.
  static func paragraphs(_ text: some StringProtocol) -> String? {
    let lines = text.split(whereSeparator: \.isNewline).compactMap { foldedOrNil($0) }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }

  /// A value note without the markup that some carry: `<p>Text &amp; more</p>` is `Text & more`.
  static func withoutMarkup(_ text: String) -> String {
    var kept = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "<") {
      kept += rest[..<open]
      rest = rest[rest.index(after: open)...]
      guard startsTag(rest), let close = rest.firstIndex(of: ">") else {
        kept += "<"
        continue
      }
      if partsWords(rest[..<close]) { kept += " " }
      rest = rest[rest.index(after: close)...]
    }
    return folded(withoutEntities(kept + rest))
  }

  private static func startsTag(_ rest: Substring) -> Bool {
    rest.first.map { $0 == "/" || $0 == "!" || $0.isLetter } ?? false
  }

  /// Whether a tag begins a new line or block, so that words on its two sides are two words.
  private static func partsWords(_ tag: Substring) -> Bool {
    let name = tag.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }.lowercased()
    return !inlineTags.contains(name)
  }

  private static let inlineTags: Set<String> = [
    "a", "abbr", "b", "em", "font", "i", "small", "span", "strong", "sub", "sup", "u",
  ]
}

// MARK: - Character references

extension PublishedText {
  /// `&amp;`, `&pound;`, `&#163;` and `&#xA3;` spelt out; what is not known stays as it is.
  static func withoutEntities(_ text: String) -> String {
    var kept = ""
    var rest = text[...]
    while let mark = rest.firstIndex(of: "&") {
      kept += rest[..<mark]
      rest = rest[mark...]
      if let end = rest.prefix(12).firstIndex(of: ";"),
        let meant = character(rest[rest.index(after: mark)..<end])
      {
        kept += meant
        rest = rest[rest.index(after: end)...]
      } else {
        kept += "&"
        rest = rest.dropFirst()
      }
    }
    return kept + rest
  }

  private static func character(_ name: Substring) -> String? {
    guard name.first == "#" else { return entities[String(name)] }
    let digits = name.dropFirst()
    let isHexadecimal = digits.first == "x" || digits.first == "X"
    let code = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return code.flatMap { $0 < 0x20 ? nil : UnicodeScalar($0) }.map { String($0) }
  }

  private static let entities: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "pound": "£",
    "ndash": "–", "mdash": "—", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”",
    "hellip": "…", "bull": "•", "deg": "°", "plusmn": "±", "times": "×", "le": "≤", "ge": "≥",
    "frac12": "½", "eacute": "é", "middot": "·",
  ]
}
