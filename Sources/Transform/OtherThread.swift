#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Work that goes on beside what the caller does, and whose outcome is asked for once.
///
/// Where the system gives no further thread, the work is done at once instead. Dispatch would wait
/// for one for ever, and end the process where no file can be opened.
///
/// Its outcome is written before ``outcome()`` stops waiting and read after, so no lock is needed.
package final class OtherThread<Outcome: Sendable>: @unchecked Sendable {
  private var result: Result<Outcome, any Error>?
  private var thread: pthread_t?

  package init(_ work: @escaping @Sendable () throws -> Outcome) {
    let errand = Errand { self.result = Result { try work() } }
    thread = errand.thread()
    if thread == nil { errand.run() }
  }

  deinit { if let thread { pthread_detach(thread) } }

  /// Waits for the end of the work.
  package func wait() {
    if let thread { pthread_join(thread, nil) }
    thread = nil
  }

  /// Waits for the end of the work.
  ///
  /// - Returns: what the work returned, or nil when it was asked for before.
  /// - Throws: what the work threw.
  package func outcome() throws -> Outcome? {
    wait()
    defer { result = nil }
    return try result?.get()
  }
}

/// Something to do, in a form that C can carry to another thread.
private final class Errand {
  let run: () -> Void

  init(_ run: @escaping () -> Void) { self.run = run }

  /// A thread that does it; nil where there is none to be had.
  func thread() -> pthread_t? {
    let carried = Unmanaged.passRetained(self).toOpaque()
    #if canImport(Glibc)
      var thread = pthread_t()
      let status = pthread_create(&thread, nil, { Errand.doIt($0) }, carried)
    #else
      var thread: pthread_t?
      let status = pthread_create(&thread, nil, { Errand.doIt($0) }, carried)
    #endif
    if status == 0 { return thread }
    Unmanaged<Errand>.fromOpaque(carried).release()
    return nil
  }

  private static func doIt(_ carried: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let carried { Unmanaged<Errand>.fromOpaque(carried).takeRetainedValue().run() }
    return nil
  }
}
