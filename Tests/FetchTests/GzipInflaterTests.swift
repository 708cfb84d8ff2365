import Testing

@testable import Fetch

struct GzipInflaterTests {
  private func inflate(_ packed: [UInt8], pieceSize: Int) throws -> [UInt8] {
    let inflater = try GzipInflater()
    var result: [UInt8] = []
    for start in stride(from: 0, to: packed.count, by: pieceSize) {
      let piece = packed[start..<min(start + pieceSize, packed.count)]
      try piece.withUnsafeBytes { bytes in
        try inflater.inflatePiece(bytes) { result.append(contentsOf: $0) }
      }
    }
    try inflater.finish()
    return result
  }

  @Test(arguments: [1, 7, 4096])
  func `pieces of any size give the same bytes`(pieceSize: Int) throws {
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<200_000).map { _ in UInt8.random(in: 0...15, using: &generator) }
    #expect(try inflate(gzip(bytes), pieceSize: pieceSize) == bytes)
  }

  @Test func `an empty stream is whole`() throws {
    #expect(try inflate(gzip(""), pieceSize: 5) == [])
  }

  @Test func `a stream cut anywhere is never taken for whole`() {
    let packed = gzip(String(repeating: "Area Code,Value\n", count: 20))
    for length in 0..<packed.count {
      #expect(throws: FetchOutcome.Encoding.cutShort, "\(length)") {
        try inflate(Array(packed.prefix(length)), pieceSize: 16)
      }
    }
  }

  @Test func `one byte more than the stream is refused`() {
    #expect(throws: FetchOutcome.Encoding.secondMember) {
      try inflate(gzip("abc") + [0], pieceSize: 4096)
    }
    #expect(throws: FetchOutcome.Encoding.secondMember) {
      try inflate(gzip("abc") + [0], pieceSize: 1)
    }
  }
}
