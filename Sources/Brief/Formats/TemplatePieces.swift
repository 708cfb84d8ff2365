import Mustache

/// A template parsed in pieces that stand outside every section, and rendered as one.
///
/// The parser's time grows with the square of a template's length; in pieces it hardly matters.
struct TemplatePieces: Sendable {
  private let pieces: [MustacheTemplate]

  /// - Throws: when a piece cannot be read as a template.
  init(_ text: String) throws {
    pieces = try Self.split(text).map { try MustacheTemplate(string: $0) }
  }

  func render(_ view: [String: Any]) -> String {
    pieces.map { $0.render(view) }.joined()
  }

  /// Cuts before lines at which no section is open.
  static func split(_ text: String) -> [String] {
    let setting = Self.setting(of: text)
    var pieces: [String] = []
    var piece = ""
    var depth = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if depth == 0, piece.utf8.count > 512 {
        pieces.append(piece)
        piece = setting
      }
      piece += line + "\n"
      depth += opened(in: line)
    }
    piece.removeLast()
    return pieces + [piece]
  }

  /// The tag at the start that sets how the template is read, which holds for every piece.
  private static func setting(of text: String) -> String {
    guard text.hasPrefix("{{%"), let end = text.firstRange(of: "}}") else { return "" }
    return String(text[..<end.upperBound])
  }

  /// How many more sections a line opens than it closes.
  private static func opened(in line: Substring) -> Int {
    line.split(separator: "{{", omittingEmptySubsequences: false).dropFirst().reduce(0) {
      sum, tag in
      switch tag.first {
      case "#", "^": sum + 1
      case "/": sum - 1
      default: sum
      }
    }
  }
}
