/// What a site's `robots.txt` asks of programs, by RFC 9309.
struct RobotsRules: Sendable, Hashable {
  /// No rules: everything is allowed.
  static let none = RobotsRules(rules: [], crawlDelaySeconds: nil)

  private struct Rule: Sendable, Hashable {
    let pattern: [UInt8]
    let allows: Bool
  }

  private var rules: [Rule]
  /// What `Crawl-delay` asks for; not in the RFC, but meant by those who write it.
  private(set) var crawlDelaySeconds: Double?

  private init(rules: [Rule], crawlDelaySeconds: Double?) {
    self.rules = rules
    self.crawlDelaySeconds = crawlDelaySeconds
  }

  /// Reads the groups for a product token, or else those for `*`, merged (§2.2.1).
  ///
  /// - Parameters:
  ///   - bytes: the file; only its first 500 KiB count (§2.5).
  ///   - product: the product token, such as `local-health-pipeline`, in any case.
  init(_ bytes: [UInt8], product: String) {
    var groups: [String: RobotsRules] = [:]
    var agents: [String] = []
    var isReadingAgents = false
    for line in Self.lines(bytes) {
      if line.key == "user-agent" {
        if !isReadingAgents { agents = [] }
        isReadingAgents = true
        agents.append(productToken(line.value))
        groups[productToken(line.value), default: .none].rules += []
      } else {
        isReadingAgents = isReadingAgents && line.key == "sitemap"
        for agent in Set(agents) { groups[agent, default: .none].add(line.key, line.value) }
      }
    }
    self = groups[productToken(product)] ?? groups["*"] ?? .none
  }

  private mutating func add(_ key: String, _ value: String) {
    switch key {
    case "allow", "disallow":
      guard !value.isEmpty else { return }
      rules.append(Rule(pattern: normalised(Array(value.utf8)), allows: key == "allow"))
    case "crawl-delay":
      guard let delay = Double(value), delay.isFinite, delay >= 0 else { return }
      crawlDelaySeconds = max(crawlDelaySeconds ?? 0, delay)
    default: break
    }
  }

  private static func lines(_ bytes: [UInt8]) -> [(key: String, value: String)] {
    let mark: [UInt8] = [0xef, 0xbb, 0xbf]
    let text = bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes[...]
    return text.prefix(500 << 10).split { $0 == 10 || $0 == 13 }.compactMap { line in
      let content = line.prefix { $0 != UInt8(ascii: "#") }
      guard let colon = content.firstIndex(of: UInt8(ascii: ":")) else { return nil }
      let key = String(decoding: content[..<colon], as: UTF8.self).trimmed.lowercased()
      return (key, String(decoding: content[(colon + 1)...], as: UTF8.self).trimmed)
    }
  }

  /// Whether a path, with its query, may be fetched: the longest rule that matches decides, and
  /// of two as long the one that allows (§2.2.2).
  func allows(_ path: String) -> Bool {
    let path = normalised(Array(path.utf8))
    if path == Array("/robots.txt".utf8) { return true }
    var best: Rule?
    for rule in rules where matches(rule.pattern, path) {
      let isLonger = rule.pattern.count > (best?.pattern.count ?? -1)
      let isTie = rule.pattern.count == best?.pattern.count && rule.allows
      if isLonger || isTie { best = rule }
    }
    return best?.allows ?? true
  }
}

/// The part of a user agent that `robots.txt` names: up to the first slash or space, lower-case.
func productToken(_ text: String) -> String {
  let token = text.prefix { $0 != "/" && $0 != " " && $0 != "\t" }
  return token.lowercased()
}

/// Whether a path begins as a pattern says; `*` stands for anything, a last `$` for the end.
///
/// Keeps the set of positions reached so far, so the work is pattern × path at most.
private func matches(_ pattern: [UInt8], _ path: [UInt8]) -> Bool {
  let isAnchored = pattern.last == UInt8(ascii: "$")
  var positions = [0]
  for byte in isAnchored ? pattern.dropLast() : pattern[...] {
    if byte == UInt8(ascii: "*") {
      positions = positions.first.map { Array($0...path.count) } ?? []
    } else {
      positions = positions.filter { $0 < path.count && path[$0] == byte }.map { $0 + 1 }
    }
    if positions.isEmpty { return false }
  }
  return !isAnchored || positions.last == path.count
}

/// A path as rules are compared with it: what need not be encoded is not, everything else is.
private func normalised(_ path: [UInt8]) -> [UInt8] {
  var result: [UInt8] = []
  var index = 0
  while index < path.count {
    let byte = path[index]
    if byte == UInt8(ascii: "%"), let decoded = encodedByte(path, at: index) {
      result += isUnreserved(decoded) ? [decoded] : encoded(decoded)
      index += 3
    } else {
      result += byte > 126 || byte <= 32 ? encoded(byte) : [byte]
      index += 1
    }
  }
  return result
}

private func encodedByte(_ path: [UInt8], at index: Int) -> UInt8? {
  guard index + 2 < path.count else { return nil }
  return UInt8(String(decoding: path[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
}

private func encoded(_ byte: UInt8) -> [UInt8] {
  let digits = Array("0123456789ABCDEF".utf8)
  return [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
}

private func isUnreserved(_ byte: UInt8) -> Bool {
  switch byte {
  case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
    UInt8(ascii: "~"):
    true
  default: false
  }
}
