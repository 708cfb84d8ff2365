import Mustache

/// Escapes the texts of a page of HTML, for elements and for quoted attributes.
///
/// Templates of pages name it `{{% CONTENT_TYPE:PAGE}}`, or it is named for them.
struct PageText: MustacheContentType {
  /// True once templates may name it; asking makes it so.
  static let isRegistered: Bool = {
    MustacheContentTypes.register(PageText(), named: "PAGE")
    return true
  }()

  func escapeText(_ text: String) -> String {
    if !text.utf8.contains(where: { Self.entity($0) != nil }) { return text }
    var escaped: [UInt8] = []
    escaped.reserveCapacity(text.utf8.count + 16)
    Self.append(text, to: &escaped)
    return String(decoding: escaped, as: UTF8.self)
  }

  /// Adds the text, escaped.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { utf8 in
      var from = 0
      for (index, byte) in utf8.enumerated() {
        guard let entity = entity(byte) else { continue }
        bytes += utf8[from..<index]
        bytes += entity.utf8
        from = index + 1
      }
      bytes += utf8[from...]
    }
  }

  private static func entity(_ byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: nil
    }
  }
}
