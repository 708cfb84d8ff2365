#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Any JSON, for data that pages carry in scripts under names of their own.
enum JSONValue: Decodable, Sendable {
  case object([String: JSONValue])
  case array([JSONValue])
  case string(String)
  case number(Double)
  case other

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let object = try? container.decode([String: JSONValue].self) {
      self = .object(object)
    } else if let array = try? container.decode([JSONValue].self) {
      self = .array(array)
    } else if let string = try? container.decode(String.self) {
      self = .string(string)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else {
      self = .other
    }
  }

  var string: String? { if case .string(let value) = self { value } else { nil } }

  /// A whole number, or a text that is one.
  var integer: Int? {
    switch self {
    case .number(let number): Int(exactly: number)
    case .string(let text): Int(text)
    default: nil
    }
  }

  var children: [JSONValue] {
    switch self {
    case .object(let object): object.sorted { $0.key < $1.key }.map(\.value)
    case .array(let array): array
    default: []
    }
  }

  /// Every object and array that a script assigns or consists of.
  static func values(inScript script: String) -> [JSONValue] {
    let bytes = Array(script.utf8)
    var result: [JSONValue] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] == 0x7B || bytes[index] == 0x5B,
        let end = endOfValue(bytes, from: index),
        let value = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes[index..<end]))
      else {
        index += 1
        continue
      }
      result.append(value)
      index = end
    }
    return result
  }

  /// The end of a bracketed value, or nil; a script of code ends the search early.
  private static func endOfValue(_ bytes: [UInt8], from start: Int) -> Int? {
    guard isDataStart(bytes, start) else { return nil }
    var depth = 0
    var isInString = false
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case 0x5C where isInString: index += 1
      case 0x22: isInString.toggle()
      case 0x7B where !isInString, 0x5B where !isInString: depth += 1
      case 0x7D where !isInString, 0x5D where !isInString:
        depth -= 1
        if depth == 0 { return index + 1 }
      default: break
      }
      index += 1
    }
    return nil
  }

  /// Data begins with a string, a bracket or a number; code seldom does.
  private static func isDataStart(_ bytes: [UInt8], _ start: Int) -> Bool {
    let next = bytes[(start + 1)...].prefix(40).first { $0 > 0x20 }
    return next.map { $0 == 0x22 || $0 == 0x7B || $0 == 0x5B || $0 >= 0x30 && $0 <= 0x39 } ?? false
  }
}
