/// The status and headers of an answer as they arrive, line by line.
struct ResponseHead {
  private(set) var headers = ResponseHeaders()
  private(set) var status: Int?
  /// What breaks the rules of HTTP.
  private(set) var complaint: String?
  /// Whether the headers of the final answer have ended; lines after that are trailers.
  private(set) var isComplete = false

  /// Takes in one line as received.
  ///
  /// - Returns: whether the headers of the final answer end with it.
  mutating func receive(_ line: some BidirectionalCollection<UInt8>) -> Bool {
    guard !isComplete, complaint == nil else { return false }
    if line.starts(with: "HTTP/".utf8) {
      beginAnswer(line)
    } else if line.elementsEqual([13, 10]) || line.elementsEqual([10]) {
      endHeaders(line.count)
    } else {
      complaint = headers.add(line)
    }
    return isComplete
  }

  private mutating func beginAnswer(_ line: some Collection<UInt8>) {
    headers = ResponseHeaders()
    let words = String(decoding: line, as: UTF8.self).split(separator: " ")
    status = words.count > 1 ? Int(words[1].trimmed) : nil
    if status == nil { complaint = "a status line that is none" }
  }

  /// An answer below 200 is only an announcement of the final one.
  private mutating func endHeaders(_ length: Int) {
    if length < 2 { complaint = "a header line without its end" }
    isComplete = complaint == nil && (status ?? 0) >= 200
  }
}
