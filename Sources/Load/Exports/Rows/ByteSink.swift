/// Bytes on their way to a file, a pipe or a server, handed over about a mebibyte at a time.
struct ByteSink: ~Copyable {
  private var buffer: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var used = 0
  /// Bytes that were handed over.
  private var passedOn = 0
  private let handOver: (UnsafeRawBufferPointer) throws -> Void

  private static let handOverSize = 1 << 20

  init(_ handOver: @escaping (UnsafeRawBufferPointer) throws -> Void) {
    self.handOver = handOver
    capacity = Self.handOverSize + (1 << 16)
    buffer = .allocate(capacity: capacity)
  }

  deinit { buffer.deallocate() }

  /// Bytes taken so far, handed over or not.
  var byteCount: Int { passedOn + used }

  /// To be called between rows: hands over what there is when it is enough.
  @inline(__always)
  mutating func rowIsComplete() throws {
    if used >= Self.handOverSize { try flush() }
  }

  mutating func flush() throws {
    try handOver(UnsafeRawBufferPointer(start: buffer, count: used))
    passedOn += used
    used = 0
  }

  @inline(__always)
  private mutating func reserve(_ count: Int) {
    if used + count > capacity { grow(count) }
  }

  @inline(never)
  private mutating func grow(_ count: Int) {
    let larger = max(capacity * 2, used + count)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    moved.update(from: buffer, count: used)
    buffer.deallocate()
    (buffer, capacity) = (moved, larger)
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    reserve(1)
    buffer[used] = byte
    used += 1
  }

  @inline(__always)
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    reserve(bytes.count)
    (buffer + used).update(from: start, count: bytes.count)
    used += bytes.count
  }

  @inline(__always)
  mutating func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { append($0) }
  }

  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  @inline(__always)
  mutating func append(_ number: Int) {
    reserve(20)
    var rest = number.magnitude
    var length = number < 0 ? 1 : 0
    if number < 0 { buffer[used] = UInt8(ascii: "-") }
    length += Self.digits(rest)
    var place = used + length
    repeat {
      place -= 1
      buffer[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while rest > 0
    used += length
  }

  @inline(__always)
  private static func digits(_ number: UInt) -> Int {
    var (count, bound) = (1, UInt(10))
    while number >= bound, count < 20 {
      count += 1
      if count == 20 { break }
      bound *= 10
    }
    return count
  }

  /// The shortest decimal that reads back as the same number; a whole one without its point.
  @inline(__always)
  mutating func append(_ number: Double) {
    if number.magnitude < 0x1p53, number == number.rounded(.towardZero) {
      append(Int(number))
    } else {
      append(number.description)
    }
  }

  /// How much waits to be handed over.
  var mark: Int { used }

  /// Takes out what was appended since a mark.
  mutating func takeBack(to mark: Int) -> [UInt8] {
    defer { used = mark }
    return Array(UnsafeBufferPointer(start: buffer + mark, count: used - mark))
  }
}
