import Foundation
import Support

@testable import Load

/// The first bundled fixture as a table: two indicators in the publisher's format.
enum FixtureTable {
  static func read(_ number: Int = 1) throws -> CSVTable {
    let file = SharedData.projectRoot.appending(
      path: "fixtures/fingertips/illustrative-indicators-\(number).csv")
    return CSVTable(try String(contentsOf: file, encoding: .utf8))
  }
}

extension CSVTable {
  /// The first row of an area in a period.
  func row(_ area: String, _ period: String) -> Int? {
    rows.indices.first { self[$0, "Area Code"] == area && self[$0, "Time period"] == period }
  }
}

/// Everything that a release says changed, as short texts.
func revisions(of release: Release) throws -> [String] {
  try Database(readOnly: release.databasePath).query(
    """
    SELECT release_number, kind, indicator_id, area_code, period, old_value, new_value, changed
    FROM revision ORDER BY revision_id
    """
  ) { row in
    (0..<8).map { row.text($0) ?? "-" }.joined(separator: " ")
  }
}
