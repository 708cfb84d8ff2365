import Synchronization

/// Asks a fetch to stop; may be set from any thread and from a signal handler.
public final class CancellationFlag: Sendable {
  private let value = Atomic(false)

  public init() {}

  public var isCancelled: Bool { value.load(ordering: .relaxed) }

  public func cancel() { value.store(true, ordering: .relaxed) }
}
