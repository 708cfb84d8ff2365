internal import Dispatch

/// Makes values, the first half of them on one thread and the second on another. They are in order
/// and made one by one, so that threads make no difference to them.
func onTwoThreads<Value: Sendable>(
  _ count: Int, _ make: @Sendable (Int) -> Value
) -> [Value] {
  [Value](unsafeUninitializedCapacity: count) { buffer, initializedCount in
    nonisolated(unsafe) let places = buffer
    DispatchQueue.concurrentPerform(iterations: 2) { half in
      for index in count * half / 2..<count * (half + 1) / 2 {
        places.initializeElement(at: index, to: make(index))
      }
    }
    initializedCount = count
  }
}
