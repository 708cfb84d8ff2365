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

  /// A value note without the markup that some carry: `<p>Text</p>` is `Text`.
  static func withoutMarkup(_ text: String) -> String {
    guard text.contains("<") else { return folded(text) }
    var kept = ""
    var insideTag = false
    for (position, character) in zip(text.indices, text) {
      if character == "<", startsTag(text[text.index(after: position)...]) {
        insideTag = true
      } else if insideTag {
        if character == ">" {
          insideTag = false
          kept += " "
        }
      } else {
        kept.append(character)
      }
    }
    return folded(kept)
  }

  private static func startsTag(_ rest: Substring) -> Bool {
    guard let next = rest.first, rest.contains(">") else { return false }
    return next == "/" || next == "!" || next.isLetter
  }
}
