/// That the publisher has data of an indicator for a kind of area.
///
/// Source: Fingertips API `available_data`; see docs/sources/fingertips.md.
public struct FingertipsAvailability: Hashable, Sendable {
  public let indicatorID: Int
  /// The publisher's number, as in ``FingertipsAreaType/id``.
  public let areaTypeID: Int
}

extension FingertipsAvailability {
  /// - Throws: ``TransformError`` when one of the ids is absent.
  init(_ entry: FingertipsJSON.Entry, number: Int, file: String) throws {
    indicatorID = try entry.id("IndicatorId", entry: number, file: file)
    areaTypeID = try entry.id("AreaTypeId", entry: number, file: file)
  }
}
