extension Collection<UInt8> {
  /// The first place of some bytes. The standard library's search prepares itself for any kind of
  /// collection, which took a quarter of the time of one briefing.
  func firstPlace(of wanted: some Collection<UInt8>) -> Range<Index>? {
    let wanted = Array(wanted)
    let found = withContiguousStorageIfAvailable { $0.offset(of: wanted) }
    guard let offset = found ?? Array(self).withUnsafeBufferPointer({ $0.offset(of: wanted) })
    else {
      return nil
    }
    let start = index(startIndex, offsetBy: offset)
    return start..<index(start, offsetBy: wanted.count)
  }

  /// Whether some words stand in it, byte for byte.
  func holds(_ words: String) -> Bool { firstPlace(of: words.utf8) != nil }
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate func offset(of wanted: [UInt8]) -> Int? {
    guard let first = wanted.first, wanted.count <= count else { return nil }
    return (0...(count - wanted.count)).first { start in
      self[start] == first && wanted.indices.allSatisfy { self[start + $0] == wanted[$0] }
    }
  }
}
