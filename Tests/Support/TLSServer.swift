#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A server with TLS: `openssl s_server`, which answers each path with the file of that name.
public final class TLSServer: Sendable {
  private let process: pid_t
  public let port: Int

  /// Whether the tool is there; tests that need it are skipped, and say so, where it is not.
  public static let isAvailable = (try? run(["openssl", "version"])) != nil
  public static let skipReason = "skipped: there is no openssl command"

  /// Starts serving the files of a folder.
  public init(folder: String, certificate: String, key: String, options: [String] = []) throws {
    let (listener, port) = try Loopback.listen(on: "127.0.0.1")
    close(listener)
    self.port = port
    let command =
      ["/bin/sh", "-c", "cd \"$0\" && exec openssl s_server \"$@\"", folder]
      + ["-accept", "127.0.0.1:\(port)", "-HTTP", "-quiet", "-cert", certificate, "-key", key]
    process = try Self.spawn(command + options)
    for _ in 0..<200 where !Loopback.isListening(port: port) { usleep(10_000) }
  }

  deinit {
    kill(process, SIGKILL)
    var status: Int32 = 0
    waitpid(process, &status, 0)
  }

  /// Makes a self-signed certificate, `<name>.pem`, and its key, `<name>.key`, in a folder.
  public static func makeCertificate(
    _ name: String, for subject: String, days: Int, in folder: String
  ) throws {
    let key = folder + "/\(name).key"
    let request = folder + "/\(name).csr"
    try run([
      "openssl", "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
      "-keyout", key, "-out", request, "-subj", "/CN=test",
    ])
    try run([
      "/bin/sh", "-c",
      "echo subjectAltName=\(subject) > '\(request).ext' && exec openssl x509 -req -in '\(request)' "
        + "-signkey '\(key)' -days \(days) -extfile '\(request).ext' -out '\(folder)/\(name).pem'",
    ])
  }

  private static func run(_ command: [String]) throws {
    let process = try spawn(command)
    var status: Int32 = 0
    guard waitpid(process, &status, 0) == process, status == 0 else {
      throw Loopback.Unavailable(call: command[0], code: status)
    }
  }

  private static func spawn(_ command: [String]) throws -> pid_t {
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in 0...2 as ClosedRange<Int32> {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
    }
    var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    let code = posix_spawnp(&process, command[0], &actions, nil, &arguments, environ)
    guard code == 0 else { throw Loopback.Unavailable(call: command[0], code: code) }
    return process
  }
}
