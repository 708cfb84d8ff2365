/// What describes data for other tools, with its keys in the order given; written as JSON or YAML.
indirect enum MetadataValue {
  case text(String)
  case number(Int)
  case flag(Bool)
  case list([MetadataValue])
  case object([(key: String, value: MetadataValue)])

  /// An object without the members that have no value.
  static func members(_ members: [(String, MetadataValue?)]) -> MetadataValue {
    .object(members.compactMap { name, value in value.map { (key: name, value: $0) } })
  }

  static func texts(_ texts: [String]) -> MetadataValue { .list(texts.map(MetadataValue.text)) }
}

extension MetadataValue {
  var json: String { json(indent: "") }

  private func json(indent: String) -> String {
    let inner = indent + "  "
    switch self {
    case .text(let text): return Self.quoted(text)
    case .number(let number): return "\(number)"
    case .flag(let flag): return flag ? "true" : "false"
    case .list(let items):
      return Self.bracketed("[", items.map { $0.json(indent: inner) }, "]", indent)
    case .object(let members):
      let lines = members.map { "\(Self.quoted($0.key)): \($0.value.json(indent: inner))" }
      return Self.bracketed("{", lines, "}", indent)
    }
  }

  private static func bracketed(
    _ open: String, _ items: [String], _ close: String, _ indent: String
  ) -> String {
    if items.isEmpty { return open + close }
    let body = items.map { "\(indent)  \($0)" }.joined(separator: ",\n")
    return "\(open)\n\(body)\n\(indent)\(close)"
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\u{0}"..<" ", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}", "\u{FEFF}":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

extension MetadataValue {
  /// Block style; texts are in quotation marks, or literal where they have several lines.
  var yaml: String { yaml(indent: "").joined(separator: "\n") + "\n" }

  private func yaml(indent: String) -> [String] {
    switch self {
    case .object(let members) where !members.isEmpty:
      members.flatMap { Self.entry("\(indent)\(Self.key($0.key)):", $0.value, indent) }
    case .list(let items) where !items.isEmpty:
      items.flatMap { Self.entry("\(indent)-", $0, indent) }
    default: [indent + json]
    }
  }

  private static func entry(_ start: String, _ value: MetadataValue, _ indent: String) -> [String] {
    switch value {
    case .text(let text) where isLiteral(text):
      ["\(start) |-"] + text.split(separator: "\n").map { "\(indent)  \($0)" }
    case .object(let members) where !members.isEmpty: [start] + value.yaml(indent: indent + "  ")
    case .list(let items) where !items.isEmpty: [start] + value.yaml(indent: indent + "  ")
    default: ["\(start) \(value.json)"]
    }
  }

  private static func key(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy {
      ($0 >= 0x61 && $0 <= 0x7A) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
    }
    return isPlain && !["y", "n", "yes", "no", "on", "off", "null", "true", "false"].contains(name)
      && name.utf8.first.map { $0 >= 0x61 } ?? false ? name : quoted(name)
  }

  /// Several lines, each of plain characters and none beginning or ending with a blank but for the
  /// indentation of those after the first.
  private static func isLiteral(_ text: String) -> Bool {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.count > 1
      && lines.allSatisfy { line in
        !line.isEmpty && !line.hasSuffix(" ") && line.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
      } && !text.hasPrefix(" ")
  }
}
