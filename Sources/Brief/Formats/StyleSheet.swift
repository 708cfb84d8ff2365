/// Style sheets as they go into pages.
enum StyleSheet {
  /// The same rules without the blanks that only people need; a line with a string is kept.
  static func compact(_ text: String) -> String {
    text.split(separator: "\n").map { line in
      let bare = String(line.drop { $0 == " " })
      if bare.contains("\"") { return bare }
      return bare.replacing("{ ", with: "{").replacing(" }", with: "}").replacing("; ", with: ";")
        .replacing(": ", with: ":").replacing(", ", with: ",")
    }.joined(separator: "\n")
  }
}
