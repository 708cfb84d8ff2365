#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A server with TLS: `openssl s_server`, which answers each path with the file of that name.
public final class TLSServer {
  private let process: StartedProgram
  public let port: Int

  /// Whether the tool is there; tests that need it are skipped, and say so, where it is not.
  public static let isAvailable = (try? run(["openssl", "version"])) != nil
  public static let skipReason = "skipped: there is no openssl command"

  /// Starts serving the files of a folder.
  public init(folder: String, certificate: String, key: String, options: [String] = []) throws {
    let (listener, port) = try Loopback.listen(on: "127.0.0.1")
    close(listener)
    self.port = port
    process = try StartedProgram(
      "openssl",
      ["s_server", "-accept", "127.0.0.1:\(port)", "-HTTP", "-quiet", "-cert", certificate]
        + ["-key", key] + options, in: folder)
    try process.wait { Loopback.isListening(port: port) }
  }

  deinit { process.stop() }

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
    let status = try StartedProgram(command[0], Array(command.dropFirst())).wait()
    guard status == 0 else { throw Loopback.Unavailable(call: command[0], code: status) }
  }
}
