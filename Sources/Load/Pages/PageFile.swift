#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A database file that SQLite has closed, to which whole pages are added.
///
/// Format: https://www.sqlite.org/fileformat.html. Nobody else has the file open: it is a draft.
struct PageFile: ~Copyable {
  static let pageSize = 4096
  /// SQLite locks bytes at one gibibyte and leaves the page that holds them empty.
  private static let lockPage = (1 << 30) / pageSize + 1
  private static let bufferedPages = 256

  private let path: String
  private let descriptor: Int32
  private let buffer: UnsafeMutablePointer<UInt8>
  private var buffered = 0
  /// All pages so far, on disk or not yet.
  private(set) var pageCount: Int

  /// - Throws: ``LoadError`` when the file cannot be opened or has pages of another size.
  init(_ path: String) throws {
    self.path = path
    descriptor = open(path, O_RDWR | O_CLOEXEC)
    buffer = .allocate(capacity: Self.bufferedPages * Self.pageSize)
    pageCount = 0
    guard descriptor >= 0 else {
      throw LoadError.system(errno, "opening", path)
    }
    pageCount = try countPages()
  }

  deinit {
    close(descriptor)
    buffer.deallocate()
  }

  /// The number of pages, once page size, reserved bytes and page count are those we expect.
  private func countPages() throws -> Int {
    var head = [UInt8](repeating: 0, count: 32)
    let length = Int(lseek(descriptor, 0, SEEK_END))
    let got = pread(descriptor, &head, head.count, 0)
    if got < 0 { throw LoadError.system(errno, "reading", path) }
    let pageSize = Int(head[16]) << 8 | Int(head[17])
    let pages = head[28..<32].reduce(0) { $0 << 8 | Int($1) }
    guard got == head.count, pageSize == Self.pageSize, head[20] == 0, pages * pageSize == length
    else {
      throw LoadError(.failedCheck("its pages are not as they were asked for"), path: path)
    }
    return pages
  }

  /// Adds a page at the end.
  ///
  /// - Returns: its number, counted from 1.
  mutating func append(_ page: UnsafePointer<UInt8>) throws -> Int {
    if pageCount + 1 == Self.lockPage { try add(nil) }
    try add(page)
    return pageCount
  }

  private mutating func add(_ page: UnsafePointer<UInt8>?) throws {
    if buffered == Self.bufferedPages { try flush() }
    let place = buffer + buffered * Self.pageSize
    if let page {
      place.update(from: page, count: Self.pageSize)
    } else {
      place.update(repeating: 0, count: Self.pageSize)
    }
    buffered += 1
    pageCount += 1
  }

  private mutating func flush() throws {
    let first = pageCount - buffered
    try write(buffer, count: buffered * Self.pageSize, at: first * Self.pageSize)
    buffered = 0
  }

  /// Puts another page in the place of one that SQLite has written.
  func replace(_ number: Int, with page: UnsafePointer<UInt8>) throws {
    try write(page, count: Self.pageSize, at: (number - 1) * Self.pageSize)
  }

  /// Writes what is left, and the number of pages into the file's header.
  mutating func finish() throws {
    try flush()
    let count = (0..<4).map { UInt8(truncatingIfNeeded: pageCount >> (24 - $0 * 8)) }
    try write(count, count: 4, at: 28)
  }

  private func write(_ bytes: UnsafePointer<UInt8>, count: Int, at offset: Int) throws {
    var done = 0
    while done < count {
      let written = pwrite(descriptor, bytes + done, count - done, off_t(offset + done))
      if written < 0, errno == EINTR { continue }
      guard written > 0 else {
        throw LoadError.system(errno, "writing", path, bytesNeeded: count - done)
      }
      done += written
    }
  }
}
