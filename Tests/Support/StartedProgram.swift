import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A program that a test has started, with what it starts in a process group of its own.
///
/// It is waited for by its number alone. Foundation's `Process` learns of the end through a socket,
/// which whatever the program leaves behind keeps open, so that a wait for it may never end.
public final class StartedProgram {
  /// A program that could not be started, or that did not do in time what was waited for.
  public struct Trouble: Error, CustomStringConvertible {
    public let description: String
  }

  public let processID: Int32
  private let name: String
  private var ended: Int32?

  /// Seconds that a program may take unless its test says otherwise.
  public static let patience = 600 * Sanitizers.slowness

  /// Starts a program that reads nothing.
  ///
  /// - Parameters:
  ///   - program: its path, or a name to be looked up; one that is not found ends with status 127.
  ///   - arguments: what it is given.
  ///   - environment: added to the test's own.
  ///   - folder: where it runs; the project's root when nil.
  ///   - output: the file that takes its output; it is lost when nil.
  ///   - complaints: the file that takes what it writes to standard error; it is lost when nil.
  /// - Throws: ``Trouble`` when there is no such file or folder, or no process to be had.
  public init(
    _ program: String, _ arguments: [String] = [], environment: [String: String] = [:],
    in folder: String? = nil, output: String? = nil, complaints: String? = nil
  ) throws {
    name = ([program] + arguments).joined(separator: " ")
    let folder = folder ?? SharedData.projectRoot.path
    for path in [folder] + (program.hasPrefix("/") ? [program] : []) where access(path, X_OK) != 0 {
      throw Trouble(description: "\(name): \(path): \(String(cString: strerror(errno)))")
    }
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #else
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    for (descriptor, file) in [(STDOUT_FILENO, output), (STDERR_FILENO, complaints)] {
      posix_spawn_file_actions_addopen(
        &actions, descriptor, file ?? "/dev/null", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    }
    // Nothing of this process's, such as the sockets of its servers, lives on in another; it has no
    // more than some hundred files open.
    var flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
    #if canImport(Glibc)
      for descriptor in 3..<min(1024, getdtablesize()) {
        posix_spawn_file_actions_addclose(&actions, descriptor)
      }
    #else
      flags |= POSIX_SPAWN_CLOEXEC_DEFAULT
    #endif
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigaddset(&signals, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(flags))
    let settings = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let shell = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder]
    let words = Self.strings(shell + [program] + arguments)
    let variables = Self.strings(settings.map { "\($0)=\($1)" })
    defer { for word in words + variables { free(word) } }
    var process: Int32 = 0
    let failure = posix_spawn(&process, shell[0], &actions, &attributes, words, variables)
    guard failure == 0 else {
      throw Trouble(description: "\(name): \(String(cString: strerror(failure)))")
    }
    processID = process
  }

  deinit { stop() }

  /// Whether it has not ended yet.
  public var isRunning: Bool { status() == nil }

  public func send(_ signal: Int32) { if isRunning { kill(processID, signal) } }

  /// Waits until something holds that it does.
  ///
  /// - Throws: ``Trouble`` when it has ended before, or so many seconds have passed.
  public func wait(seconds: Double = 60 * Sanitizers.slowness, until holds: () -> Bool) throws {
    let clock = ContinuousClock()
    let started = clock.now
    while !holds() {
      guard isRunning, (clock.now - started) / .seconds(1) < seconds else {
        throw Trouble(description: "\(name): did not do what was waited for")
      }
      usleep(5_000)
    }
  }

  /// Waits for its end.
  ///
  /// - Returns: its exit status, or the number of the signal that ended it.
  /// - Throws: ``Trouble`` when it has not ended after so many seconds; it is stopped then, with all
  ///   that it started, and the error says what they were doing.
  public func wait(seconds: Double = StartedProgram.patience) throws -> Int32 {
    let clock = ContinuousClock()
    let started = clock.now
    while true {
      if let status = status() { return status }
      let waited = (clock.now - started) / .seconds(1)
      guard waited < seconds else { break }
      // A short program is noticed at once, a long one without asking all the time.
      usleep(waited < 0.1 ? 500 : 5_000)
    }
    let picture = Self.processes(of: processID)
    stop()
    throw Trouble(description: "\(name): not ended after \(Int(seconds)) s\n\(picture)")
  }

  /// Ends it, with what it started, unless it has ended.
  public func stop() {
    guard isRunning else { return }
    kill(-processID, SIGKILL)
    while isRunning { usleep(500) }
  }

  /// Its exit status, or the number of the signal that ended it; nil before its end. What it started
  /// and left behind in its group ends with it.
  private func status() -> Int32? {
    if let ended { return ended }
    var status: Int32 = 0
    let found = waitpid(processID, &status, WNOHANG)
    if found == 0 || found < 0 && errno == EINTR { return nil }
    kill(-processID, SIGKILL)
    // Somebody else has collected it: its status is lost.
    if found < 0 { status = 255 << 8 }
    let signal = status & 0x7f
    ended = signal == 0 ? status >> 8 & 0xff : signal
    return ended
  }

  /// What the processes of a group are doing.
  private static func processes(of group: Int32) -> String {
    let folder = TemporaryFolder()
    let list = folder.path + "/list"
    let lister = try? StartedProgram(
      "ps", ["-e", "-o", "pgid,pid,stat,wchan,time,args"], output: list)
    _ = try? lister?.wait(seconds: 10)
    let lines = (try? String(contentsOfFile: list, encoding: .utf8))?.split(separator: "\n") ?? []
    return lines.filter { $0.split(separator: " ").first == "\(group)" }.joined(separator: "\n")
  }

  /// Strings as the system wants them, ended by nil.
  private static func strings(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
    texts.map { strdup($0) } + [nil]
  }
}
