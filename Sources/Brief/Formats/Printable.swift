/// What may reach a page of a text or an address that others wrote.
enum Printable {
  /// The text in one line, without control characters and without those that reorder a line.
  static func clean(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
    var cleaned = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isBreak(scalar) {
        cleaned.append(" ")
      } else if !isUnwanted(scalar) {
        cleaned.append(scalar)
      }
    }
    return String(cleaned)
  }

  /// The address when it may be a link: http, https or mailto, without blanks, quotes or a user.
  static func link(_ address: String?) -> String? {
    guard let address, !address.unicodeScalars.contains(where: isForbiddenInLink) else {
      return nil
    }
    let lowered = address.lowercased()
    if lowered.hasPrefix("mailto:") { return address.count > 7 ? address : nil }
    for scheme in ["https://", "http://"] where lowered.hasPrefix(scheme) {
      let host = address.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
      return host.isEmpty || host.contains("@") ? nil : address
    }
    return nil
  }

  /// The text for Markdown, where no character of it is markup.
  static func markdown(_ text: String) -> String {
    var escaped: [UInt8] = []
    for byte in clean(text).utf8 {
      switch byte {
      case UInt8(ascii: "<"): escaped += "&lt;".utf8
      case UInt8(ascii: ">"): escaped += "&gt;".utf8
      case UInt8(ascii: "&"): escaped += "&amp;".utf8
      case let byte where markup.contains(byte): escaped += [UInt8(ascii: "\\"), byte]
      default: escaped.append(byte)
      }
    }
    return String(decoding: escaped, as: UTF8.self)
  }

  private static let markup = Array("\\`*_[]|~".utf8)

  private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    ["\n", "\r", "\t", "\u{2028}", "\u{2029}"].contains(scalar)
  }

  private static func isUnwanted(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069,
      0xFEFF, 0xE0000...0xE007F:
      true
    default: false
    }
  }

  private static func isForbiddenInLink(_ scalar: Unicode.Scalar) -> Bool {
    isUnwanted(scalar) || scalar.value == 0x20 || scalar.value == 0xA0
      || "\"'<>\\^`{|}".unicodeScalars.contains(scalar)
  }
}
