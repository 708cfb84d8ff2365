import Fetch
import Support
import Testing
import Transform

@testable import Load

/// Indicators that are switched off are kept with the release that switched them off first.
struct SwitchedOffTests {
  private let real: RealTables
  private let data: [UInt8]

  init() throws {
    real = try RealTables()
    data = Array(try FixtureTable.read().text.utf8)
  }

  private func publish(as name: String) throws -> Release {
    let metadata = "Indicator ID,Indicator,Definition\r\n848,\(name),It\r\n"
    let records = try real.records([("a.csv", data), ("m.csv", Array(metadata.utf8))])
    return try real.load(records).publish()
  }

  private func lines(_ release: Release) throws -> [String] {
    try Database(readOnly: release.databasePath).query(
      """
      SELECT theme_id, indicator_id, name, since_release FROM switched_off_indicator
      ORDER BY theme_id
      """
    ) { row in (0..<4).map { row.text($0) ?? "-" }.joined(separator: " ") }
  }

  @Test func `the release that switched an indicator off first is carried on`() throws {
    let name = "Depression: QOF prevalence / recorded prevalence (18+)"
    #expect(try lines(publish(as: name)) == [])
    let first = try lines(publish(as: "Road deaths"))
    #expect(first.count == 1 && first[0].hasPrefix("mental-health 848 "))
    #expect(first[0].hasSuffix(" 2"))
    #expect(try lines(publish(as: "Road deaths of all")) == first)
    #expect(try lines(publish(as: name)) == [])
    #expect(try lines(publish(as: "Road deaths")).allSatisfy { $0.hasSuffix(" 5") })
  }
}
