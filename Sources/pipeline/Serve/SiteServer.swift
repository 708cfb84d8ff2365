#if Serve
  import Dispatch
  import FlyingFox
  import FlyingSocks
  import Foundation

  /// Shows the files of a site on this machine's own address, until the process ends.
  struct SiteServer {
    let folder: String
    let port: UInt16

    /// Serves; `ready` is told the port once requests are answered.
    ///
    /// - Throws: What the system says when the port cannot be had.
    func run(ready: @escaping @Sendable (UInt16) -> Void) throws {
      let (folder, port) = (folder, port)
      let ended = DispatchSemaphore(value: 0)
      let failure = Failure()
      Task {
        do {
          try await Self.serve(folder, port, ready)
        } catch {
          failure.error = error
        }
        ended.signal()
      }
      ended.wait()
      if let error = failure.error { throw error }
    }

    private static func serve(
      _ folder: String, _ port: UInt16, _ ready: @Sendable (UInt16) -> Void
    ) async throws {
      let address = try sockaddr_in.inet(ip4: "127.0.0.1", port: port)
      let server = HTTPServer(address: address, logger: .disabled)
      await server.appendRoute("*") { request in
        try respond(to: request, from: folder)
      }
      async let serving: Void = server.run()
      try await server.waitUntilListening()
      if case .ip4(_, let port) = await server.listeningAddress { ready(port) }
      try await serving
    }

    private static func respond(to request: HTTPRequest, from folder: String) throws -> HTTPResponse
    {
      let answer = SiteAnswer(
        method: request.method.rawValue, path: request.target.path(),
        host: request.headers[.host], folder: folder)
      var headers = HTTPHeaders()
      for (name, value) in answer.headers { headers[HTTPHeader(name)] = value }
      let body: Data =
        if request.method.rawValue == "HEAD" {
          Data()
        } else if case .file(let path) = answer.outcome {
          try Data(contentsOf: URL(filePath: path))
        } else {
          Data(answer.sentence.utf8)
        }
      return HTTPResponse(
        statusCode: HTTPStatusCode(answer.status, phrase: phrase(answer)), headers: headers,
        body: body)
    }

    private static func phrase(_ answer: SiteAnswer) -> String {
      switch answer.outcome {
      case .file: "OK"
      case .moved: "Moved Permanently"
      case .notFound: "Not Found"
      case .notAllowed: "Method Not Allowed"
      case .wrongHost: "Misdirected Request"
      }
    }

    /// Written before the semaphore is signalled and read after it.
    private final class Failure: @unchecked Sendable {
      var error: (any Error)?
    }
  }
#endif
