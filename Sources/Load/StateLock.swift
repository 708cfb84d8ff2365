#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Keeps a second run away from a state folder for as long as it is held.
///
/// The system drops the lock when the process ends, however it ends.
public final class StateLock {
  private let descriptor: Int32

  /// - Throws: ``LoadError`` at once when another run holds the lock, naming it.
  public init(state: String) throws {
    let path = "\(state)/lock"
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw LoadError.system(errno, "opening the lock", path)
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let holder = Self.text(of: descriptor) + Self.age(of: descriptor)
      close(descriptor)
      throw LoadError(.locked(holder: holder), path: state)
    }
    let holder = "process \(getpid()), since \(Disk.now())"
    ftruncate(descriptor, 0)
    _ = pwrite(descriptor, holder, holder.utf8.count, 0)
  }

  deinit { close(descriptor) }

  /// How long ago the lock was taken: the holder wrote its name then.
  private static func age(of descriptor: Int32) -> String {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return "" }
    #if canImport(Glibc)
      let seconds = time(nil) - status.st_mtim.tv_sec
    #else
      let seconds = time(nil) - status.st_mtimespec.tv_sec
    #endif
    return ", \(max(0, seconds)) seconds ago"
  }

  private static func text(of descriptor: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = max(0, pread(descriptor, &bytes, bytes.count, 0))
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }
}
