#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Reads the table `observation` of a published release straight from its pages: some ten times as
/// fast as by statements, for comparing releases.
///
/// Method: https://www.sqlite.org/fileformat.html, sections 1.6 and 2.1. Nothing in the file is
/// trusted: every offset is checked before it is followed.
final class ObservationReader {
  static let columns = 15

  private struct Leaf {
    let page: Int
    let lastRowID: Int
  }

  private let path: String
  private let descriptor: Int32
  private let buffer: UnsafeMutablePointer<UInt8>
  /// The columns of the row that was read last, whole numbers as such; NULL is not-a-number.
  let numbers: UnsafeMutablePointer<Double>
  private var leaves: [Leaf] = []
  private var pageCount = 0
  private var visited = 0
  /// The pages in the buffer: neighbours in the file.
  private var firstBuffered = 0
  private var buffered = 0
  private var leaf = -1
  private var page: UnsafePointer<UInt8>
  private var cell = 0
  private var cells = 0
  private var rowID = 0

  private static let pageSize = PageFile.pageSize
  private static let bufferedPages = 64

  /// - Throws: ``LoadError`` when the file cannot be read or is no such database.
  init(_ path: String, root: Int) throws {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    // A number that begins on the last bytes of a page may be looked at beyond them.
    buffer = .allocate(capacity: Self.bufferedPages * Self.pageSize + 32)
    buffer.initialize(repeating: 0, count: Self.bufferedPages * Self.pageSize + 32)
    numbers = .allocate(capacity: Self.columns)
    numbers.initialize(repeating: .nan, count: Self.columns)
    page = UnsafePointer(buffer)
    guard descriptor >= 0 else {
      throw LoadError.system(errno, "opening", path)
    }
    pageCount = Int(lseek(descriptor, 0, SEEK_END)) / Self.pageSize
    try listLeaves(root, depth: 0)
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    buffer.deallocate()
    numbers.deallocate()
  }

  private var damaged: LoadError {
    LoadError(.damaged("the pages of its observations cannot be followed"), path: path)
  }

  /// Reads one row, fastest when it is the one behind the row read before.
  @inline(__always)
  func read(_ wanted: Int) throws {
    if wanted == rowID + 1, cell + 1 < cells {
      cell += 1
    } else {
      try find(wanted)
    }
    try decode()
    if rowID != wanted { throw damaged }
  }

  private func find(_ wanted: Int) throws {
    let next = leaf + 1
    let isNext = leaf >= 0 && wanted == rowID + 1 && next < leaves.count
    try openLeaf(isNext ? next : leafIndex(of: wanted))
    if isNext { return }
    // Row ids of a leaf follow one another without gaps in what we write.
    try decode()
    cell = wanted &- rowID
    guard (0..<cells).contains(cell) else { throw damaged }
  }

  private func leafIndex(of wanted: Int) -> Int {
    var (low, high) = (0, leaves.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if leaves[middle].lastRowID < wanted { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func openLeaf(_ index: Int) throws {
    guard leaves.indices.contains(index) else { throw damaged }
    page = try load(leaves[index].page)
    guard page[0] == 0x0D else { throw damaged }
    (leaf, cell, cells) = (index, 0, Int(page[3]) << 8 | Int(page[4]))
    if cells == 0 || 8 + 2 * cells > Self.pageSize { throw damaged }
  }

  /// A page, read with those that follow it.
  private func load(_ number: Int) throws -> UnsafePointer<UInt8> {
    if number < firstBuffered || number >= firstBuffered + buffered {
      guard (1...max(1, pageCount)).contains(number) else { throw damaged }
      let wanted = min(Self.bufferedPages, pageCount - number + 1) * Self.pageSize
      let got = pread(descriptor, buffer, wanted, off_t((number - 1) * Self.pageSize))
      if got < 0 { throw LoadError.system(errno, "reading", path) }
      guard got == wanted else { throw damaged }
      (firstBuffered, buffered) = (number, wanted / Self.pageSize)
    }
    return UnsafePointer(buffer + (number - firstBuffered) * Self.pageSize)
  }

  private func listLeaves(_ number: Int, depth: Int) throws {
    visited += 1
    if visited > pageCount { throw damaged }
    let page = try load(number)
    if page[0] == 0x0D {
      let isEmpty = page[3] == 0 && page[4] == 0
      if !isEmpty { leaves.append(Leaf(page: number, lastRowID: .max)) }
      return
    }
    guard page[0] == 0x05, depth < 16 else { throw damaged }
    for (child, lastRowID) in try children(page) {
      let first = leaves.count
      try listLeaves(child, depth: depth + 1)
      if leaves.count > first {
        leaves[leaves.count - 1] = Leaf(page: leaves[leaves.count - 1].page, lastRowID: lastRowID)
      }
    }
  }

  /// The pages below an interior page, each with the last row id in it.
  private func children(_ page: UnsafePointer<UInt8>) throws -> [(page: Int, lastRowID: Int)] {
    let count = Int(page[3]) << 8 | Int(page[4])
    guard 12 + 2 * count <= Self.pageSize else { throw damaged }
    var children: [(Int, Int)] = []
    for index in 0..<count {
      let at = Int(page[12 + 2 * index]) << 8 | Int(page[13 + 2 * index])
      guard at + 5 <= Self.pageSize else { throw damaged }
      let key = Self.varint(page + at + 4)
      if at + 4 + key.length > Self.pageSize { throw damaged }
      children.append((Self.number32(page + at), key.value))
    }
    return children + [(Self.number32(page + 8), .max)]
  }

  private static func number32(_ bytes: UnsafePointer<UInt8>) -> Int {
    (0..<4).reduce(0) { $0 << 8 | Int(bytes[$1]) }
  }

  /// At most nine bytes are looked at.
  @inline(__always)
  private static func varint(_ bytes: UnsafePointer<UInt8>) -> (value: Int, length: Int) {
    if bytes[0] < 0x80 { return (Int(bytes[0]), 1) }
    var value = 0
    for index in 0..<8 {
      value = value << 7 | Int(bytes[index] & 0x7F)
      if bytes[index] < 0x80 { return (value, index + 1) }
    }
    return (value << 8 | Int(bytes[8]), 9)
  }
}

extension ObservationReader {
  /// Takes the row apart that ``cell`` points to.
  @inline(__always)
  private func decode() throws {
    let pointer = 8 + 2 * cell
    let start = Int(page[pointer]) << 8 | Int(page[pointer + 1])
    guard start < Self.pageSize else { throw damaged }
    let payload = Self.varint(page + start)
    let row = Self.varint(page + start + payload.length)
    let header = start + payload.length + row.length
    rowID = row.value
    guard payload.value > Self.columns, payload.value < Self.pageSize,
      header + payload.value <= Self.pageSize, page[header] == Self.columns + 1
    else { throw damaged }
    var at = header + Self.columns + 1
    let end = header + payload.value
    for column in 1..<Self.columns {
      let kind = page[header + 1 + column]
      guard kind < 10, at + Self.size(kind) <= end else { throw damaged }
      numbers[column] = number(kind, at)
      at += Self.size(kind)
    }
  }

  @inline(__always)
  private static func size(_ kind: UInt8) -> Int {
    switch kind {
    case 1...4: Int(kind)
    case 5: 6
    case 6, 7: 8
    default: 0
    }
  }

  @inline(__always)
  private func number(_ kind: UInt8, _ at: Int) -> Double {
    switch kind {
    case 0: return .nan
    case 7: return Double(bitPattern: bigEndian(at, 8))
    case 8: return 0
    case 9: return 1
    default:
      let size = Self.size(kind)
      let shift = UInt64(64 - 8 * size)
      return Double(Int64(bitPattern: bigEndian(at, size) << shift) >> Int64(shift))
    }
  }

  @inline(__always)
  private func bigEndian(_ at: Int, _ size: Int) -> UInt64 {
    var value: UInt64 = 0
    for index in 0..<size { value = value << 8 | UInt64(page[at + index]) }
    return value
  }

  /// A column as a whole number; -1 for NULL.
  @inline(__always)
  func integer(_ column: Int) -> Int {
    let value = numbers[column]
    return value.isNaN || value.magnitude > 1e15 ? -1 : Int(value)
  }
}
