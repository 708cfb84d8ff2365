#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A program that makes a format from a page: pandoc or Chromium, when it is installed.
struct OutsideProgram {
  let path: String

  /// The first of the names that is in a folder of `PATH`; nil when none is.
  init?(oneOf names: [String], environment: [String: String] = ProcessInfo.processInfo.environment)
  {
    let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let places = names.flatMap { name in folders.map { "\($0)/\(name)" } }
    guard let path = places.first(where: { access($0, X_OK) == 0 }) else { return nil }
    self.path = path
  }

  /// Runs it to its end, silently, and kills it after so many seconds.
  ///
  /// - Returns: whether it ended well.
  func run(_ arguments: [String], atMostSeconds limit: Int = 120) -> Bool {
    guard let process = start(arguments) else { return false }
    for _ in 0..<(limit * 100) {
      var status: Int32 = 0
      if waitpid(process, &status, WNOHANG) == process { return status == 0 }
      usleep(10_000)
    }
    kill(process, SIGKILL)
    var status: Int32 = 0
    waitpid(process, &status, 0)
    return false
  }

  /// Starts it with one end of a channel as its file descriptors 3 and 4.
  ///
  /// - Returns: the process and the other end, or nil where it cannot be started.
  func startTalking(_ arguments: [String]) -> (process: pid_t, channel: Int32)? {
    #if canImport(Glibc)
      let kind = Int32(SOCK_STREAM.rawValue)
    #else
      let kind = SOCK_STREAM
    #endif
    var ends: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return nil }
    // Far from 3 and 4, so that no copy overwrites an end before it is used, and ours stays ours.
    let own = fcntl(ends[0], F_DUPFD_CLOEXEC, 10)
    let other = fcntl(ends[1], F_DUPFD_CLOEXEC, 10)
    for end in ends { close(end) }
    defer { close(other) }
    guard let process = start(arguments, talkingOver: other) else {
      close(own)
      return nil
    }
    return (process, own)
  }

  private func start(_ arguments: [String], talkingOver channel: Int32? = nil) -> pid_t? {
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0)
    }
    if let channel {
      for descriptor: Int32 in [3, 4] {
        posix_spawn_file_actions_adddup2(&actions, channel, descriptor)
      }
    }
    let environment = ProcessInfo.processInfo.environment.map { "\($0)=\($1)" }
    let words = Self.strings([path] + arguments)
    let settings = Self.strings(environment)
    defer { for word in words + settings { free(word) } }
    var process: pid_t = 0
    let failure = posix_spawn(&process, path, &actions, nil, words, settings)
    return failure == 0 ? process : nil
  }

  /// Strings as the system wants them, ended by nil.
  private static func strings(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
    texts.map { strdup($0) } + [nil]
  }
}

extension OutsideProgram {
  /// Makes a docx of a Markdown file.
  ///
  /// - Throws: ``BriefError/programMissing(_:format:)`` or ``BriefError/programFailed(_:format:)``.
  static func makeDocx(of markdown: URL, at file: URL, reference: URL?) throws {
    guard let pandoc = OutsideProgram(oneOf: ["pandoc"]) else {
      throw BriefError.programMissing("pandoc", format: "docx")
    }
    let like = reference.map { ["--reference-doc=\($0.path)"] } ?? []
    let made = pandoc.run(
      ["--from=gfm", "--to=docx", "--metadata=lang:en-GB", "--output=\(file.path)"] + like
        + [markdown.path])
    if !made { throw BriefError.programFailed(pandoc.path, format: "docx") }
  }
}
