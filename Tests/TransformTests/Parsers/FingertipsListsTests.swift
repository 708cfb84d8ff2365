import Testing

@testable import Transform

/// The lists of the service about itself, in JSON.
struct FingertipsListsTests {
  private func entries(_ json: String) throws -> [FingertipsJSON.Entry] {
    try FingertipsJSON.entries(Array(json.utf8), file: "list")
  }

  private func neighbours(_ json: String) throws -> [String] {
    try FingertipsNeighbours.read(
      entries(json), name: "neighbours-E06000018", file: "list",
      gazetteer: SampleRecords.gazetteer
    ).map { "\($0.areaCode) \($0.model) \($0.rank) \($0.neighbourCode)" }
  }

  @Test func `neighbours are read in their order, without the area itself and unknown ones`() throws
  {
    let list = """
      [{"Code": "E06000018", "Name": "Nottingham"}, {"Code": "E08000025", "Name": "Birmingham"},
       {"Code": "W06000015", "Name": "Cardiff"}, {"CODE": "E06000016", "short": "Leicester"}]
      """
    #expect(
      try neighbours(list) == [
        "E06000018 fingertips 1 E08000025", "E06000018 fingertips 3 E06000016",
      ])
    #expect(try neighbours("[]") == [])
  }

  @Test(arguments: [
    ("{}", "it is not a list of entries"), ("<html>", "it is not a list of entries"),
    ("[{\"Name\": \"Nottingham\"}]", "entry 1 has no text “Code”"),
  ])
  func `what is no list of neighbours is refused`(json: String, reason: String) {
    let error = #expect(throws: TransformError.self) { try neighbours(json) }
    #expect(error?.cause == .unexpectedJSON(reason))
  }

  @Test func `kinds of area are known by their number whatever the names are called`() throws {
    let list = """
      [{"Id": 502, "Name": "Counties & UAs (from Apr 2023)", "Short": "UTLA",
        "ParentAreaTypes": [{"Id": 6}, {"Id": 15}]}, {"id": "6", "short": "Region"}]
      """
    let found = try FingertipsJSON.read(Array(list.utf8), file: "list").areaTypes
    #expect(found.map(\.id) == [502, 6])
    #expect(found.map(\.name) == ["Counties & UAs (from Apr 2023)", "Region"])
    #expect(found.map(\.parentIDs) == [[6, 15], []])
  }
}
