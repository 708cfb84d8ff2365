/// What may reach a page of a text or an address that others wrote.
enum Printable {
  /// The text in one line, without control characters and without those that reorder a line.
  static func clean(_ text: String) -> String {
    var text = text
    if text.withUTF8(isClean) { return text }
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

  /// Whether there is nothing to clean, by the bytes alone; false also where that takes a closer look.
  private static func isClean(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    for (index, byte) in text.enumerated() where byte < 0x20 || byte > 0x7E {
      switch byte {
      case 0xC3...0xD7, 0xD9...0xE1, 0xE3...0xEE, 0x80...0xBF: continue
      // Of the general punctuation only dashes and quotation marks are let through unseen.
      case 0xE2:
        guard index + 2 < text.count else { return false }
        let (second, third) = (text[index + 1], text[index + 2])
        if second == 0x80, !(0x90...0xA7).contains(third) { return false }
        if second == 0x81 { return false }
      default: return false
      }
    }
    return true
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
    let text = clean(text)
    if !text.utf8.contains(where: needsEscape) { return text }
    let bytes = Array(text.utf8)
    var escaped: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "<"): escaped += "&lt;".utf8
      case UInt8(ascii: ">"): escaped += "&gt;".utf8
      case UInt8(ascii: "&") where beginsReference(bytes[(index + 1)...]): escaped += "&amp;".utf8
      case let byte where markup.contains(byte): escaped += [UInt8(ascii: "\\"), byte]
      default: escaped.append(byte)
      }
    }
    return String(decoding: escaped, as: UTF8.self)
  }

  /// Whether “&” before these bytes may be read as the beginning of a character: “lt;”, “#60;”. The
  /// shortest name has two letters, and a semicolon may come after the text.
  private static func beginsReference(_ rest: ArraySlice<UInt8>) -> Bool {
    let name = rest.prefix { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "#"): true
      default: false
      }
    }
    let after = rest.dropFirst(name.count).first
    return name.count > 1 && (after == nil || after == UInt8(ascii: ";"))
  }

  private static let markup = Array("\\`*_[]|~".utf8)

  private static func needsEscape(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"): true
    default: markup.contains(byte)
    }
  }

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
