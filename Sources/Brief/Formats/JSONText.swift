/// A JSON value whose members keep their order and whose absent values are written as null.
indirect enum JSONText {
  case object([(String, JSONText)])
  case list([JSONText])
  case text(String)
  case number(Double)
  case integer(Int)
  case flag(Bool)
  case null

  init(_ text: String?) { self = text.map(JSONText.text) ?? .null }
  init(_ number: Double?) { self = number.map(JSONText.number) ?? .null }
  init(_ number: Int?) { self = number.map(JSONText.integer) ?? .null }

  /// The text, two spaces a level, ended by a line break.
  var document: String {
    var bytes: [UInt8] = []
    write(to: &bytes, indent: 0)
    bytes.append(UInt8(ascii: "\n"))
    return String(decoding: bytes, as: UTF8.self)
  }

  private func write(to bytes: inout [UInt8], indent: Int) {
    switch self {
    case .object(let members):
      Self.write(members, to: &bytes, indent, "{}") { member, bytes in
        Self.quote(member.0, to: &bytes)
        bytes += ": ".utf8
        member.1.write(to: &bytes, indent: indent + 1)
      }
    case .list(let items):
      Self.write(items, to: &bytes, indent, "[]") { $0.write(to: &$1, indent: indent + 1) }
    case .text(let text): Self.quote(text, to: &bytes)
    case .number(let number): bytes += (number.isFinite ? "\(number)" : "null").utf8
    case .integer(let number): bytes += "\(number)".utf8
    case .flag(let flag): bytes += "\(flag)".utf8
    case .null: bytes += "null".utf8
    }
  }

  private static func write<Item>(
    _ items: [Item], to bytes: inout [UInt8], _ indent: Int, _ brackets: StaticString,
    _ item: (Item, inout [UInt8]) -> Void
  ) {
    let marks = Array("\(brackets)".utf8)
    bytes.append(marks[0])
    for (index, each) in items.enumerated() {
      bytes += (index == 0 ? "\n" : ",\n").utf8
      bytes += repeatElement(UInt8(ascii: " "), count: 2 * (indent + 1))
      item(each, &bytes)
    }
    if !items.isEmpty {
      bytes.append(UInt8(ascii: "\n"))
      bytes += repeatElement(UInt8(ascii: " "), count: 2 * indent)
    }
    bytes.append(marks[1])
  }

  private static func quote(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): bytes += "\\n".utf8
      case UInt8(ascii: "\r"): bytes += "\\r".utf8
      case UInt8(ascii: "\t"): bytes += "\\t".utf8
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        bytes += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
