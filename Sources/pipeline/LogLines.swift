import Synchronization

/// The lines of one command's log on their way to standard error: no more of them than a person
/// reads in a mail.
///
/// In quiet mode they are held until it is known whether the command fails; a success says nothing.
final class LogLines: Sendable {
  /// With the line that counts the rest, the error and the last line it makes twenty.
  static let mostLines = 17

  private struct State {
    var isHeld: Bool
    var said = 0
    var withheld = 0
    var held: [String] = []
  }

  private let state: Mutex<State>
  private let most: Int

  /// - Parameters:
  ///   - isHeld: whether nothing is said before ``release()``.
  ///   - most: how many lines are written at most, errors aside.
  init(isHeld: Bool, most: Int = mostLines) {
    state = Mutex(State(isHeld: isHeld))
    self.most = most
  }

  func add(_ line: String, isError: Bool) {
    state.withLock { state in
      if !isError {
        state.said += 1
        if state.said > most { return state.withheld += 1 }
      }
      if state.isHeld { state.held.append(line) } else { Console.log(line) }
    }
  }

  /// Says what was held, and how many lines were left out.
  func release() {
    state.withLock { state in
      state.held.forEach(Console.log)
      state.held = []
      state.isHeld = false
    }
  }

  /// How many lines were left out because there were too many.
  var withheldCount: Int { state.withLock(\.withheld) }
}
