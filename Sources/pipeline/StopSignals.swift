#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// SIGTERM and SIGINT: the run is abandoned at once and says what is published.
///
/// Everything on disk stays as a power cut would leave it, which every stage allows for: what was
/// published is whole, and the next run clears away the rest.
enum StopSignals {
  /// Where the handler puts the signal's number, and the thread that ends the process reads it.
  nonisolated(unsafe) private static var pipeEnds: [Int32] = [-1, -1]
  nonisolated(unsafe) private static var state = ""
  nonisolated(unsafe) private static var format = LogFormat.text

  /// Watches from now on. Without a thread to watch with, a signal ends the process all the same,
  /// only without a last word.
  static func watch(state: String, format: LogFormat) {
    guard pipeEnds[0] < 0, pipe(&pipeEnds) == 0 else { return }
    for end in pipeEnds { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (self.state, self.format) = (state, format)
    guard startThread() else { return }
    for number in [SIGTERM, SIGINT] { signal(number, passOn) }
    unblock()
  }

  /// A program that starts us may have blocked them.
  static func unblock() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGTERM, SIGINT] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  private static let passOn: @convention(c) (Int32) -> Void = { number in
    var byte = UInt8(truncatingIfNeeded: number)
    _ = write(StopSignals.pipeEnds[1], &byte, 1)
  }

  private static func startThread() -> Bool {
    #if canImport(Glibc)
      var thread = pthread_t()
    #else
      var thread: pthread_t?
    #endif
    return pthread_create(&thread, nil, { _ in StopSignals.endOnSignal() }, nil) == 0
  }

  private static func endOnSignal() -> Never {
    var byte: UInt8 = 0
    while read(pipeEnds[0], &byte, 1) != 1 {}
    // A second signal need not wait for the words.
    for number in [SIGTERM, SIGINT] { signal(number, SIG_DFL) }
    let ending = Ending(signal: Int32(byte))
    Console.log(ending.line(Published(in: state), as: format))
    _exit(ending.status)
  }
}
