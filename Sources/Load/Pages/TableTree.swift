internal import Fetch

/// The b-tree of a table with row ids, built from its rows in order: full leaves one after another,
/// then the pages that point to them, level by level, up to the root that the table already has.
///
/// Method: https://www.sqlite.org/fileformat.html, section 1.6. Records must fit a page.
struct TableTree: ~Copyable {
  private struct Child {
    let page: Int
    let lastRowID: Int
  }

  private var file: PageFile
  private let page: UnsafeMutablePointer<UInt8>
  private var cells = 0
  private var contentStart = PageFile.pageSize
  private var lastRowID = 0
  private var leaves: [Child] = []
  private let hash: ContentHash

  private static let leafHeader = 8
  private static let interiorHeader = 12
  /// A pointer to a cell, a page number and the longest row id.
  private static let longestInteriorCell = 2 + 4 + 9
  private static let mostChildren =
    (PageFile.pageSize - interiorHeader) / longestInteriorCell + 1

  init(_ file: consuming PageFile) throws {
    let hash = try ContentHash()
    self.file = file
    self.hash = hash
    page = .allocate(capacity: PageFile.pageSize)
    page.initialize(repeating: 0, count: PageFile.pageSize)
  }

  deinit { page.deallocate() }

  /// Adds a row behind all others.
  @inline(__always)
  mutating func append(rowID: Int, _ record: UnsafeBufferPointer<UInt8>) throws {
    let size = Varint.length(record.count) + Varint.length(rowID) + record.count
    if Self.leafHeader + 2 * (cells + 1) + size > contentStart { try endLeaf() }
    contentStart -= size
    var at = page + contentStart
    at += Varint.write(record.count, to: at)
    at += Varint.write(rowID, to: at)
    if let bytes = record.baseAddress { at.update(from: bytes, count: record.count) }
    addPointer(to: contentStart, header: Self.leafHeader)
    lastRowID = rowID
  }

  private mutating func endLeaf() throws {
    writeHeader(kind: 0x0D)
    leaves.append(Child(page: try file.append(page), lastRowID: lastRowID))
    hash.update(
      UnsafeRawBufferPointer(
        start: page + contentStart, count: PageFile.pageSize - contentStart))
    startPage()
  }

  /// Writes the rest of the tree and puts its top in the place of the table's root page.
  ///
  /// - Returns: SHA-256 over the rows, leaf by leaf.
  mutating func finish(root: Int) throws -> String {
    if leaves.isEmpty {
      writeHeader(kind: 0x0D)
    } else {
      try endLeaf()
      var level = leaves
      while level.count > Self.mostChildren { level = try parents(of: level) }
      writeInterior(level[...])
    }
    try file.replace(root, with: page)
    try file.finish()
    return hash.finish()
  }

  /// Pages for the next level up, as many as are needed and all about equally full.
  private mutating func parents(of level: [Child]) throws -> [Child] {
    let count = (level.count + Self.mostChildren - 1) / Self.mostChildren
    var parents: [Child] = []
    for number in 0..<count {
      let children = level[level.count * number / count..<level.count * (number + 1) / count]
      writeInterior(children)
      let page = try file.append(page)
      parents.append(Child(page: page, lastRowID: children.last?.lastRowID ?? 0))
      startPage()
    }
    return parents
  }

  /// The last child is the page's right-most pointer, the others are cells.
  private mutating func writeInterior(_ children: ArraySlice<Child>) {
    for child in children.dropLast() {
      contentStart -= 4 + Varint.length(child.lastRowID)
      write32(child.page, at: contentStart)
      _ = Varint.write(child.lastRowID, to: page + contentStart + 4)
      addPointer(to: contentStart, header: Self.interiorHeader)
    }
    writeHeader(kind: 0x05)
    write32(children.last?.page ?? 0, at: 8)
  }

  private mutating func startPage() {
    page.update(repeating: 0, count: PageFile.pageSize)
    cells = 0
    contentStart = PageFile.pageSize
  }

  private func writeHeader(kind: UInt8) {
    page[0] = kind
    write16(cells, at: 3)
    write16(contentStart, at: 5)
  }

  @inline(__always)
  private mutating func addPointer(to offset: Int, header: Int) {
    write16(offset, at: header + 2 * cells)
    cells += 1
  }

  @inline(__always)
  private func write16(_ value: Int, at offset: Int) {
    page[offset] = UInt8(truncatingIfNeeded: value >> 8)
    page[offset + 1] = UInt8(truncatingIfNeeded: value)
  }

  private func write32(_ value: Int, at offset: Int) {
    write16(value >> 16, at: offset)
    write16(value, at: offset + 2)
  }
}

/// Whole numbers in SQLite's variable length: seven bits a byte, the highest first. Nine bytes can
/// be needed for 64 bits, but numbers here are sizes and row ids below 2^56.
enum Varint {
  @inline(__always)
  static func length(_ value: Int) -> Int {
    value < 1 << 7 ? 1 : (Int.bitWidth - value.leadingZeroBitCount + 6) / 7
  }

  /// - Returns: the number of bytes written.
  @inline(__always)
  static func write(_ value: Int, to bytes: UnsafeMutablePointer<UInt8>) -> Int {
    let length = length(value)
    var rest = value
    for index in stride(from: length - 1, through: 0, by: -1) {
      let more: UInt8 = index == length - 1 ? 0 : 0x80
      bytes[index] = UInt8(truncatingIfNeeded: rest) & 0x7F | more
      rest >>= 7
    }
    return length
  }
}
