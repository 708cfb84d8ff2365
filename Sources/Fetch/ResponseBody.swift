/// The body of one answer on its way to disk: unpacked, counted, capped and hashed in passing.
final class ResponseBody {
  /// Why no more of a body is wanted.
  enum Stop {
    case tooLarge
    case badEncoding(FetchOutcome.Encoding)
    case notKept(FetchError)
    /// Enough of a page that only explains an error.
    case enough
  }

  let maxBytes: Int
  private let makeFile: (() throws -> IncomingFile)?
  private var inflater: GzipInflater?
  private var isKept = false
  private(set) var file: IncomingFile?
  private(set) var bytesOnTheWire = 0
  private(set) var bytesDecoded = 0
  /// The first bytes, decoded, whether or not they are kept.
  private(set) var head: [UInt8] = []
  private(set) var stop: Stop?

  /// - Parameters:
  ///   - maxBytes: the most bytes accepted, decoded.
  ///   - makeFile: where the bytes go; nil when they are not to be kept.
  init(maxBytes: Int, makeFile: (() throws -> IncomingFile)?) {
    self.maxBytes = maxBytes
    self.makeFile = makeFile
  }

  /// Prepares for the body that these headers announce.
  ///
  /// - Returns: whether the body is wanted.
  func begin(status: Int, headers: ResponseHeaders) -> Bool {
    isKept = makeFile != nil && (status == 200 || status == 203)
    attempt {
      if let name = headers.strangeTransferEncoding { throw FetchOutcome.Encoding.unknown(name) }
      switch headers.contentEncoding {
      case nil: break
      case "gzip", "x-gzip": inflater = try GzipInflater()
      case let name?: throw FetchOutcome.Encoding.unknown(name)
      }
    }
    if isKept, stop == nil, let length = headers.contentLength, length > maxBytes {
      stop = .tooLarge
    }
    return stop == nil
  }

  /// - Returns: whether more is wanted.
  func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytesOnTheWire += bytes.count
    attempt {
      if let inflater {
        try inflater.inflatePiece(bytes) { try keep($0) }
      } else {
        try keep(bytes)
      }
    }
    return stop == nil
  }

  /// To be called when the transfer is complete.
  func finish() {
    guard stop == nil, bytesOnTheWire > 0, let inflater else { return }
    attempt { try inflater.finish() }
  }

  func discard() {
    file?.discard()
    file = nil
  }

  private func keep(_ bytes: UnsafeRawBufferPointer) throws {
    bytesDecoded += bytes.count
    if head.count < 4096 { head.append(contentsOf: bytes.prefix(4096 - head.count)) }
    if bytesDecoded > maxBytes { return stop = .tooLarge }
    guard isKept else { return stop = bytesDecoded > 64 << 10 ? .enough : nil }
    if file == nil { file = try makeFile?() }
    try file?.write(bytes)
  }

  /// Keeps the first reason to stop.
  private func attempt(_ body: () throws -> Void) {
    guard stop == nil else { return }
    do {
      try body()
    } catch let error as FetchOutcome.Encoding {
      stop = .badEncoding(error)
    } catch let error as FetchError {
      stop = .notKept(error)
    } catch {
      stop = .notKept(FetchError("a snapshot", .library("Swift", String(describing: error))))
    }
  }
}
