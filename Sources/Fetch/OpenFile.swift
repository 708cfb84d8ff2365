#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file descriptor with the three habits that keep data whole: every call is checked,
/// interrupted calls are repeated, short writes are completed.
final class OpenFile {
  let path: String
  private(set) var descriptor: Int32

  init(reading path: String) throws {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FetchError.system("open", path) }
    try refuseUnlessRegular()
  }

  /// A file that must not exist yet.
  init(creating path: String) throws {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FetchError.system("open", path) }
  }

  init(appending path: String) throws {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FetchError.system("open", path) }
  }

  deinit { if descriptor >= 0 { _ = systemClose(descriptor) } }

  private func refuseUnlessRegular() throws {
    guard try status().st_mode & S_IFMT == S_IFREG else { throw FetchError(path, .notAFile) }
  }

  func status() throws -> stat {
    var result = stat()
    guard fstat(descriptor, &result) == 0 else { throw FetchError.system("fstat", path) }
    return result
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = UnsafeRawBufferPointer(rebasing: rest)
      let written = systemWrite(descriptor, piece.baseAddress, piece.count)
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { throw FetchError.system("write", path) }
      rest = rest.dropFirst(written)
    }
  }

  /// Hands over the rest of the file in pieces of up to 1 MiB.
  ///
  /// - Returns: the number of bytes read.
  func forEachPiece(_ use: (UnsafeRawBufferPointer) throws -> Void) throws -> Int {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { buffer.deallocate() }
    var total = 0
    while true {
      let count = systemRead(descriptor, buffer.baseAddress, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw FetchError.system("read", path) }
      if count == 0 { return total }
      try use(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      total += count
    }
  }

  /// The last byte of the file; nil when it is empty.
  func lastByte() throws -> UInt8? {
    let size = try status().st_size
    guard size > 0 else { return nil }
    var byte: UInt8 = 0
    guard pread(descriptor, &byte, 1, size - 1) == 1 else { throw FetchError.system("read", path) }
    return byte
  }

  func sync() throws {
    guard fsync(descriptor) == 0 else { throw FetchError.system("fsync", path) }
  }

  func setMode(_ mode: mode_t) throws {
    guard fchmod(descriptor, mode) == 0 else { throw FetchError.system("fchmod", path) }
  }

  func close() throws {
    defer { descriptor = -1 }
    guard systemClose(descriptor) == 0 else { throw FetchError.system("close", path) }
  }

  /// Writes a folder's list of names to disk, so that a rename in it survives a power cut.
  static func syncDirectory(_ path: String) throws {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FetchError.system("open", path) }
    defer { _ = systemClose(descriptor) }
    guard fsync(descriptor) == 0 else { throw FetchError.system("fsync", path) }
  }
}

// Inside the class `close` would mean its own method.
private let systemClose = close as @Sendable (Int32) -> Int32
private let systemWrite = write as @Sendable (Int32, UnsafeRawPointer?, Int) -> Int
private let systemRead = read as @Sendable (Int32, UnsafeMutableRawPointer?, Int) -> Int
