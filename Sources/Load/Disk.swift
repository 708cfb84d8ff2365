#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The few calls that make a release durable, each checked.
enum Disk {
  /// Every file and folder below a folder, by its path from there, in order.
  static func contents(of folder: String) throws -> [String] {
    let names = try names(in: folder)
    let below = try names.filter { Draft.isFolder("\(folder)/\($0)") }.flatMap { name in
      try contents(of: "\(folder)/\(name)").map { "\(name)/\($0)" }
    }
    return (names + below).sorted()
  }

  /// The names in a folder; none when there is no such folder.
  ///
  /// - Throws: ``LoadError`` when it cannot be read to its end: a name that is missed would be a file
  ///   that nobody syncs or checks.
  static func names(in folder: String) throws -> [String] {
    guard let stream = opendir(folder) else {
      if errno == ENOENT { return [] }
      throw LoadError.system(errno, "listing", folder)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else { break }
      let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
        name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    if errno != 0 { throw LoadError.system(errno, "listing", folder) }
    return names
  }

  /// The bytes of a file; nil when there is no such file.
  ///
  /// - Throws: ``LoadError`` when it is there and cannot be read.
  static func readIfThere(_ path: String) throws -> Data? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0, errno == ENOENT || errno == ENOTDIR { return nil }
    try check(descriptor, "opening", path)
    defer { close(descriptor) }
    var bytes = Data()
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      try check(count < 0 ? -1 : 0, "reading", path)
      if count == 0 { return bytes }
      bytes.append(contentsOf: piece[..<count])
    }
  }

  /// Where a link leads; nil when there is no link.
  ///
  /// - Throws: ``LoadError`` when it is there and cannot be read.
  static func target(ofLink path: String) throws -> String? {
    var bytes = [CChar](repeating: 0, count: 4096)
    let count = readlink(path, &bytes, bytes.count)
    if count < 0, [ENOENT, EINVAL, ENOTDIR].contains(errno) { return nil }
    try check(count < 0 ? -1 : 0, "reading the link", path)
    return String(decoding: bytes[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  static func write(_ text: String, to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    try check(descriptor, "opening", path)
    do {
      try write(Array(text.utf8), to: descriptor, path)
    } catch {
      close(descriptor)
      throw error
    }
    try check(close(descriptor), "closing", path)
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws {
    var done = 0
    while done < bytes.count {
      let written = bytes[done...].withUnsafeBytes { rest in
        #if canImport(Glibc)
          Glibc.write(descriptor, rest.baseAddress, rest.count)
        #else
          Darwin.write(descriptor, rest.baseAddress, rest.count)
        #endif
      }
      if written < 0, errno == EINTR { continue }
      if written <= 0 {
        throw LoadError.system(errno, "writing", path, bytesNeeded: bytes.count - done)
      }
      done += written
    }
  }

  static func sync(_ path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    try check(descriptor, "opening", path)
    defer { close(descriptor) }
    try check(fsync(descriptor), "syncing", path)
  }

  static func makeReadOnly(_ path: String) throws {
    try check(chmod(path, 0o444), "making read-only", path)
  }

  static func rename(_ from: String, to path: String) throws {
    #if canImport(Glibc)
      try check(Glibc.rename(from, path), "moving into place", path)
    #else
      try check(Darwin.rename(from, path), "moving into place", path)
    #endif
  }

  static func link(_ path: String, to target: String) throws {
    unlink(path)
    try check(symlink(target, path), "making the link", path)
  }

  private static func check(_ status: Int32, _ doing: String, _ path: String) throws {
    if status < 0 { throw LoadError.system(errno, doing, path) }
  }

  /// The time of day in UTC, ISO 8601, whole seconds.
  static func now() -> String { Date().formatted(.iso8601) }
}
