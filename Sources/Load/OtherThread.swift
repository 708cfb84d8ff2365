internal import Dispatch

/// Work that goes on beside what the caller does, and whose outcome is asked for once.
///
/// Its outcome is written before ``outcome()`` stops waiting and read after, so no lock is needed.
final class OtherThread<Outcome: Sendable>: @unchecked Sendable {
  private let group = DispatchGroup()
  private var result: Result<Outcome, any Error>?

  init(_ work: @escaping @Sendable () throws -> Outcome) {
    DispatchQueue.global(qos: .userInitiated).async(group: group) {
      self.result = Result { try work() }
    }
  }

  /// Waits for the end of the work.
  ///
  /// - Returns: what the work returned, or nil when it was asked for before.
  /// - Throws: what the work threw.
  func outcome() throws -> Outcome? {
    group.wait()
    defer { result = nil }
    return try result?.get()
  }
}
