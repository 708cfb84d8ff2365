#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads the publisher's lists in JSON, told apart by the names in them.
///
/// Names that are not needed are passed over, and needed ones are known in any case of letters; a
/// whole number may stand in quotation marks.
enum FingertipsJSON {
  /// What one file holds.
  struct Content: Equatable {
    var areaTypes: [FingertipsAreaType] = []
    var availability: [FingertipsAvailability] = []
    var entryCount = 0
  }

  static let maximumBytes = 64 << 20

  /// - Throws: ``TransformError`` when it is no list of entries.
  static func entries(_ bytes: [UInt8], file: String) throws -> [Entry] {
    do {
      return try JSONDecoder().decode([Entry].self, from: Data(bytes))
    } catch {
      throw TransformError(.unexpectedJSON("it is not a list of entries"), in: file)
    }
  }

  /// - Throws: ``TransformError`` when it is not a list of area types or of available data, or an
  ///   entry lacks what is needed.
  static func read(_ bytes: [UInt8], file: String) throws -> Content {
    let entries = try entries(bytes, file: file)
    var content = Content(entryCount: entries.count)
    if entries.contains(where: { $0.has("indicatorid") }) {
      content.availability = try entries.enumerated().map {
        try FingertipsAvailability($1, number: $0 + 1, file: file)
      }
    } else {
      content.areaTypes = try entries.enumerated().map {
        try FingertipsAreaType($1, number: $0 + 1, file: file)
      }
    }
    return content
  }

  /// One entry of a list: whatever it says, by name in lower case.
  struct Entry: Decodable {
    private let values: [String: JSONValue]

    init(from decoder: any Decoder) throws {
      let named = try decoder.singleValueContainer().decode([String: JSONValue].self)
      values = Dictionary(named.map { ($0.key.lowercased(), $0.value) }) { first, _ in first }
    }

    func has(_ name: String) -> Bool { values[name] != nil }

    func integer(_ name: String) -> Int? { values[name]?.integer }

    func text(_ name: String) -> String? {
      values[name]?.string.flatMap { PublishedText.foldedOrNil($0) }
    }

    /// The ids in a list of entries.
    func ids(_ name: String) -> [Int] {
      guard case .array(let items)? = values[name] else { return [] }
      return items.compactMap { item in
        guard case .object(let entry) = item else { return item.integer }
        return entry.first { $0.key.lowercased() == "id" }?.value.integer
      }
    }

    /// - Throws: ``TransformError`` naming the entry and the name that it lacks.
    func id(_ name: String, entry number: Int, file: String) throws -> Int {
      guard let id = integer(name.lowercased()) else {
        throw TransformError(
          .unexpectedJSON("entry \(number) has no whole number “\(name)”"), in: file)
      }
      return id
    }
  }
}
