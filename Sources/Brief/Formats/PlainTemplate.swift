internal import Transform

/// A template of plain tags, rendered straight into bytes: values, sections and inverted sections.
///
/// It gives what the template engine gives, and many times faster; tests compare the two. A template
/// with a tag of any other kind is left to the engine.
struct PlainTemplate: Sendable {
  private indirect enum Piece: Sendable {
    case text([UInt8])
    case value(String)
    case rawValue(String)
    case section(String, [Piece])
    case inverted(String, [Piece])
  }

  private let pieces: [Piece]
  private let isEscaped: Bool

  /// Nil for a template that is not of plain tags alone, or whose sections do not match.
  init?(_ text: String) {
    guard var reader = Reader(text) else { return nil }
    guard let pieces = reader.pieces(until: nil) else { return nil }
    self.pieces = pieces
    isEscaped = reader.isEscaped
  }

  func render(_ view: [String: Any]) -> String {
    var output = Output(isEscaped: isEscaped)
    output.stack = [(view, view)]
    output.bytes.reserveCapacity(160_000)
    output.render(pieces)
    return String(decoding: output.bytes, as: UTF8.self)
  }
}

// MARK: - Reading

extension PlainTemplate {
  /// Reads a template into pieces. A line with one tag that is not a value, and nothing else but
  /// blanks, leaves no trace.
  private struct Reader {
    private var rest: [Part]
    var isEscaped = true

    private enum Part {
      case text(Substring)
      case tag(kind: Character, name: String)
    }

    init?(_ text: String) {
      var parts: [Part] = []
      for line in Self.lines(text) {
        guard let found = Self.parts(of: line) else { return nil }
        let tags = found.compactMap { part -> Character? in
          if case .tag(let kind, _) = part { kind } else { nil }
        }
        let isAlone =
          tags.count == 1 && "#^/!%".contains(tags[0])
          && found.allSatisfy { part in
            if case .text(let text) = part { text.allSatisfy(\.isWhitespace) } else { true }
          }
        parts += isAlone ? found.filter { if case .tag = $0 { true } else { false } } : found
      }
      for case .tag("%", let name) in parts {
        switch name {
        case "CONTENT_TYPE:TEXT": isEscaped = false
        case "CONTENT_TYPE:PAGE", "CONTENT_TYPE:HTML": isEscaped = true
        default: return nil
        }
      }
      rest = parts.reversed()
    }

    /// The lines with what ends them.
    private static func lines(_ text: String) -> [Substring] {
      var lines: [Substring] = []
      var rest = text[...]
      while let end = rest.utf8.firstIndex(of: UInt8(ascii: "\n")) {
        let after = rest.utf8.index(after: end)
        lines.append(rest[..<after])
        rest = rest[after...]
      }
      return rest.isEmpty ? lines : lines + [rest]
    }

    private static func parts(of line: Substring) -> [Part]? {
      var parts: [Part] = []
      var rest = line
      while let open = rest.utf8.firstPlace(of: "{{".utf8) {
        if open.lowerBound > rest.startIndex { parts.append(.text(rest[..<open.lowerBound])) }
        let isTriple = rest[open.upperBound...].hasPrefix("{")
        let closing = isTriple ? "}}}" : "}}"
        guard let close = rest.utf8[open.upperBound...].firstPlace(of: closing.utf8) else {
          return nil
        }
        var inside = rest[open.upperBound..<close.lowerBound]
        var kind: Character = " "
        if let first = inside.first, "#^/!%&{<>$=*.".contains(first), inside != "." {
          kind = first
          inside = inside.dropFirst()
        }
        let name = String(inside.filter { !$0.isWhitespace })
        if "<>$=*.".contains(kind) { return nil }
        if "#^/&{ ".contains(kind), name.contains(where: { "().".contains($0) }), name != "." {
          return nil
        }
        parts.append(.tag(kind: kind, name: name))
        rest = rest[close.upperBound...]
      }
      if !rest.isEmpty { parts.append(.text(rest)) }
      return parts
    }

    /// The pieces up to the end of a section, or of the template; nil where that does not come.
    mutating func pieces(until section: String?) -> [Piece]? {
      var pieces: [Piece] = []
      while let part = rest.popLast() {
        switch part {
        case .text(let text):
          if case .text(let before) = pieces.last {
            pieces[pieces.count - 1] = .text(before + text.utf8)
          } else {
            pieces.append(.text(Array(text.utf8)))
          }
        case .tag("#", let name):
          guard let inner = self.pieces(until: name) else { return nil }
          pieces.append(.section(name, inner))
        case .tag("^", let name):
          guard let inner = self.pieces(until: name) else { return nil }
          pieces.append(.inverted(name, inner))
        case .tag("/", let name): return name == section ? pieces : nil
        case .tag("&", let name), .tag("{", let name): pieces.append(.rawValue(name))
        case .tag(" ", let name): pieces.append(.value(name))
        case .tag: break
        }
      }
      return section == nil ? pieces : nil
    }
  }
}

// MARK: - Writing

extension PlainTemplate {
  private struct Output {
    let isEscaped: Bool
    var bytes: [UInt8] = []
    /// What is being rendered, from the outside in: its fields, where it has any, and itself.
    var stack: [(fields: [String: Any]?, item: Any)] = []

    init(isEscaped: Bool) { self.isEscaped = isEscaped }

    mutating func render(_ pieces: [Piece]) {
      for piece in pieces {
        switch piece {
        case .text(let text): bytes += text
        case .value(let name): if let value = find(name) { append(value, isEscaped: isEscaped) }
        case .rawValue(let name): if let value = find(name) { append(value, isEscaped: false) }
        case .section(let name, let inner): if let value = find(name) { render(inner, for: value) }
        case .inverted(let name, let inner):
          if find(name).map(Self.isNothing) ?? true { render(inner) }
        }
      }
    }

    private func find(_ name: String) -> Any? {
      if name == "." { return stack.last?.item }
      for scope in stack.reversed() {
        if let value = scope.fields?[name] { return value }
      }
      return nil
    }

    private mutating func render(_ pieces: [Piece], for value: Any) {
      let kind = type(of: value)
      if kind == Bool.self {
        if value as? Bool == true { render(pieces) }
      } else if kind == [[String: Any]].self, let items = value as? [[String: Any]] {
        for item in items { render(pieces, within: item, item) }
      } else if kind == [String].self, let items = value as? [String] {
        for item in items { render(pieces, within: nil, item) }
      } else if let items = value as? [Any] {
        for item in items { render(pieces, within: item as? [String: Any], item) }
      } else {
        render(pieces, within: value as? [String: Any], value)
      }
    }

    private mutating func render(_ pieces: [Piece], within fields: [String: Any]?, _ item: Any) {
      stack.append((fields, item))
      render(pieces)
      stack.removeLast()
    }

    private static func isNothing(_ value: Any) -> Bool {
      if let flag = value as? Bool { return !flag }
      return (value as? [Any])?.isEmpty ?? false
    }

    private mutating func append(_ value: Any, isEscaped: Bool) {
      let text = (value as? String) ?? String(describing: value)
      if isEscaped {
        PageText.append(text, to: &bytes)
      } else {
        bytes += text.utf8
      }
    }
  }
}
