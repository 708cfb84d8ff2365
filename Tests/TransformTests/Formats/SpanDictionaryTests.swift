import Testing

@testable import Transform

struct SpanDictionaryTests {
  @Test func `keys of every length are found again and only they`() {
    var dictionary = SpanDictionary()
    let keys = (0..<5_000).map {
      Array(String(repeating: "k", count: $0 % 23).utf8) + Array("\($0)".utf8)
    }
    for (number, key) in keys.enumerated() {
      key.withUnsafeBufferPointer { dictionary.set($0, to: Int32(number)) }
    }
    for (number, key) in keys.enumerated() {
      let found = key.withUnsafeBufferPointer { dictionary.value(of: $0) }
      #expect(found == Int32(number))
    }
    let absent = Array("absent".utf8).withUnsafeBufferPointer { dictionary.value(of: $0) }
    #expect(absent == nil)
  }

  @Test func `the empty key is a key`() {
    var dictionary = SpanDictionary()
    let empty = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    #expect(dictionary.value(of: empty) == nil)
    dictionary.set(empty, to: 7)
    #expect(dictionary.value(of: empty) == 7)
  }
}
