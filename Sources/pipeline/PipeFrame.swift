#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Bytes on a pipe, preceded by their number in four bytes, the lowest first.
enum PipeFrame {
  /// More than any job or answer; a larger number is not a frame.
  static let maximumByteCount = 256 << 20

  /// The next frame, or nil at the end of the pipe or when it holds something else.
  static func read(from descriptor: Int32) -> [UInt8]? {
    guard let head = exactly(4, from: descriptor) else { return nil }
    let count = head.reversed().reduce(0) { $0 << 8 | Int($1) }
    return count <= maximumByteCount ? exactly(count, from: descriptor) : nil
  }

  /// False when the other side is gone.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    let head = (0..<4).map { UInt8(truncatingIfNeeded: bytes.count >> (8 * $0)) }
    return writeAll(head, to: descriptor) && writeAll(bytes, to: descriptor)
  }

  private static func exactly(_ count: Int, from descriptor: Int32) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let got = bytes.withUnsafeMutableBytes { buffer in
        readBytes(descriptor, UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
      }
      if got > 0 { filled += got } else if got == 0 || errno != EINTR { return nil }
    }
    return bytes
  }

  private static func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int
  {
    #if canImport(Glibc)
      Glibc.read(descriptor, buffer.baseAddress, buffer.count)
    #else
      Darwin.read(descriptor, buffer.baseAddress, buffer.count)
    #endif
  }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        writeBytes(descriptor, UnsafeRawBufferPointer(rebasing: buffer[sent...]))
      }
      if count > 0 { sent += count } else if errno != EINTR { return false }
    }
    return true
  }

  private static func writeBytes(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, buffer.baseAddress, buffer.count)
    #else
      Darwin.write(descriptor, buffer.baseAddress, buffer.count)
    #endif
  }
}
