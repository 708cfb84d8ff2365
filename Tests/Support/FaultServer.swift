#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A server on the loopback that answers by script, byte for byte, and so can do every wrong
/// thing that a server or a network does.
public final class FaultServer: @unchecked Sendable {
  /// What was asked: `count` is how often this path was asked before.
  public struct Request: Sendable {
    public let method: String
    public let path: String
    public let count: Int
    /// The headers as sent, by name in lower case.
    public let headers: [String: String]
  }

  /// One thing the server does.
  public enum Step: Sendable {
    case text(String)
    case bytes([UInt8])
    /// The same bytes over and over.
    case repeated([UInt8], times: Int)
    /// One byte at a time with a pause in seconds between them, for ever.
    case drip(pauseSeconds: Double)
    case pause(seconds: Double)
    case close
    /// An abrupt end: the other side sees a reset connection.
    case reset
  }

  public let address: String
  public let port: Int
  private let listener: Int32
  private let answer: @Sendable (Request) -> [Step]
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private var asked: [Request] = []
  private var sockets = Set<Int32>()
  private var accepted = 0

  /// Starts listening on a port of its own.
  public init(
    address: String = "127.0.0.1", answer: @escaping @Sendable (Request) -> [Step]
  ) throws {
    pthread_mutex_init(lock, nil)
    self.address = address
    self.answer = answer
    (listener, port) = try Loopback.listen(on: address)
    inThread { [weak self, listener] in
      while case let socket = accept(listener, nil, nil), socket >= 0 {
        guard let self else { return }
        self.serve(socket)
      }
    }
  }

  /// A server that always does the same.
  public convenience init(_ steps: Step...) throws {
    try self.init { _ in steps }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
    for socket in sockets { shutdown(socket, Int32(SHUT_RDWR)) }
    pthread_mutex_destroy(lock)
    lock.deallocate()
  }

  public var requests: [Request] { locked { asked } }
  public var connectionCount: Int { locked { accepted } }

  /// The address of a path on this server, with another host name if wanted.
  public func url(_ path: String, host: String? = nil) -> String {
    "http://\(host ?? address):\(port)\(path)"
  }

  private func locked<Result>(_ body: () -> Result) -> Result {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return body()
  }

  private func serve(_ socket: Int32) {
    locked {
      accepted += 1
      sockets.insert(socket)
    }
    inThread { [weak self] in
      while let head = Loopback.readHead(socket), let steps = self?.script(for: head),
        steps.allSatisfy({ Loopback.perform($0, socket) })
      {}
      self?.forget(socket)
      close(socket)
    }
  }

  private func forget(_ socket: Int32) { locked { _ = sockets.remove(socket) } }

  private func script(for head: String) -> [Step] {
    let lines = head.split(separator: "\r\n").map(String.init)
    let words = (lines.first ?? "").split(separator: " ").map(String.init)
    let pairs = lines.dropFirst().compactMap { line -> (String, String)? in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      return (line[..<colon].lowercased(), String(value))
    }
    let path = words.count > 1 ? words[1] : ""
    let request = locked {
      let count = asked.count { $0.path == path }
      let headers = Dictionary(pairs, uniquingKeysWith: { $1 })
      asked.append(
        Request(method: words.first ?? "", path: path, count: count, headers: headers))
      return asked[asked.count - 1]
    }
    return answer(request)
  }
}

extension FaultServer.Step {
  /// A whole, well-formed answer.
  public static func answer(
    _ status: Int = 200, _ body: String = "", _ headers: String...
  ) -> FaultServer.Step {
    let lines = ["HTTP/1.1 \(status) X", "Content-Length: \(body.utf8.count)"] + headers
    return .text(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
  }

  /// A redirect to anywhere.
  public static func redirect(to location: String, _ status: Int = 302) -> FaultServer.Step {
    .answer(status, "", "Location: \(location)")
  }
}

/// Runs something on a thread of its own.
func inThread(_ body: @escaping @Sendable () -> Void) {
  final class Box: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
  #if canImport(Glibc)
    var thread = pthread_t()
  #else
    var thread: pthread_t?
  #endif
  let box = Unmanaged.passRetained(Box(body)).toOpaque()
  pthread_create(
    &thread, nil,
    { box in
      guard let box else { return nil }
      Unmanaged<Box>.fromOpaque(box).takeRetainedValue().body()
      return nil
    }, box)
  #if canImport(Glibc)
    pthread_detach(thread)
  #else
    if let thread { pthread_detach(thread) }
  #endif
}
