import CZlib

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where a reader takes its bytes from: memory, a plain file, or a gzip file inflated on the way.
///
/// A gzip file must end with its own end-of-stream mark and checksum; a cut one throws.
struct ByteBlocks: ~Copyable {
  private enum Origin {
    case memory([UInt8], position: Int)
    case plain(descriptor: Int32)
    case gzip(gzFile)
  }

  private var origin: Origin
  private let name: String

  init(_ bytes: [UInt8], name: String) {
    origin = .memory(bytes, position: 0)
    self.name = name
  }

  /// - Throws: ``TransformError`` when the file cannot be opened.
  init(path: String, name: String) throws {
    self.name = name
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw TransformError(.unreadable(errno: errno), in: name) }
    var magic: (UInt8, UInt8) = (0, 0)
    let sniffed = pread(descriptor, &magic, 2, 0)
    if sniffed < 0 {
      let code = errno
      close(descriptor)
      throw TransformError(.unreadable(errno: code), in: name)
    }
    guard sniffed == 2, magic == (0x1F, 0x8B) else {
      origin = .plain(descriptor: descriptor)
      return
    }
    guard let file = gzdopen(descriptor, "rb") else {
      close(descriptor)
      throw TransformError(.unreadable(errno: ENOMEM), in: name)
    }
    gzbuffer(file, 1 << 17)
    origin = .gzip(file)
  }

  /// The bytes of a plain file from a place on.
  ///
  /// - Throws: ``TransformError`` when the file cannot be opened.
  init(plainFile path: String, from offset: Int, name: String) throws {
    self.name = name
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0, lseek(descriptor, off_t(offset), SEEK_SET) == off_t(offset) else {
      if descriptor >= 0 { close(descriptor) }
      throw TransformError(.unreadable(errno: errno), in: name)
    }
    origin = .plain(descriptor: descriptor)
  }

  /// Fills `buffer` with the next bytes and returns how many; 0 at the end.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    switch origin {
    case .memory(let bytes, let position):
      let count = min(buffer.count, bytes.count - position)
      bytes.withUnsafeBytes {
        buffer.copyMemory(from: .init(rebasing: $0[position..<position + count]))
      }
      origin = .memory(bytes, position: position + count)
      return count
    case .plain(let descriptor):
      return try readPlain(descriptor, into: buffer)
    case .gzip(let file):
      let count = gzread(file, buffer.baseAddress, UInt32(buffer.count))
      let code = gzerrno(file)
      if count < 0 || (count < buffer.count && code != Z_OK) { throw failure(code) }
      return Int(count)
    }
  }

  /// Everything to the end; nil when that is more than `limit` bytes.
  mutating func all(atMost limit: Int) throws -> [UInt8]? {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try piece.withUnsafeMutableBytes { try read(into: $0) }
      if count == 0 { return bytes }
      bytes += piece[..<count]
      if bytes.count > limit { return nil }
    }
  }

  private func readPlain(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) throws
    -> Int
  {
    while true {
      #if canImport(Glibc)
        let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      #else
        let count = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
      #endif
      if count >= 0 { return count }
      if errno != EINTR { throw TransformError(.unreadable(errno: errno), in: name) }
    }
  }

  /// What zlib has failed of: the machine, or the file.
  private func failure(_ code: Int32) -> TransformError {
    switch code {
    case Z_ERRNO: TransformError(.unreadable(errno: errno), in: name)
    case Z_MEM_ERROR: TransformError(.unreadable(errno: ENOMEM), in: name)
    default: TransformError(.damagedGzip, in: name)
    }
  }

  private func gzerrno(_ file: gzFile) -> Int32 {
    var code: Int32 = Z_OK
    _ = gzerror(file, &code)
    return code == Z_STREAM_END ? Z_OK : code
  }

  deinit {
    switch origin {
    case .memory: break
    case .plain(let descriptor): close(descriptor)
    case .gzip(let file): gzclose(file)
    }
  }
}
