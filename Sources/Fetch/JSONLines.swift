#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Files of one JSON object a line.
enum JSONLines {
  /// The objects of a file in order; a line that a crash cut short is passed over.
  ///
  /// - Throws: ``FetchError`` when the file is there and cannot be read.
  static func readIfThere<Value: Decodable>(
    _ type: Value.Type, from path: String
  ) throws -> [Value] {
    var bytes: [UInt8] = []
    do {
      _ = try OpenFile(reading: path).forEachPiece { bytes.append(contentsOf: $0) }
    } catch let error as FetchError where error.cause == .noSuchFile {
      return []
    }
    let decoder = JSONDecoder()
    return bytes.split(separator: UInt8(ascii: "\n"))
      .compactMap { try? decoder.decode(type, from: Data($0)) }
  }

  /// A value as a line with its line end, the names in order.
  static func line(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let line = try? encoder.encode(value) else {
      throw FetchError("JSON", .systemCall("encode", 0))
    }
    return [UInt8](line) + [UInt8(ascii: "\n")]
  }
}
