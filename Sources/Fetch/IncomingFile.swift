#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Bytes on their way into the store: written to a temporary file and hashed in passing.
///
/// Dropped without being kept, it leaves nothing behind; the lock on it tells a later run
/// that its writer still lives.
final class IncomingFile {
  static let namePrefix = ".incoming-"

  private let file: OpenFile
  private let hash: ContentHash
  private(set) var byteCount = 0
  private var isOnDisk = true
  /// The first bytes, for telling a page from a table.
  private(set) var head: [UInt8] = []
  /// The last bytes, for telling a whole body from a cut one.
  private(set) var tail: [UInt8] = []
  /// Whether anything follows the first line.
  private(set) var hasSecondLine = false
  private var hasFirstLineEnd = false

  init(directory: String) throws {
    var suffix = [UInt8](repeating: 0, count: 8)
    var generator = SystemRandomNumberGenerator()
    for index in suffix.indices { suffix[index] = UInt8.random(in: 97...122, using: &generator) }
    let name = Self.namePrefix + "\(getpid())-" + String(decoding: suffix, as: UTF8.self)
    // What may fail without a trace comes first: a file that was made would stay.
    hash = try ContentHash()
    file = try OpenFile(creating: directory + "/" + name)
    _ = flock(file.descriptor, LOCK_EX | LOCK_NB)
  }

  deinit { discard() }

  var path: String { file.path }

  func write(_ bytes: UnsafeRawBufferPointer) throws {
    try file.write(bytes)
    hash.update(bytes)
    byteCount += bytes.count
    if head.count < 4096 { head.append(contentsOf: bytes.prefix(4096 - head.count)) }
    if !hasSecondLine { lookForSecondLine(bytes) }
    tail = Array((bytes.count < 1024 ? tail + bytes : Array(bytes.suffix(1024))).suffix(1024))
  }

  private func lookForSecondLine(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return }
    var rest = bytes[...]
    if !hasFirstLineEnd {
      // By memchr, as the first line may be all there is of a large file.
      let ends = [10, 13].compactMap { memchr(start, $0, bytes.count) }
      guard let end = ends.min() else { return }
      hasFirstLineEnd = true
      rest = rest.dropFirst(start.distance(to: UnsafeRawPointer(end)) + 1)
    }
    hasSecondLine = rest.contains { $0 != 10 && $0 != 13 }
  }

  /// The lower-case hexadecimal SHA-256; nothing can be written afterwards.
  func finishHash() -> String { hash.finish() }

  /// Syncs the bytes, makes them read-only and gives them their name in the same folder.
  func keep(as target: String) throws {
    try file.setMode(0o444)
    try file.sync()
    guard rename(file.path, target) == 0 else { throw FetchError.system("rename", target) }
    isOnDisk = false
    try file.close()
  }

  func discard() {
    if isOnDisk { unlink(file.path) }
    isOnDisk = false
  }

  /// Removes what writers that died left in a folder.
  static func removeStrays(in directory: String) {
    for name in fileNames(in: directory) where name.hasPrefix(namePrefix) {
      let path = directory + "/" + name
      let descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
      close(descriptor)
    }
  }
}

/// The names in a folder, sorted; none when it cannot be read.
func fileNames(in directory: String) -> [String] {
  guard let stream = opendir(directory) else { return [] }
  defer { closedir(stream) }
  var names: [String] = []
  while let entry = readdir(stream) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
      pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != "." && name != ".." { names.append(name) }
  }
  return names.sorted()
}
