#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file without a name, for bytes that wait to be used: it goes with the process.
package final class WaitingFile {
  /// Negative until it is needed, and where none could be made.
  private var descriptor: Int32 = -1
  private var hasFailed = false
  package private(set) var byteCount = 0
  private let folder: String

  /// - Parameter folder: where it lies; that of `TMPDIR` where nil.
  package init(in folder: String? = nil) {
    self.folder = folder ?? getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// - Returns: where the bytes stand; nil where the disk does not take them.
  package func append(_ bytes: UnsafeRawBufferPointer) -> Int? {
    if descriptor < 0, !hasFailed { descriptor = make() }
    guard descriptor >= 0, !hasFailed, write(bytes) else {
      hasFailed = true
      return nil
    }
    byteCount += bytes.count
    return byteCount - bytes.count
  }

  private func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var done = 0
    while done < bytes.count {
      let written = pwrite(
        descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done,
        off_t(byteCount + done))
      if written < 0, errno == EINTR { continue }
      if written <= 0 { return false }
      done += written
    }
    return true
  }

  /// Reads what was appended. A disk that fails ends the process by SIGBUS, as it does where the
  /// file is mapped: rows that are looked at cannot throw.
  package func read(_ buffer: UnsafeMutableRawBufferPointer, at offset: Int) {
    precondition(offset + buffer.count <= byteCount, "bytes are read that were never appended")
    var done = 0
    while done < buffer.count {
      let count = pread(
        descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done,
        off_t(offset + done))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        raise(SIGBUS)
        // Only where somebody has had SIGBUS ignored.
        fatalError("a temporary file could not be read back")
      }
      done += count
    }
  }

  /// The whole file as memory that the system can take back at any time; nil where it cannot be.
  func mapped() -> UnsafeRawBufferPointer? {
    guard descriptor >= 0, byteCount > 0,
      let start = mmap(nil, byteCount, PROT_READ, MAP_SHARED, descriptor, 0), start != MAP_FAILED
    else { return nil }
    return UnsafeRawBufferPointer(start: start, count: byteCount)
  }

  private func make() -> Int32 {
    var name = Array("\(folder)/local-health-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    if descriptor >= 0 {
      unlink(name)
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }
    return descriptor
  }
}
