/// Makes values, the first half of them on one thread and the second on another. They are in order
/// and made one by one, so that threads make no difference to them.
func onTwoThreads<Value: Sendable>(
  _ count: Int, _ make: @Sendable (Int) -> Value
) -> [Value] {
  [Value](unsafeUninitializedCapacity: count) { buffer, initializedCount in
    nonisolated(unsafe) let places = buffer
    withoutActuallyEscaping(make) { make in
      let fill: @Sendable (Range<Int>) -> Void = { indices in
        for index in indices { places.initializeElement(at: index, to: make(index)) }
      }
      let second = OtherThread { fill(count / 2..<count) }
      fill(0..<count / 2)
      second.wait()
    }
    initializedCount = count
  }
}
