internal import Fetch
internal import Transform

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Does numbered pieces of work on several threads, each thread with a tool of its own.
enum Crew {
  /// As many threads as there are cores.
  static var size: Int { ProcessInfo.processInfo.activeProcessorCount }

  /// The results in the order of the numbers, whoever made them.
  ///
  /// - Parameters:
  ///   - count: How many pieces of work there are, numbered from 0.
  ///   - threads: On how many threads at most.
  ///   - tool: Makes what a thread works with, such as a connection to the database.
  ///   - work: Does one piece.
  /// - Returns: One result for each number.
  /// - Throws: The first error of any thread; the others stop after the piece they are at.
  static func map<Tool, Result: Sendable>(
    _ count: Int, threads: Int = size, with tool: @escaping @Sendable () throws -> Tool,
    _ work: @escaping @Sendable (Tool, Int) throws -> Result
  ) throws -> [Result] {
    let pieces = Pieces<Result>(count)
    let others = (1..<max(1, min(threads, count))).map { _ in
      OtherThread { pieces.take(with: tool, work) }
    }
    pieces.take(with: tool, work)
    for other in others { other.wait() }
    return try pieces.finish()
  }

  /// The pieces of work, with what has become of them; the lock is held for every look at that.
  private final class Pieces<Result: Sendable>: @unchecked Sendable {
    private let lock = Lock()
    private var results: [Result?]
    private var taken = 0
    private var failure: (any Error)?

    init(_ count: Int) { results = Array(repeating: nil, count: count) }

    /// Does one piece after the other until none is left or one has failed.
    func take<Tool>(with tool: () throws -> Tool, _ work: (Tool, Int) throws -> Result) {
      do {
        let own = try tool()
        while let number = next() {
          let result = try work(own, number)
          lock.whileHeld { results[number] = result }
        }
      } catch {
        lock.whileHeld { failure = failure ?? error }
      }
    }

    private func next() -> Int? {
      lock.whileHeld {
        guard failure == nil, taken < results.count else { return nil }
        taken += 1
        return taken - 1
      }
    }

    func finish() throws -> [Result] {
      try lock.whileHeld {
        if let failure { throw failure }
        return results.compactMap(\.self)
      }
    }
  }
}
