/// Text as a reader sees it.
enum HTMLText {
  /// Squeezes white space, keeps no-break spaces as spaces, and leaves out soft hyphens, zero-width
  /// characters and bidirectional controls. Control characters that came from references such as
  /// `&#150;` are read as windows-1252, as browsers do.
  static func clean(_ raw: some StringProtocol) -> String {
    var result = String.UnicodeScalarView()
    var pendingSpace = false
    for scalar in raw.unicodeScalars {
      guard let kept = visible(scalar) else { continue }
      if kept == " " {
        pendingSpace = !result.isEmpty
      } else {
        if pendingSpace { result.append(" ") }
        pendingSpace = false
        result.append(kept)
      }
    }
    return String(result)
  }

  private static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
      return " "
    case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF, 0x7F: return nil
    case 0x80...0x9F: return HTMLCharset.windows1252(UInt8(scalar.value))
    default: return scalar
    }
  }

  /// Sentences, cut after `.`, `!` or `?` where a capital, a digit or a quotation mark follows.
  static func sentences(_ text: String) -> [String] {
    var result: [String] = []
    var current = ""
    var ended = false
    for word in text.split(separator: " ") {
      if ended, let first = word.first(where: { !"“‘\"'(".contains($0) }),
        first.isUppercase || first.isNumber
      {
        result.append(current)
        current = ""
      }
      current += current.isEmpty ? String(word) : " " + word
      let tail = word.last { !"”’\"')".contains($0) }
      ended = tail == "." || tail == "!" || tail == "?"
    }
    return current.isEmpty ? result : result + [current]
  }
}

extension StringProtocol {
  /// The first place of a phrase, compared byte by byte: pages are searched for many phrases, and
  /// the standard search compares whole characters.
  func firstPlace(of phrase: String) -> Range<String.Index>? {
    var phrase = phrase
    let length = phrase.utf8.count
    let found = phrase.withUTF8 { needle in
      utf8.withContiguousStorageIfAvailable { HTMLText.offset(of: needle, in: $0) }
    }
    guard let found else { return firstRange(of: phrase) }
    guard let offset = found else { return nil }
    let start = utf8.index(startIndex, offsetBy: offset)
    return start..<utf8.index(start, offsetBy: length)
  }
}

extension HTMLText {
  /// Where the bytes of a phrase first stand.
  static func offset(
    of needle: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    guard let first = needle.first, bytes.count >= needle.count else { return nil }
    for start in 0...(bytes.count - needle.count) where bytes[start] == first {
      var offset = 1
      while offset < needle.count && bytes[start + offset] == needle[offset] { offset += 1 }
      if offset == needle.count { return start }
    }
    return nil
  }
}

/// Text reduced to lower-case words with one space before and after each, for phrase tests.
///
/// `has(" priorit")` asks for a word that begins so, `has(" key area ")` for whole words.
struct PhraseText: Sendable {
  let bytes: [UInt8]

  init(_ text: some StringProtocol) {
    var result: [UInt8] = [0x20]
    for byte in text.lowercased().utf8 {
      switch byte {
      case 0x61...0x7A, 0x30...0x39: result.append(byte)
      case 0x27, 0x60: continue
      case 0x80...0xFF: result.append(byte)
      default: if result.last != 0x20 { result.append(0x20) }
      }
    }
    bytes = Self.withoutTypographicMarks(result)
  }

  /// Curly apostrophes vanish, dashes and other general punctuation become spaces.
  private static func withoutTypographicMarks(_ source: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(source.count + 1)
    var index = 0
    while index < source.count {
      if source[index] == 0xE2, index + 2 < source.count, source[index + 1] == 0x80 {
        let isApostrophe = source[index + 2] == 0x98 || source[index + 2] == 0x99
        if !isApostrophe && result.last != 0x20 { result.append(0x20) }
        index += 3
      } else {
        if source[index] != 0x20 || result.last != 0x20 { result.append(source[index]) }
        index += 1
      }
    }
    if result.last != 0x20 { result.append(0x20) }
    return result
  }

  var isEmpty: Bool { bytes.count <= 1 }

  /// The words, for counting and number grammar.
  var words: [String] {
    bytes.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
  }

  func has(_ phrase: String) -> Bool {
    var phrase = phrase
    return phrase.withUTF8 { needle in
      bytes.withUnsafeBufferPointer { HTMLText.offset(of: needle, in: $0) != nil }
    }
  }

  func hasAny(_ phrases: [String]) -> Bool { phrases.contains { has($0) } }
}
