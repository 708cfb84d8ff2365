/// Style sheets as they go into pages.
enum StyleSheet {
  private static let space = UInt8(ascii: " ")
  /// A blank after one of these is for people only.
  private static let openers = Array("{;:,".utf8)

  /// The same rules without the blanks that only people need; a line with a string is kept.
  static func compact(_ text: String) -> String {
    let lines = text.utf8.split(separator: UInt8(ascii: "\n")).map { line in
      let bare = Array(line.drop { $0 == space })
      return bare.contains(UInt8(ascii: "\"")) ? bare : compact(bare)
    }
    return String(decoding: Array(lines.joined(separator: "\n".utf8)), as: UTF8.self)
  }

  private static func compact(_ line: [UInt8]) -> [UInt8] {
    var kept: [UInt8] = []
    for (index, byte) in line.enumerated() {
      let isBetweenOnly =
        byte == space
        && (kept.last.map(openers.contains) ?? false
          || line.dropFirst(index + 1).first == UInt8(ascii: "}"))
      if !isBetweenOnly { kept.append(byte) }
    }
    return kept
  }
}
