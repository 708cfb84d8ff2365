#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// How a list is printed.
enum ListFormat: String, CaseIterable {
  case text, json, csv
}

/// A list for standard output as text, as a JSON array or as CSV (RFC 4180, with a header line).
struct Listing<Item: Encodable> {
  let items: [Item]
  let columns: [String]
  /// The fields of an item, in the order of the columns.
  let fields: (Item) -> [String?]

  func csv() -> [String] {
    [columns.joined(separator: ",")]
      + items.map { fields($0).map { CSVField.safe($0 ?? "") }.joined(separator: ",") }
  }

  static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
