/// A kind of area as the publisher numbers it; each reorganisation of councils brings new numbers.
///
/// Names change too, from long to short, so that nothing is keyed on them.
/// Source: Fingertips API `area_types`; see docs/sources/fingertips.md.
public struct FingertipsAreaType: Equatable, Sendable {
  public let id: Int
  public let name: String
  public let shortName: String?
  /// The kinds of area that data can be asked for by, in published order.
  public let parentIDs: [Int]
}

extension FingertipsAreaType {
  /// - Throws: ``TransformError`` when the entry has no id or no name.
  init(_ entry: FingertipsJSON.Entry, number: Int, file: String) throws {
    id = try entry.id("Id", entry: number, file: file)
    shortName = entry.text("short") ?? entry.text("shortname")
    guard let name = entry.text("name") ?? shortName else {
      throw TransformError(.unexpectedJSON("entry \(number) has no text “Name”"), in: file)
    }
    self.name = name
    parentIDs = entry.ids("parentareatypes")
  }
}
