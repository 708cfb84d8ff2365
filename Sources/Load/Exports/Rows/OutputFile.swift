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

/// Writing files that get their name when they are whole, and standard output.
enum OutputFile {
  /// Writes a file under another name, then gives it its own.
  ///
  /// - Returns: its length in bytes.
  @discardableResult
  static func write(
    _ path: String, _ body: (inout ByteSink) throws -> Void
  ) throws -> Int {
    let unfinished = path + ".unfinished"
    let descriptor = open(unfinished, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure("making the file", path) }
    defer { close(descriptor) }
    do {
      let byteCount = try fill(descriptor, path, body)
      try rename(unfinished, to: path)
      return byteCount
    } catch {
      unlink(unfinished)
      throw error
    }
  }

  static func write(_ path: String, text: String) throws {
    try write(path) { $0.append(text) }
  }

  /// Writes to standard output; a reader that has had enough is no fault.
  static func writeToStandardOutput(_ body: (inout ByteSink) throws -> Void) throws {
    do {
      _ = try fill(STDOUT_FILENO, "standard output", body)
    } catch let error as ExportError where error.cause == .system(errno: EPIPE, doing: "writing") {
      return
    }
  }

  private static func fill(
    _ descriptor: Int32, _ path: String, _ body: (inout ByteSink) throws -> Void
  ) throws -> Int {
    var sink = ByteSink { bytes in try writeAll(bytes, to: descriptor, path) }
    try body(&sink)
    try sink.flush()
    return sink.byteCount
  }

  private static func writeAll(
    _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, _ path: String
  ) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: rest))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure("writing", path) }
      rest = rest.dropFirst(count)
    }
  }

  static func rename(_ unfinished: String, to path: String) throws {
    #if canImport(Glibc)
      let status = Glibc.rename(unfinished, path)
    #else
      let status = Darwin.rename(unfinished, path)
    #endif
    if status != 0 { throw failure("giving it its name", path) }
  }

  static func makeFolder(_ path: String) throws {
    do {
      errno = 0
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw failure("making the folder", path)
    }
  }

  private static func failure(_ doing: String, _ path: String) -> ExportError {
    ExportError(.system(errno: errno, doing: doing), subject: path)
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  #if canImport(Glibc)
    Glibc.write(descriptor, bytes.baseAddress, bytes.count)
  #else
    Darwin.write(descriptor, bytes.baseAddress, bytes.count)
  #endif
}
