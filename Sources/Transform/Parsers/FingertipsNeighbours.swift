/// Reads the publisher's list of one authority's statistical neighbours, nearest first.
///
/// Shape: a JSON list of areas, each with its `Code`; whose neighbours they are stands in the name of
/// the request, `neighbours-E06000018`. The authority itself and areas outside `config/areas` are
/// passed over; the ranks of the others stay.
/// Source: Fingertips API `areas/by_parent_area_code` with `nn-<type>-<code>`; see
/// docs/sources/fingertips.md.
enum FingertipsNeighbours {
  static let prefix = "neighbours-"
  static let model = "fingertips"

  /// - Throws: ``TransformError`` when it is not a list of areas with codes.
  static func read(
    _ entries: [FingertipsJSON.Entry], name: String, file: String, gazetteer: Gazetteer
  ) throws -> [Neighbour] {
    let area = String(name.dropFirst(prefix.count))
    let codes = try entries.enumerated().map { number, entry in
      guard let code = entry.text("code") else {
        throw TransformError(
          .unexpectedJSON("entry \(number + 1) has no text “Code”"), in: file)
      }
      return code
    }
    return codes.filter { $0 != area }.enumerated().compactMap { index, code in
      guard gazetteer.area(code: code) != nil else { return nil }
      return Neighbour(areaCode: area, model: model, rank: index + 1, neighbourCode: code)
    }
  }
}
