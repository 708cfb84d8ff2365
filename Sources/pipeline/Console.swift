#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where a person reads: results on standard output, complaints on standard error.
enum Console {
  static func say(_ text: String) {
    write(text + "\n", to: STDOUT_FILENO)
  }

  static func complain(_ text: String) {
    write("pipeline: " + printable(text) + "\n", to: STDERR_FILENO)
  }

  /// Puts a text in place of what stands on the terminal's line.
  static func overwrite(_ text: String) {
    write("\r\u{1B}[K" + text, to: STDERR_FILENO)
  }

  /// A line of the log, already made printable.
  static func log(_ line: String) {
    write(line + "\n", to: STDERR_FILENO)
  }

  /// Text from outside with control characters and direction marks spelt out.
  static func printable(_ text: String) -> String {
    var printable = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF:
        printable += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: printable.unicodeScalars.append(scalar)
      }
    }
    return printable
  }

  /// What a pipe takes without blocking once it is said to be writable.
  private static let pieceSize = 4096

  /// Writes all of it, or gives up when the other end is gone or has not read for two seconds.
  private static func write(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    var from = 0
    while from < bytes.count {
      var state = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      let isReady = poll(&state, 1, 2_000)
      if isReady < 0, errno == EINTR { continue }
      if isReady <= 0 { return }
      let count = bytes[from...].prefix(pieceSize).withUnsafeBufferPointer {
        #if canImport(Glibc)
          Glibc.write(descriptor, $0.baseAddress, $0.count)
        #else
          Darwin.write(descriptor, $0.baseAddress, $0.count)
        #endif
      }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return }
      from += count
    }
  }
}
