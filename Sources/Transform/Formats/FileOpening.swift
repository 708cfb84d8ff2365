/// What the first bytes of a file say it is, before anything of it is read as a table.
enum FileOpening: Equatable {
  case table
  case json
  /// HTML or XML, such as an error page that was sent in place of the data.
  case markup
  /// Text in another encoding than UTF-8, by its name.
  case encoded(String)

  /// How many bytes are looked at.
  static let length = 4096

  init(_ bytes: [UInt8]) {
    if let name = Self.wideEncoding(bytes) {
      self = .encoded(name)
      return
    }
    switch bytes.first(where: { $0 > 0x20 }) {
    case UInt8(ascii: "<"): self = .markup
    case UInt8(ascii: "["), UInt8(ascii: "{"): self = .json
    default: self = .table
    }
  }

  /// UTF-16 and UTF-32 by their byte order mark, or by a zero in every other byte.
  private static func wideEncoding(_ bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      return "UTF-32"
    }
    if bytes.starts(with: [0xFF, 0xFE]) { return "UTF-16LE" }
    if bytes.starts(with: [0xFE, 0xFF]) { return "UTF-16BE" }
    let zeroes = bytes.indices.filter { bytes[$0] == 0 }
    guard bytes.count >= 8, zeroes.count * 3 > bytes.count else { return nil }
    return zeroes.count { $0 % 2 == 1 } * 2 > zeroes.count ? "UTF-16LE" : "UTF-16BE"
  }

  /// The first bytes as they may be shown: printable ASCII as it is, everything else as `\xNN`.
  static func shown(_ bytes: [UInt8]) -> String {
    bytes.prefix(80).map { byte in
      switch byte {
      case ASCII.lineFeed: "\\n"
      case ASCII.carriageReturn: "\\r"
      case ASCII.tab: "\\t"
      case 0x20..<0x7F: String(UnicodeScalar(byte))
      default: "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }.joined()
  }
}
