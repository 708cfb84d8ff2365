/// One row of a table as SQLite stores it: the kinds of its columns, then their bytes.
///
/// Method: https://www.sqlite.org/fileformat.html, section 2.1. Numbers and short texts, at most 100
/// columns.
struct TableRecord: ~Copyable {
  private let bytes: UnsafeMutablePointer<UInt8>
  private let columns: Int
  private var column = 0
  /// A longer text would need two bytes for its kind.
  private static let longestText = 57
  private var end = 0

  init(columns: Int) {
    self.columns = columns
    // Up to eight bytes are written at a time, wherever the last column ends.
    bytes = .allocate(capacity: 1 + columns * (1 + Self.longestText) + 8)
    bytes[0] = UInt8(1 + columns)
  }

  deinit { bytes.deallocate() }

  /// Begins a new row.
  @inline(__always)
  mutating func start() {
    column = 0
    end = 1 + columns
  }

  /// The row as it stands in a leaf, valid until the next one begins.
  var record: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: bytes, count: end) }

  @inline(__always)
  mutating func appendNull() { append(kind: 0, 0, byteCount: 0) }

  /// A whole number in as few bytes as SQLite gives it.
  @inline(__always)
  mutating func append(_ value: Int) {
    let magnitude = value ^ (value >> 63)
    switch Int.bitWidth - magnitude.leadingZeroBitCount {
    case 0...1 where value == 0 || value == 1: append(kind: UInt8(8 + value), 0, byteCount: 0)
    case ..<8: append(kind: 1, UInt64(bitPattern: Int64(value)), byteCount: 1)
    case ..<16: append(kind: 2, UInt64(bitPattern: Int64(value)), byteCount: 2)
    case ..<24: append(kind: 3, UInt64(bitPattern: Int64(value)), byteCount: 3)
    case ..<32: append(kind: 4, UInt64(bitPattern: Int64(value)), byteCount: 4)
    case ..<48: append(kind: 5, UInt64(bitPattern: Int64(value)), byteCount: 6)
    default: append(kind: 6, UInt64(bitPattern: Int64(value)), byteCount: 8)
    }
  }

  /// A real number; SQLite stores a whole one below 2^47 as such, and not-a-number as NULL.
  @inline(__always)
  mutating func append(_ value: Double) {
    if value.isNaN { return appendNull() }
    if value.magnitude < 0x1p47, value == value.rounded(.towardZero) { return append(Int(value)) }
    append(kind: 7, value.bitPattern, byteCount: 8)
  }

  /// A text of at most 57 bytes; what is longer is cut.
  mutating func append(_ text: String) {
    column += 1
    var count = 0
    for byte in text.utf8.prefix(Self.longestText) {
      bytes[end + count] = byte
      count += 1
    }
    bytes[column] = UInt8(13 + 2 * count)
    end += count
  }

  /// Writes the lowest bytes of a number, the highest of them first.
  @inline(__always)
  private mutating func append(kind: UInt8, _ value: UInt64, byteCount: Int) {
    column += 1
    bytes[column] = kind
    let shifted = byteCount == 0 ? 0 : value << UInt64(64 - 8 * byteCount)
    UnsafeMutableRawPointer(bytes + end).storeBytes(of: shifted.bigEndian, as: UInt64.self)
    end += byteCount
  }
}
