/// Why a page was not read at all. A refused page yields no records; the last good reading stays.
public enum HTMLRefusal: Error, Sendable, Hashable, Codable {
  /// The page is larger than the cap.
  case tooLarge(byteCount: Int, cap: Int)
  /// One tag is longer than the cap: the parser's cost grows with the square of a tag's length.
  case tagTooLong(byteOffset: Int, cap: Int)
  /// libxml2 gave up half way (nesting or text beyond its limits), so the tree is incomplete.
  case fatalParserError(code: Int)
  /// The parser could not make a document of the bytes.
  case unreadable
  /// The process that was parsing the page ended or took too long.
  case parserProcessFailed
}

/// Limits that a page must keep before any of it is parsed.
public struct HTMLLimits: Sendable, Hashable {
  public var maximumByteCount: Int
  public var maximumTagByteCount: Int

  /// 5 MB a page keeps the parser below about 215 MB; a tag of 64 KiB is far beyond honest markup.
  public init(maximumByteCount: Int = 5_000_000, maximumTagByteCount: Int = 65_536) {
    self.maximumByteCount = maximumByteCount
    self.maximumTagByteCount = maximumTagByteCount
  }

  /// Checks the bytes as received, without parsing.
  ///
  /// - Throws: ``HTMLRefusal`` when a limit is exceeded.
  func check(_ bytes: [UInt8]) throws(HTMLRefusal) {
    guard bytes.count <= maximumByteCount else {
      throw .tooLarge(byteCount: bytes.count, cap: maximumByteCount)
    }
    if let offset = Self.offsetOfLongTag(in: bytes, cap: maximumTagByteCount) {
      throw .tagTooLong(byteOffset: offset, cap: maximumTagByteCount)
    }
  }

  /// The first tag longer than `cap`, read as the parser reads it: a quoted `>` does not end a tag.
  static func offsetOfLongTag(in bytes: [UInt8], cap: Int) -> Int? {
    var index = 0
    while let open = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      guard open + 1 < bytes.count, isTagStart(bytes[open + 1]) else {
        index = open + 1
        continue
      }
      let end = endOfTag(in: bytes, from: open)
      if end - open > cap { return open }
      index = end
    }
    return nil
  }

  private static func isTagStart(_ byte: UInt8) -> Bool {
    (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
      || byte == UInt8(ascii: "/")
  }

  private static func endOfTag(in bytes: [UInt8], from open: Int) -> Int {
    var quote: UInt8 = 0
    var index = open + 1
    while index < bytes.count {
      let byte = bytes[index]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: ">") {
        return index + 1
      } else if (byte == 0x22 || byte == 0x27) && bytes[index - 1] == UInt8(ascii: "=") {
        quote = byte
      }
      index += 1
    }
    return bytes.count
  }
}
