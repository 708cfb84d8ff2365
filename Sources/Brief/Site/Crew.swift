import Dispatch
import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Does numbered pieces of work on several threads, each thread with a tool of its own.
enum Crew {
  /// The results in the order of the numbers, whoever made them.
  ///
  /// - Parameters:
  ///   - count: How many pieces of work there are, numbered from 0.
  ///   - tool: Makes what a thread works with, such as a connection to the database.
  ///   - work: Does one piece.
  /// - Returns: One result for each number.
  /// - Throws: The first error of any thread; the others stop after the piece they are at.
  static func map<Tool, Result: Sendable>(
    _ count: Int, with tool: @Sendable () throws -> Tool,
    _ work: @Sendable (Tool, Int) throws -> Result
  ) throws -> [Result] {
    let state = Mutex(State<Result>(count: count))
    let threads = max(1, min(ProcessInfo.processInfo.activeProcessorCount, count))
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      do {
        let own = try tool()
        while let number = state.withLock({ $0.next() }) {
          let result = try work(own, number)
          state.withLock { $0.results[number] = result }
        }
      } catch {
        state.withLock { $0.fail(error) }
      }
    }
    return try state.withLock { try $0.finish() }
  }

  private struct State<Result: Sendable> {
    var results: [Result?]
    private var taken = 0
    private var failure: (any Error)?

    init(count: Int) { results = Array(repeating: nil, count: count) }

    mutating func next() -> Int? {
      guard failure == nil, taken < results.count else { return nil }
      taken += 1
      return taken - 1
    }

    mutating func fail(_ error: any Error) { failure = failure ?? error }

    func finish() throws -> [Result] {
      if let failure { throw failure }
      return results.compactMap(\.self)
    }
  }
}
