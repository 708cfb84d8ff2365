/// Tells from the bytes of a whole answer whether it can be what was asked for.
///
/// Content types are not believed: the Fingertips service, for one, calls its tables JSON.
enum ContentCheck {
  /// - Returns: what is wrong with a body; nil when it may be parsed.
  static func problem(
    _ file: IncomingFile?, for request: FetchRequest, isCloseDelimited: Bool
  ) -> FetchOutcome? {
    let expected = request.expectedContent
    guard let file, file.byteCount > 0 else { return .empty }
    if let problem = problem(start: file.head, expected: expected) { return problem }
    if expected == .html, file.byteCount < smallPageBytes, isChallenge(file.head) {
      return .challenge
    }
    if isCloseDelimited && !endsWhole(file.tail, expected: expected) { return .truncated }
    if file.head.starts(with: gzipMagic) { return nil }
    if expected == .csv && !file.hasSecondLine { return .headerOnly }
    return request.contract?.problem(start: file.head)
  }

  /// Real pages are longer, and may well speak of the same things.
  private static let smallPageBytes = 16 << 10

  private static func problem(start: [UInt8], expected: ExpectedContent) -> FetchOutcome? {
    let found = kind(of: start)
    let isRight =
      switch expected {
      case .any: true
      case .csv: found == nil || found == "gzip"
      case .json: found == "JSON"
      case .html: found == "HTML" || found == "XML"
      }
    if isRight { return nil }
    if isChallenge(start) { return .challenge }
    let shown = escaped(start.prefix(80))
    return .wrongType(expected: expected, found: found ?? "text", start: shown)
  }

  /// What bytes start like; nil for plain text.
  private static func kind(of start: [UInt8]) -> String? {
    let text = lowercased(withoutMark(start)).drop { $0 <= 32 }
    let starts: [(prefix: String, kind: String)] = [
      ("<!doctype html", "HTML"), ("<html", "HTML"), ("<head", "HTML"), ("<body", "HTML"),
      ("%pdf", "PDF"), ("pk\u{3}\u{4}", "a zip archive"), ("{", "JSON"), ("[", "JSON"),
    ]
    if start.starts(with: gzipMagic) { return "gzip" }
    if let match = starts.first(where: { text.starts(with: $0.prefix.utf8) }) { return match.kind }
    guard text.first == UInt8(ascii: "<") else { return text.contains(0) ? "binary" : nil }
    return String(decoding: text, as: UTF8.self).contains("<html") ? "HTML" : "XML"
  }

  /// Whether a page is one of those that stand between programs and a site.
  static func isChallenge(_ start: [UInt8]) -> Bool {
    let text = String(decoding: lowercased(start[...]), as: UTF8.self)
    return text.contains("<") && challengeMarks.contains { text.contains($0) }
  }

  private static let challengeMarks = [
    "<title>just a moment", "<title>attention required", "_cf_chl_opt", "cf-browser-verification",
    "_incapsula_resource", "captcha-delivery.com", "awswafintegration", "<title>ddos-guard",
    "<title>pardon our interruption",
  ]

  /// Whether a body that only the end of the connection ends comes to an end of its own.
  private static func endsWhole(_ tail: [UInt8], expected: ExpectedContent) -> Bool {
    switch expected {
    case .any: true
    case .csv: tail.last == 10 || tail.last == 13
    case .json:
      tail.last { $0 > 32 }.map { $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: "]") } ?? false
    case .html: String(decoding: lowercased(tail[...]), as: UTF8.self).contains("</html")
    }
  }

  private static func withoutMark(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    bytes.starts(with: [0xef, 0xbb, 0xbf]) ? bytes.dropFirst(3) : bytes[...]
  }

  private static func lowercased(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    bytes.map { (65...90).contains($0) ? $0 + 32 : $0 }
  }
}
