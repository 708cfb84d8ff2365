#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that is written from front to back, a mebibyte at a time.
struct OutputFile: ~Copyable {
  private let path: String
  private let descriptor: Int32
  private let buffer: UnsafeMutablePointer<UInt8>
  private var used = 0
  /// Bytes taken so far, written or not.
  private(set) var byteCount = 0

  private static let capacity = 1 << 20

  /// - Throws: ``OutputError`` when the file cannot be made.
  init(_ path: String) throws {
    self.path = path
    buffer = .allocate(capacity: Self.capacity)
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw OutputError(path: path, errno: errno) }
  }

  deinit {
    close(descriptor)
    buffer.deallocate()
  }

  mutating func append(_ bytes: [UInt8]) throws {
    if used + bytes.count > Self.capacity { try flush() }
    bytes.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return }
      (buffer + used).update(from: start, count: bytes.count)
    }
    used += bytes.count
    byteCount += bytes.count
  }

  mutating func flush() throws {
    var from = 0
    while from < used {
      let count = write(descriptor, buffer + from, used - from)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw OutputError(path: path, errno: errno) }
      from += count
    }
    used = 0
  }
}

/// The disk did not take the file.
struct OutputError: Error, CustomStringConvertible {
  let path: String
  let errno: Int32

  var description: String { "\(path): \(String(cString: strerror(errno)))." }
}
