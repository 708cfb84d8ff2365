/// Turns the bytes of a page into Unicode text.
///
/// Order: byte order mark, the charset of the `Content-Type`, a `meta` anywhere in the page. A label
/// is believed only as far as the bytes allow: text that is not UTF-8 is windows-1252 whatever its
/// label, text that is UTF-8 beyond ASCII is UTF-8, and iso-8859-1 means windows-1252 as on the web.
enum HTMLCharset {
  /// The text and the name of the encoding it was read with.
  static func decode(_ bytes: [UInt8], contentType: String?) -> (text: String, encoding: String) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      return (String(decoding: bytes.dropFirst(3), as: UTF8.self), "utf-8")
    }
    if bytes.starts(with: [0xFF, 0xFE]) { return (utf16(bytes.dropFirst(2), low: 0), "utf-16le") }
    if bytes.starts(with: [0xFE, 0xFF]) { return (utf16(bytes.dropFirst(2), low: 1), "utf-16be") }
    let label = charset(inContentType: contentType ?? "") ?? charset(inMeta: bytes)
    if label == "utf-16le" || label == "utf-16" && bytes.dropFirst().first == 0 {
      return (utf16(bytes[...], low: 0), "utf-16le")
    }
    if let text = String(validating: bytes, as: UTF8.self) { return (text, "utf-8") }
    return (windows1252(bytes), "windows-1252")
  }

  /// The value of `charset=` in a `Content-Type`, in lower case.
  static func charset(inContentType contentType: String) -> String? {
    let lower = contentType.lowercased()
    guard let position = find(Array("charset".utf8), in: Array(lower.utf8), from: 0) else {
      return nil
    }
    let rest = lower.utf8.dropFirst(position + 7).drop { [0x20, 0x3D, 0x22, 0x27].contains($0) }
    let name = rest.prefix { $0 > 0x20 && $0 != 0x3B && $0 != 0x22 && $0 != 0x27 && $0 != 0x3E }
    return name.isEmpty ? nil : String(name)
  }

  private static func charset(inMeta bytes: [UInt8]) -> String? {
    var from = 0
    while let position = find(Array("<meta".utf8), in: bytes, from: from) {
      let tag = bytes[position...].prefix(400).prefix { $0 != UInt8(ascii: ">") }
      if let name = charset(inContentType: String(decoding: tag, as: UTF8.self)) {
        return name
      }
      from = position + 5
    }
    return nil
  }

  /// The position of an ASCII needle, letters in either case.
  static func find(_ needle: [UInt8], in bytes: [UInt8], from: Int) -> Int? {
    guard let first = needle.first, bytes.count >= needle.count else { return nil }
    var index = from
    while index + needle.count <= bytes.count {
      if lower(bytes[index]) == first
        && needle.indices.allSatisfy({ lower(bytes[index + $0]) == needle[$0] })
      {
        return index
      }
      index += 1
    }
    return nil
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }

  private static func utf16(_ bytes: ArraySlice<UInt8>, low: Int) -> String {
    let pairs = Array(bytes)
    let units = stride(from: 0, to: pairs.count - 1, by: 2).map { index in
      UInt16(pairs[index + low]) | UInt16(pairs[index + 1 - low]) << 8
    }
    return String(decoding: units, as: UTF16.self)
  }

  static func windows1252(_ bytes: [UInt8]) -> String {
    var text = String.UnicodeScalarView()
    text.reserveCapacity(bytes.count)
    for byte in bytes { text.append(windows1252(byte)) }
    return String(text)
  }

  /// The character of one windows-1252 byte; the five unassigned bytes keep their own number.
  static func windows1252(_ byte: UInt8) -> Unicode.Scalar {
    guard byte >= 0x80, byte < 0xA0 else { return Unicode.Scalar(byte) }
    return Unicode.Scalar(table[Int(byte) - 0x80]) ?? Unicode.Scalar(byte)
  }

  private static let table: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]
}
