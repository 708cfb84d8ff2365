#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

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
    guard let bytes = baseAddress, let sought = wanted.baseAddress, let first = wanted.first,
      wanted.count <= count
    else { return nil }
    let last = count - wanted.count
    var start = 0
    while start <= last, let next = memchr(bytes + start, Int32(first), last - start + 1) {
      start = UnsafeRawPointer(next) - UnsafeRawPointer(bytes)
      if memcmp(bytes + start, sought, wanted.count) == 0 { return start }
      start += 1
    }
    return nil
  }
}
