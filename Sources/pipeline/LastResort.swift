#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What remains to be said when the program itself is at fault, or has no memory left.
enum LastResort {
  /// Ends a crash with status 70, or 71 when memory has run out, and a sentence.
  ///
  /// With `SWIFT_BACKTRACE=enable=yes` crashes are left to the backtracer of the Swift runtime.
  static func install() {
    if let wish = getenv("SWIFT_BACKTRACE"), strstr(wish, "enable=yes") != nil { return }
    for number in [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV] { signal(number, handle) }
  }

  // Nothing in here may allocate: it runs where the program has already failed.
  private static let handle: @convention(c) (Int32) -> Void = { _ in
    let size = 64 << 20
    let block = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    let isMemoryGone = block == MAP_FAILED
    let words: StaticString =
      isMemoryGone
      ? "pipeline: out of memory. What was published before is unchanged; give it more.\n"
      : "pipeline: a fault of the program. What was published before is unchanged; run again with SWIFT_BACKTRACE=enable=yes and report it.\n"
    _ = write(STDERR_FILENO, words.utf8Start, words.utf8CodeUnitCount)
    _exit(isMemoryGone ? 71 : 70)
  }
}
