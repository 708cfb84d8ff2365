import Testing

@testable import Transform

/// Configured indicators against the publisher's metadata.
struct IdentityMismatchTests {
  private static let header = "Indicator ID,Indicator,Definition,Unit,Value type,Polarity"

  private func records(_ row: String) throws -> Records {
    try SampleRecords().read(
      [SampleRecords.Row(indicator: 41_001, name: "Suicide rate")],
      metadata: "\(Self.header)\r\n\(row)\r\n")
  }

  private func configured(_ records: Records) -> Bool {
    records.themes.flatMap(\.indicators).contains { $0.id == 41_001 }
  }

  private func name() throws -> String {
    let themes = try SampleRecords().read([SampleRecords.Row()]).themes
    return try #require(themes.flatMap(\.indicators).first { $0.id == 41_001 }).name
  }

  @Test func `the same name, unit, type and direction are no mismatch`() throws {
    let records = try records(
      "41001,\(name().uppercased()),It,\"per 100,000\",Directly standardised rate,RAG - Low is good"
    )
    #expect(records.identityMismatches == [])
    #expect(configured(records))
    #expect(configured(try self.records("41001,\(name()),It,,,")))
  }

  @Test func `another name switches the indicator off and names both`() throws {
    let records = try records("41001,Road deaths,It,,,")
    let found = try #require(records.identityMismatches.first)
    #expect(
      found.sentence
        == "Indicator 41001 is switched off: its name is “\(try name())” in config/themes.yaml and"
        + " “Road deaths” in the publisher's metadata. Everything else goes on; correct the"
        + " configuration, or give it the id that was meant.")
    #expect(!configured(records))
    #expect(records.switchedOff.map(\.indicatorID) == [41_001])
    #expect(records.switchedOff.first?.themeID == "suicide-self-harm")
    #expect(records.observations.count == 1)
  }

  @Test func `another direction switches it off`() throws {
    let records = try records("41001,\(name()),It,,,RAG - High is good")
    #expect(records.identityMismatches.map(\.field) == [.polarity])
    #expect(!configured(records))
  }

  @Test func `another unit or type of value switches it off`() throws {
    #expect(try records("41001,\(name()),It,%,,").identityMismatches.map(\.field) == [.unit])
    let type = try records("41001,\(name()),It,,Proportion,")
    #expect(type.identityMismatches.map(\.field) == [.valueType])
  }

  @Test func `an indicator without metadata stays on`() throws {
    #expect(configured(try records("41002,Another,It,,,")))
  }

  @Test func `school years begin in September where the metadata says so`() throws {
    let header = "Indicator ID,Indicator,Definition,Year type"
    let row = SampleRecords.Row(indicator: 7, name: "Seven", period: "2018/19")
    let school = try SampleRecords().read([row], metadata: "\(header)\r\n7,Seven,It,Academic\r\n")
    #expect(school.observations.periods.map(\.firstDay) == ["2018-09-01"])
    let other = try SampleRecords().read([row], metadata: "\(header)\r\n7,Seven,It,Financial\r\n")
    #expect(other.observations.periods.map(\.firstDay) == ["2018-04-01"])
  }
}
