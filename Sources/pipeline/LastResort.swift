#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What remains to be said when the program itself is at fault, or the machine has failed it where no
/// error can be thrown.
enum LastResort {
  /// Ends a crash with a sentence and a status: 71 where memory has run out, 74 where a mapped file
  /// could not be read, 70 where the program is at fault.
  ///
  /// With `SWIFT_BACKTRACE=enable=yes` crashes are left to the backtracer of the Swift runtime.
  static func install() {
    if let wish = getenv("SWIFT_BACKTRACE"), strstr(wish, "enable=yes") != nil { return }
    for number in [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV] { signal(number, handle) }
  }

  // Nothing in here may allocate: it runs where the program has already failed.
  private static let handle: @convention(c) (Int32) -> Void = { number in
    // Elsewhere a write to memory that is only to be read comes as SIGBUS too.
    #if os(Linux)
      if number == SIGBUS {
        end(
          74,
          "pipeline: a file could not be read while it was in use. What was published before is unchanged; look at the disk and run again.\n"
        )
      }
    #endif
    if isMemoryGone() {
      end(
        71,
        "pipeline: out of memory. What was published before is unchanged; run again with more, and if this repeats with SWIFT_BACKTRACE=enable=yes, and report it.\n"
      )
    }
    end(
      70,
      "pipeline: a fault of the program. What was published before is unchanged; run again with SWIFT_BACKTRACE=enable=yes and report it.\n"
    )
  }

  private static func end(_ status: Int32, _ words: StaticString) -> Never {
    _ = write(STDERR_FILENO, words.utf8Start, words.utf8CodeUnitCount)
    _exit(status)
  }

  /// Where an allocation has failed the runtime traps, and the error of it is still there.
  private static func isMemoryGone() -> Bool {
    if errno == ENOMEM { return true }
    let size = 64 << 20
    return mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
      == MAP_FAILED
  }
}
