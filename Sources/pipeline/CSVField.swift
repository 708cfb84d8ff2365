/// A text as a field of CSV, quoted where it must be.
///
/// Bytes are looked at, not characters: a quotation mark with a combining mark after it is another
/// character than a quotation mark, and so is a CR with an LF after it.
enum CSVField {
  static func quoted(_ text: String) -> String {
    guard text.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return text }
    return "\"" + doubled(text, 0x22) + "\""
  }

  /// The same for a spreadsheet: a text that it would take for a formula gets an apostrophe.
  static func safe(_ text: String) -> String {
    let isFormula = text.utf8.first.map { "=+-@\t\r".utf8.contains($0) } ?? false
    return quoted(isFormula ? "'" + text : text)
  }

  private static func doubled(_ text: String, _ mark: UInt8) -> String {
    String(decoding: text.utf8.flatMap { $0 == mark ? [mark, mark] : [$0] }, as: UTF8.self)
  }
}
