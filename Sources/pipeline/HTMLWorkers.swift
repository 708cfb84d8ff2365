internal import Transform

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

/// Runs parsing jobs in child processes, several at a time, each child many jobs.
///
/// A child that dies, hangs or answers with something else costs its job: the page is reported as
/// refused, the child is killed and reaped, and another takes its place.
struct HTMLWorkers {
  /// The program to run; this one, unless a test says otherwise.
  var executable = HTMLWorkers.ownExecutable
  var arguments = ["parse-html"]
  var count = 2
  /// How long a job may take by the clock.
  var secondsPerJob = 5.0

  static var ownExecutable: String {
    #if canImport(Glibc)
      "/proc/self/exe"
    #else
      CommandLine.arguments.first ?? ""
    #endif
  }

  /// The results in the order of the jobs.
  func run(_ jobs: [HTMLJob]) -> [HTMLJobResult] {
    signal(SIGPIPE, SIG_IGN)
    var results = [HTMLJobResult](repeating: .refused(.parserProcessFailed), count: jobs.count)
    var next = 0
    var busy: [(worker: HTMLWorker, job: Int, deadline: Double)] = []
    var idle: [HTMLWorker] = []
    while next < jobs.count || !busy.isEmpty {
      while busy.count < count, next < jobs.count {
        if let worker = idle.popLast() ?? HTMLWorker(executable, arguments) {
          if worker.send(jobs[next]) {
            busy.append((worker, next, Self.now() + secondsPerJob))
          } else {
            worker.end(forcibly: true)
          }
        }
        next += 1
      }
      guard !busy.isEmpty else { continue }
      let ready = Self.wait(for: busy.map(\.worker), until: busy.map(\.deadline).min() ?? 0)
      for index in busy.indices.reversed() {
        let entry = busy[index]
        guard ready.contains(index) || Self.now() > entry.deadline else { continue }
        busy.remove(at: index)
        if ready.contains(index), let result = entry.worker.receive() {
          results[entry.job] = result
          idle.append(entry.worker)
        } else {
          entry.worker.end(forcibly: true)
        }
      }
    }
    for worker in idle { worker.end(forcibly: false) }
    return results
  }

  /// Which workers have something to read, waiting no longer than the nearest deadline.
  private static func wait(for workers: [HTMLWorker], until deadline: Double) -> Set<Int> {
    var polls = workers.map { pollfd(fd: $0.output, events: Int16(POLLIN), revents: 0) }
    let milliseconds = max(0, min(60_000, (deadline - now()) * 1_000 + 1))
    guard poll(&polls, nfds_t(polls.count), Int32(milliseconds)) > 0 else { return [] }
    return Set(polls.indices.filter { polls[$0].revents != 0 })
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// One child and the pipes to it.
struct HTMLWorker {
  let process: pid_t
  let input: Int32
  let output: Int32

  /// Nil when no child could be started.
  init?(_ executable: String, _ arguments: [String]) {
    guard let toChild = Self.pipePair(), let fromChild = Self.pipePair() else { return nil }
    let started = Self.start(executable, arguments, toChild.read, fromChild.write)
    close(toChild.read)
    close(fromChild.write)
    guard let started else {
      close(toChild.write)
      close(fromChild.read)
      return nil
    }
    (process, input, output) = (started, toChild.write, fromChild.read)
  }

  func send(_ job: HTMLJob) -> Bool {
    guard let bytes = try? job.encoded() else { return false }
    return PipeFrame.write(bytes, to: input)
  }

  func receive() -> HTMLJobResult? {
    PipeFrame.read(from: output).flatMap {
      try? JSONDecoder().decode(HTMLJobResult.self, from: Data($0))
    }
  }

  /// Closes the pipes and reaps the child.
  func end(forcibly: Bool) {
    close(input)
    close(output)
    if forcibly { kill(process, SIGKILL) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
  }

  /// Strings as the system wants them, ended by nil.
  private static func strings(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
    texts.map { strdup($0) } + [nil]
  }

  /// A pipe whose ends no later child inherits.
  private static func pipePair() -> (read: Int32, write: Int32)? {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  private static func start(
    _ executable: String, _ arguments: [String], _ input: Int32, _ output: Int32
  ) -> pid_t? {
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    // What the parser says while it gives up is no message to the reader: the parent reports the page.
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    let words = Self.strings([executable] + arguments)
    let environment = Self.strings(["SWIFT_BACKTRACE=enable=no"])
    defer { for word in words + environment { free(word) } }
    var process: pid_t = 0
    let failure = posix_spawn(&process, executable, &actions, nil, words, environment)
    return failure == 0 ? process : nil
  }
}
