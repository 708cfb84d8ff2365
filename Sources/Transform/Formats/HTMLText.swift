/// Text as a reader sees it.
enum HTMLText {
  /// Squeezes white space, keeps no-break spaces as spaces, and leaves out soft hyphens, zero-width
  /// characters and bidirectional controls. Control characters that came from references such as
  /// `&#150;` are read as windows-1252, as browsers do.
  static func clean(_ raw: some StringProtocol) -> String {
    if isClean(raw) { return String(raw) }
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

  /// Plain ASCII with single spaces between the words, as most of what is cleaned a second time is.
  private static func isClean(_ raw: some StringProtocol) -> Bool {
    let answer = raw.utf8.withContiguousStorageIfAvailable { bytes in
      var last: UInt8 = 0x20
      for byte in bytes {
        guard byte >= 0x20, byte < 0x7F, byte != 0x20 || last != 0x20 else { return false }
        last = byte
      }
      return last != 0x20 || bytes.isEmpty
    }
    return answer ?? false
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
    if !text.utf8.contains(where: { $0 == 0x2E || $0 == 0x21 || $0 == 0x3F }) {
      let whole = squeezed(text)
      return whole.isEmpty ? [] : [whole]
    }
    var result: [String] = []
    var current = ""
    var ended = false
    for word in words(text) {
      if ended, begins(word) {
        result.append(current)
        current = ""
      }
      if !current.isEmpty { current += " " }
      current += word
      ended = ends(word)
    }
    return current.isEmpty ? result : result + [current]
  }

  private static func squeezed(_ text: String) -> String {
    isClean(text) ? text : words(text).joined(separator: " ")
  }

  /// The parts between spaces.
  static func words(_ text: String) -> [Substring] {
    text.utf8.split(separator: 0x20).map { Substring($0) }
  }

  private static func begins(_ word: Substring) -> Bool {
    guard let byte = word.utf8.first else { return false }
    if byte >= 0x61 && byte <= 0x7A { return false }
    return word.first { !"“‘\"'(".contains($0) }.map { $0.isUppercase || $0.isNumber } ?? false
  }

  private static func ends(_ word: Substring) -> Bool {
    guard let byte = word.utf8.last else { return false }
    if byte >= 0x30 && byte < 0x7F && byte != 0x3F { return false }
    let tail = word.last { !"”’\"')".contains($0) }
    return tail == "." || tail == "!" || tail == "?"
  }
}

extension StringProtocol {
  /// The first place of a phrase, compared byte by byte: pages are searched for many phrases, and
  /// the standard search compares whole characters.
  func firstPlace(of phrase: String) -> Range<String.Index>? {
    var phrase = phrase
    let length = phrase.utf8.count
    guard let offset = phrase.withUTF8({ utf8.offset(of: $0) }) else { return nil }
    let start = utf8.index(startIndex, offsetBy: offset)
    return start..<utf8.index(start, offsetBy: length)
  }
}

/// Text reduced to lower-case words with one space before and after each, for phrase tests.
///
/// `has(" priorit")` asks for a word that begins so, `has(" key area ")` for whole words.
struct PhraseText: Sendable {
  let bytes: [UInt8]

  init(_ text: some StringProtocol) {
    bytes = Self.plain(text) ?? Self.folded(text)
  }

  /// Text of ASCII and typographic marks, as most is; nil for any other.
  private static func plain(_ text: some StringProtocol) -> [UInt8]? {
    let found = text.utf8.withContiguousStorageIfAvailable { source -> [UInt8]? in
      var result: [UInt8] = [0x20]
      result.reserveCapacity(source.count + 2)
      var isAfterSpace = true
      var index = 0
      while index < source.count {
        var byte = source[index]
        index += 1
        switch byte {
        case 0x61...0x7A, 0x30...0x39: break
        case 0x41...0x5A: byte |= 0x20
        case 0x27, 0x60: continue
        case 0xE2 where index + 1 < source.count && source[index] == 0x80:
          let isApostrophe = source[index + 1] == 0x98 || source[index + 1] == 0x99
          index += 2
          if isApostrophe { continue }
          byte = 0x20
        case 0x80...: return nil
        default: byte = 0x20
        }
        if byte == 0x20 && isAfterSpace { continue }
        isAfterSpace = byte == 0x20
        result.append(byte)
      }
      if !isAfterSpace { result.append(0x20) }
      return result
    }
    return found ?? nil
  }

  private static func folded(_ text: some StringProtocol) -> [UInt8] {
    var result: [UInt8] = [0x20]
    for byte in text.lowercased().utf8 {
      switch byte {
      case 0x61...0x7A, 0x30...0x39: result.append(byte)
      case 0x27, 0x60: continue
      case 0x80...0xFF: result.append(byte)
      default: if result.last != 0x20 { result.append(0x20) }
      }
    }
    return withoutTypographicMarks(result)
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

  var wordCount: Int { bytes.count { $0 == 0x20 } - 1 }

  func has(_ phrase: String) -> Bool {
    var phrase = phrase
    return phrase.withUTF8 { bytes.offset(of: $0) != nil }
  }

  func hasAny(_ phrases: [String]) -> Bool { phrases.contains { has($0) } }

  func hasAny(_ phrases: PhraseList) -> Bool {
    var isFound = false
    phrases.matches(in: self) { _ in
      isFound = true
      return false
    }
    return isFound
  }
}

/// Phrases that texts are searched for together: at each word only those that begin with its letter
/// are compared. Every phrase begins with a space.
struct PhraseList: Sendable, ExpressibleByArrayLiteral {
  private let phrases: [[UInt8]]
  /// The numbers of the phrases by the byte after their space.
  private let starting: [[Int]]

  init(_ texts: [String]) {
    phrases = texts.map { Array($0.utf8) }
    var starting = [[Int]](repeating: [], count: 256)
    for (number, phrase) in phrases.enumerated() where phrase.count > 1 {
      starting[Int(phrase[1])].append(number)
    }
    self.starting = starting
  }

  init(arrayLiteral elements: String...) { self.init(elements) }

  /// Calls `body` with the number of each phrase at each place where it stands, until it says no.
  func matches(in text: PhraseText, _ body: (Int) -> Bool) {
    let bytes = text.bytes
    for start in bytes.indices.dropLast() where bytes[start] == 0x20 {
      for number in starting[Int(bytes[start + 1])] where stands(number, at: start, in: bytes) {
        guard body(number) else { return }
      }
    }
  }

  private func stands(_ number: Int, at start: Int, in bytes: [UInt8]) -> Bool {
    let phrase = phrases[number]
    guard start + phrase.count <= bytes.count else { return false }
    for offset in 2..<max(2, phrase.count) where bytes[start + offset] != phrase[offset] {
      return false
    }
    return true
  }
}
