extension Collection<UInt8> {
  /// The first place of some bytes. The standard library's search prepares itself for any kind of
  /// collection, which took a quarter of the time of one briefing.
  package func firstPlace(of wanted: some Collection<UInt8>) -> Range<Index>? {
    let wanted = Array(wanted)
    guard let offset = wanted.withUnsafeBufferPointer({ offset(of: $0) }) else { return nil }
    let start = index(startIndex, offsetBy: offset)
    return start..<index(start, offsetBy: wanted.count)
  }

  /// Whether some words stand in it, byte for byte.
  package func holds(_ words: String) -> Bool { firstPlace(of: words.utf8) != nil }

  /// How many bytes come before the first place of some bytes.
  func offset(of wanted: UnsafeBufferPointer<UInt8>) -> Int? {
    let found = withContiguousStorageIfAvailable { $0.offset(ofBytes: wanted) }
    return found ?? Array(self).withUnsafeBufferPointer { $0.offset(ofBytes: wanted) }
  }
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate func offset(ofBytes wanted: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let first = wanted.first, wanted.count <= count else { return nil }
    for start in 0...(count - wanted.count) where self[start] == first {
      var offset = 1
      while offset < wanted.count && self[start + offset] == wanted[offset] { offset += 1 }
      if offset == wanted.count { return start }
    }
    return nil
  }
}
