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
    do {
      return try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
    } catch {
      throw LoadError(.system(errno: errno, doing: "listing"), path: folder)
    }
  }

  static func write(_ text: String, to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    try check(descriptor, "opening", path)
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
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
      try check(written > 0 ? 0 : -1, "writing", path)
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
    if status < 0 { throw LoadError(.system(errno: errno, doing: doing), path: path) }
  }

  /// The time of day in UTC, ISO 8601, whole seconds.
  static func now() -> String { Date().formatted(.iso8601) }
}
