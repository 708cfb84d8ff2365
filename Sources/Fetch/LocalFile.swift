#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file of this machine that is to become a snapshot.
struct LocalFile {
  /// What was taken in: the hash, the length, and the file's own time of modification.
  struct Taken {
    let sha256: String
    let byteCount: Int
    let isGzip: Bool
    let modifiedAt: String
  }

  let path: String

  /// Links or copies the file into a folder under the name of its hash.
  func take(into folder: String) throws -> Taken {
    let (taken, status) = try examine()
    try place(taken, status, in: folder)
    return taken
  }

  /// Reads the file through.
  func examine() throws -> (Taken, stat) {
    let file = try OpenFile(reading: path)
    let before = try file.status()
    let hash = try ContentHash()
    var head: [UInt8] = []
    let byteCount = try file.forEachPiece { piece in
      if head.isEmpty { head = Array(piece.prefix(2)) }
      hash.update(piece)
    }
    guard isUnchanged(before, try file.status()) else { throw FetchError(path, .changedWhileRead) }
    let taken = Taken(
      sha256: hash.finish(), byteCount: byteCount, isGzip: head == gzipMagic,
      modifiedAt: Clock.iso8601(Int(modification(before).tv_sec)))
    return (taken, before)
  }

  private func place(_ taken: Taken, _ status: stat, in folder: String) throws {
    let target = folder + "/" + fileName(sha256: taken.sha256, isGzip: taken.isGzip)
    if isSameFile(target, status) || holdsWhole(target, sha256: taken.sha256) { return }
    unlink(target)
    if linkat(AT_FDCWD, path, AT_FDCWD, target, AT_SYMLINK_FOLLOW) == 0 {
      if isSameFile(target, status) { return }
      unlink(target)
      throw FetchError(path, .changedWhileRead)
    }
    try copy(to: target, expecting: taken.sha256, in: folder)
  }

  private func copy(to target: String, expecting sha256: String, in folder: String) throws {
    let copy = try IncomingFile(directory: folder)
    _ = try OpenFile(reading: path).forEachPiece { try copy.write($0) }
    guard copy.finishHash() == sha256 else { throw FetchError(path, .changedWhileRead) }
    try copy.keep(as: target)
  }

  private func isSameFile(_ target: String, _ status: stat) -> Bool {
    var found = stat()
    return stat(target, &found) == 0 && found.st_ino == status.st_ino
      && found.st_dev == status.st_dev && isUnchanged(found, status)
  }

  private func isUnchanged(_ one: stat, _ other: stat) -> Bool {
    let (first, second) = (modification(one), modification(other))
    return one.st_size == other.st_size && first.tv_sec == second.tv_sec
      && first.tv_nsec == second.tv_nsec
  }
}

extension Snapshot {
  /// A local file that is read where it lies and kept nowhere.
  ///
  /// - Throws: ``FetchError`` when it is missing, not a regular file, or changes while it is read.
  public init(localFile path: String, sourceID: String) throws {
    let (taken, _) = try LocalFile(path: path).examine()
    let name = lastComponent(of: path)
    try checkName(name)
    self.init(
      sourceID: sourceID, name: name, address: "file:" + name, sha256: taken.sha256,
      byteCount: taken.byteCount, retrievedAt: taken.modifiedAt, path: path,
      isGzip: taken.isGzip)
  }
}

/// When a file's bytes last changed.
private func modification(_ status: stat) -> timespec {
  #if canImport(Darwin)
    status.st_mtimespec
  #else
    status.st_mtim
  #endif
}

/// The first two bytes of every gzip file.
let gzipMagic: [UInt8] = [0x1f, 0x8b]

/// The name of a snapshot's file.
func fileName(sha256: String, isGzip: Bool) -> String { isGzip ? sha256 + ".gz" : sha256 }

/// Whether a file is there and has the bytes its name says.
func holdsWhole(_ path: String, sha256: String) -> Bool {
  fileLength(path) != nil && (try? sha256Hex(ofFile: path).sha256) == sha256
}

/// The length in bytes of a regular file; nil when there is none.
func fileLength(_ path: String) -> Int? {
  var found = stat()
  guard stat(path, &found) == 0, found.st_mode & S_IFMT == S_IFREG else { return nil }
  return Int(found.st_size)
}

/// The part of a path after the last slash.
func lastComponent(of path: String) -> String {
  path.split(separator: "/").last.map(String.init) ?? path
}

/// Whether a source id is safe as a folder name: lower-case letters, digits, `-` and `_`.
func isSourceID(_ id: String) -> Bool {
  (1...64).contains(id.utf8.count)
    && id.utf8.allSatisfy { byte in
      (97...122).contains(byte) || (48...57).contains(byte) || byte == 45 || byte == 95
    }
}

/// - Throws: ``FetchError`` unless the name is 1 to 200 printable characters.
func checkName(_ name: String) throws {
  let isPrintable = name.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }
  guard (1...200).contains(name.count), isPrintable else { throw FetchError(name, .invalidName) }
}

extension ManifestEntry {
  init(imported file: LocalFile.Taken, source: String, name: String, address: String) {
    self.init(
      source: source, name: name, address: address, outcome: "imported",
      retrievedAt: Clock.iso8601(Clock.now()))
    sha256 = file.sha256
    byteCount = file.byteCount
    isGzip = file.isGzip
    heldSince = file.modifiedAt
  }
}
