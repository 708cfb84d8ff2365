internal import Fetch

/// The lines of one command's log on their way to standard error: no more of them than a person
/// reads in a mail.
///
/// In quiet mode they are held until it is known whether the command fails; a success says nothing.
/// The lock is held for every look at them.
final class LogLines: @unchecked Sendable {
  /// With the line that counts the rest, the error and the last line it makes twenty.
  static let mostLines = 17

  private let lock = Lock()
  private var isHeld: Bool
  private var said = 0
  private var withheld = 0
  private var held: [String] = []
  private let most: Int

  /// - Parameters:
  ///   - isHeld: whether nothing is said before ``release()``.
  ///   - most: how many lines are written at most, errors aside.
  init(isHeld: Bool, most: Int = mostLines) {
    self.isHeld = isHeld
    self.most = most
  }

  func add(_ line: String, isError: Bool) {
    lock.whileHeld {
      if !isError {
        said += 1
        if said > most { return withheld += 1 }
      }
      if isHeld { held.append(line) } else { Console.log(line) }
    }
  }

  /// Says what was held, and how many lines were left out.
  func release() {
    lock.whileHeld {
      held.forEach(Console.log)
      held = []
      isHeld = false
    }
  }

  /// How many lines were left out because there were too many.
  var withheldCount: Int { lock.whileHeld { withheld } }
}
