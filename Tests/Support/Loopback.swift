#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The socket calls of the test servers.
public enum Loopback {
  /// A test cannot have its server.
  public struct Unavailable: Error {
    let call: String
    let code: Int32
  }

  /// A listening socket on a free port of an IP address of version 4, or of `::1`.
  public static func listen(on address: String, backlog: Int32 = 128) throws -> (Int32, Int) {
    let isVersion6 = address.contains(":")
    #if canImport(Glibc)
      let stream = Int32(SOCK_STREAM.rawValue)
    #else
      let stream = SOCK_STREAM
    #endif
    let descriptor = socket(isVersion6 ? AF_INET6 : AF_INET, stream, 0)
    guard descriptor >= 0 else { throw Unavailable(call: "socket", code: errno) }
    let isBound = isVersion6 ? bind6(descriptor, address) : bind4(descriptor, address)
    #if canImport(Glibc)
      let isListening = isBound && Glibc.listen(descriptor, backlog) == 0
    #else
      let isListening = isBound && Darwin.listen(descriptor, backlog) == 0
    #endif
    guard isListening else {
      let code = errno
      close(descriptor)
      throw Unavailable(call: "listen", code: code)
    }
    return (descriptor, port(of: descriptor))
  }

  private static func bind4(_ descriptor: Int32, _ address: String) -> Bool {
    var target = sockaddr_in()
    target.sin_family = sa_family_t(AF_INET)
    guard inet_pton(AF_INET, address, &target.sin_addr) == 1 else { return false }
    return withSocketAddress(&target) { bind(descriptor, $0, $1) == 0 }
  }

  private static func bind6(_ descriptor: Int32, _ address: String) -> Bool {
    var target = sockaddr_in6()
    target.sin6_family = sa_family_t(AF_INET6)
    guard inet_pton(AF_INET6, address, &target.sin6_addr) == 1 else { return false }
    return withSocketAddress(&target) { bind(descriptor, $0, $1) == 0 }
  }

  private static func port(of descriptor: Int32) -> Int {
    // The port lies at the same place in addresses of both versions.
    var found = sockaddr_in6()
    var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
    withSocketAddress(&found) { pointer, _ in _ = getsockname(descriptor, pointer, &length) }
    return Int(UInt16(bigEndian: found.sin6_port))
  }

  /// Whether something accepts connections on a port of `127.0.0.1`.
  public static func isListening(port: Int) -> Bool {
    guard let descriptor = connecting(port: port, isBlocking: true) else { return false }
    close(descriptor)
    return true
  }

  /// A socket on its way to a port of `127.0.0.1`.
  public static func connecting(port: Int, isBlocking: Bool) -> Int32? {
    #if canImport(Glibc)
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    if !isBlocking { _ = fcntl(descriptor, F_SETFL, O_NONBLOCK) }
    var target = sockaddr_in()
    target.sin_family = sa_family_t(AF_INET)
    target.sin_port = UInt16(port).bigEndian
    inet_pton(AF_INET, "127.0.0.1", &target.sin_addr)
    let code = withSocketAddress(&target) { connect(descriptor, $0, $1) }
    if code == 0 || errno == EINPROGRESS { return descriptor }
    close(descriptor)
    return nil
  }

  private static func withSocketAddress<Address, Result>(
    _ address: inout Address, _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Result
  ) -> Result {
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<Address>.size))
      }
    }
  }

  /// Reads a request, which has no body; nil at the end of the connection.
  static func readHead(_ socket: Int32) -> String? {
    var (head, piece) = ([UInt8](), [UInt8](repeating: 0, count: 4096))
    while case let count = recv(socket, &piece, piece.count, 0), count > 0 {
      head += piece.prefix(count)
      if head.suffix(4) == [13, 10, 13, 10] { return String(decoding: head, as: UTF8.self) }
    }
    return nil
  }

  /// - Returns: whether the connection still stands.
  static func perform(_ step: FaultServer.Step, _ socket: Int32) -> Bool {
    switch step {
    case .text(let text): return send(Array(text.utf8), socket)
    case .bytes(let bytes): return send(bytes, socket)
    case .repeated(let bytes, let times):
      return (0..<times).allSatisfy { _ in send(bytes, socket) }
    case .drip(let pause):
      while send([120], socket) { usleep(UInt32(pause * 1e6)) }
      return false
    case .pause(let seconds):
      usleep(UInt32(seconds * 1e6))
      return true
    case .close: return false
    case .reset:
      var option = linger(l_onoff: 1, l_linger: 0)
      setsockopt(socket, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
      return false
    }
  }

  private static func send(_ bytes: [UInt8], _ socket: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemSend(socket, $0.baseAddress, $0.count) }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}

/// Sends without the signal that a closed connection would raise.
private func systemSend(_ socket: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  #if canImport(Glibc)
    send(socket, bytes, count, Int32(MSG_NOSIGNAL))
  #else
    send(socket, bytes, count, 0)
  #endif
}
