/// The headers of one answer, by name in lower case.
struct ResponseHeaders: Sendable, Hashable {
  static let maxLines = 256
  static let maxBytes = 128 << 10

  private var values: [String: String] = [:]
  private var lineCount = 0
  private var byteCount = 0

  subscript(name: String) -> String? { values[name] }

  /// Takes in one line as received.
  ///
  /// - Returns: what is wrong with it, if it breaks the rules of HTTP or the limits.
  mutating func add(_ line: some BidirectionalCollection<UInt8>) -> String? {
    lineCount += 1
    byteCount += line.count
    if lineCount > Self.maxLines { return "more than \(Self.maxLines) header lines" }
    if byteCount > Self.maxBytes { return "more than \(Self.maxBytes) bytes of headers" }
    guard line.suffix(2).elementsEqual([13, 10]) else { return "a header line without its end" }
    let text = line.dropLast(2)
    guard let colon = text.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let name = String(decoding: text[..<colon], as: UTF8.self).lowercased()
    let value = String(decoding: text[text.index(after: colon)...], as: UTF8.self).trimmed
    values[name] = values[name].map { $0 + ", " + value } ?? value
    return nil
  }

  /// The length the server announced; nil without one, or with one that is not a number.
  var contentLength: Int? { values["content-length"].flatMap(Int.init) }

  /// The content encoding in lower case; nil for none.
  var contentEncoding: String? {
    guard let name = values["content-encoding"]?.lowercased(), !name.isEmpty else { return nil }
    return name == "identity" ? nil : name
  }

  /// A transfer encoding other than `chunked`, which nobody asked for.
  var strangeTransferEncoding: String? {
    guard let name = values["transfer-encoding"]?.lowercased() else { return nil }
    return name == "chunked" || name == "identity" ? nil : name
  }

  /// Whether only the end of the connection marks the end of the body (HTTP/1).
  var isCloseDelimited: Bool {
    values["content-length"] == nil && values["transfer-encoding"]?.lowercased() != "chunked"
  }
}
