import Fetch
import Foundation
import Support
import Testing

@testable import Transform

struct GazetteerTests {
  private let gazetteer: Gazetteer

  init() throws {
    gazetteer = try SampleRecords.gazetteer
  }

  @Test(
    arguments: [
      ("Nottingham", "E06000018"), ("E06000018", "E06000018"), ("e06000018", "E06000018"),
      ("Bristol", "E06000023"), ("Bristol, City of", "E06000023"),
      ("Kingston upon Hull", "E06000010"), ("st helens", "E08000013"), ("St. Helens", "E08000013"),
      ("Somerset", "E06000066"), ("Barnsley", "E08000038"), ("E08000016", "E08000038"),
      ("North Yorkshire", "E06000065"), ("Dorset", "E06000059"), ("Cornwall", "E06000052"),
      ("Herefordshire", "E06000019"), ("Westminster", "E09000033"),
    ])
  func `a name, an alias or a code leads to the area`(text: String, code: String) throws {
    #expect(try gazetteer.resolve(text).code == code)
  }

  @Test func `every live area is found by its own name or refused as ambiguous`() throws {
    var refused: [String] = []
    for area in gazetteer.areas where area.isLive && area.areaType.isLocalAuthority {
      do {
        #expect(try gazetteer.resolve(area.name).code == area.code, "\(area.name)")
      } catch {
        refused.append(area.name)
      }
    }
    #expect(refused == [])
  }

  @Test func `a mistyped name gets its nearest matches`() {
    let error = #expect(throws: TransformError.self) { try gazetteer.resolve("Notingham") }
    guard case .unknownArea(_, let nearest) = error?.cause else {
      Issue.record("another cause")
      return
    }
    #expect(nearest.first == "Nottingham (E06000018)")
    #expect(
      "\(error.map(\.description) ?? "")".hasPrefix("No area is called “Notingham”. Nearest: "))
  }

  @Test(arguments: ["Kingston", "Newcastle"])
  func `a name of two living areas is refused with both`(name: String) {
    let error = #expect(throws: TransformError.self) { try gazetteer.resolve(name) }
    guard case .ambiguousArea(_, let candidates) = error?.cause else {
      Issue.record("another cause")
      return
    }
    #expect(candidates.count == 2)
  }

  @Test func `a county that was divided has no single successor`() throws {
    let cumbria = try #require(gazetteer.area(code: "E10000006"))
    #expect(gazetteer.current(cumbria) == cumbria)
  }

  @Test func `the key of a name folds case, signs and accents`() {
    #expect(AreaName.key("  St. Helen’s & Knowsley—Côte ") == "st helens and knowsley cote")
  }
}

/// Areas at the right date, and what is no area itself.
struct GazetteerDateTests {
  private let gazetteer: Gazetteer

  init() throws {
    gazetteer = try SampleRecords.gazetteer
  }

  @Test(
    arguments: [
      ("Dorset", "2018-06-30", "E10000009"), ("Dorset", "2020-06-30", "E06000059"),
      ("Somerset", "2015-01-01", "E10000027"), ("Somerset", "2024-01-01", "E06000066"),
      ("E08000038", "2020-01-01", "E08000016"), ("E08000016", "2025-04-01", "E08000038"),
      ("E08000016", "2025-03-31", "E08000016"), ("Christchurch", "2018-01-01", "E07000048"),
    ])
  func `a name or code means the area of the day`(text: String, day: String, code: String) throws {
    #expect(try gazetteer.resolve(text, on: day).code == code)
  }

  @Test(
    arguments: [
      ("201", "E09000001"), ("00FY", "E06000018"), ("E3001", "E06000018"), ("ngm", "E06000018"),
      ("QE1", "E54000048"),
    ])
  func `codes of other schemes lead to the area`(text: String, code: String) throws {
    #expect(try gazetteer.resolve(text).code == code)
  }

  @Test(
    arguments: [
      ("HMP Nottingham", "E06000018"), ("HMP Altcourse", "E08000012"), ("Derby City", "E06000015"),
    ])
  func `a prison or a probation unit stands for its council`(name: String, code: String) throws {
    #expect(try gazetteer.resolve(name).code == code)
  }

  @Test(arguments: [("Hackney and City of London", 2), ("Cornwall & Scilly", 2), ("Berkshire", 6)])
  func `a name of several councils is refused with all of them`(name: String, count: Int) {
    let error = #expect(throws: TransformError.self) { try gazetteer.resolve(name) }
    guard case .ambiguousArea(_, let candidates) = error?.cause else {
      Issue.record("another cause: \(String(describing: error))")
      return
    }
    #expect(candidates.count == count)
  }

  @Test func `police forces, care boards, regions and partnerships are known`() throws {
    #expect(gazetteer.area(code: "E23000018")?.areaType == .policeForceArea)
    #expect(gazetteer.areas.contains { $0.areaType == .integratedCareBoard && $0.isLive })
    #expect(gazetteer.areas.contains { $0.areaType == .integratedCareBoard && !$0.isLive })
    let kinds = Set(gazetteer.bodies.map(\.kind))
    #expect(kinds == Set(NamedBody.Kind.allCases))
    #expect(gazetteer.bodies.count { $0.kind == .prison } == 121)
  }

  @Test func `a small area lies in its parent in the data, or in the council it is named after`() {
    func council(_ name: String, _ parent: String) -> String? {
      gazetteer.authority(ofSmallArea: name, parentCode: parent)?.code
    }
    #expect(council("Nottingham 001", "E06000018") == "E06000018")
    #expect(council("Barnsley 012", "E08000016") == "E08000038")
    #expect(council("Nottingham 001", "E92000001") == "E06000018")
    #expect(council("Taunton Deane 004", "") == "E06000066")
    #expect(council("Bridge", "E92000001") == nil)
    #expect(council("Nowhere 001", "") == nil)
  }
}

/// A merger that nobody has decided, made by editing tables alone.
struct MadeUpMergerTests {
  /// Derby and Nottingham become one council on 1 April 2028.
  private func gazetteer(on day: String) throws -> Gazetteer {
    try Gazetteer(try configuration(), on: day)
  }

  private let folder = TemporaryFolder()

  private func configuration() throws -> ConfigurationFolder {
    let built = try ConfigurationFolder()
    let main = try folder.write("pipeline.yaml", bytes: built.bytes("pipeline.yaml").bytes)
    let areas = folder.path + "/areas"
    try? FileManager.default.createDirectory(atPath: areas, withIntermediateDirectories: true)
    func edit(_ name: String, _ change: (String) -> String) throws {
      let text = String(decoding: try built.bytes("areas/\(name)").bytes, as: UTF8.self)
      _ = try folder.write("areas/\(name)", change(text))
    }
    try edit("areas.csv") { text in
      var lines = text.split(separator: "\n").map(String.init)
      for index in lines.indices
      where lines[index].hasPrefix("E06000015,") || lines[index].hasPrefix("E06000018,") {
        var fields = lines[index].split(separator: ",", omittingEmptySubsequences: false)
        fields[4] = "2028-03-31"
        lines[index] = fields.joined(separator: ",")
      }
      lines.append(
        "E06000099,Trent,unitary_authority,2028-04-01,,E12000004,E06000099,E23000018,,,,")
      return lines.joined(separator: "\n") + "\n"
    }
    try edit("successions.csv") { text in
      text + "2028-04-01,E06000015,E06000099,part_of,sum_predecessors,Made up for a test\n"
        + "2028-04-01,E06000018,E06000099,part_of,sum_predecessors,Made up for a test\n"
    }
    try edit("aliases.csv") { $0 + "Trent City Council,E06000099,official,none,yes\n" }
    return try ConfigurationFolder(mainFile: main)
  }

  @Test func `until the day the old councils stand and after it the new one`() throws {
    let before = try gazetteer(on: "2028-03-31")
    #expect(try before.resolve("Nottingham").code == "E06000018")
    #expect(before.area(code: "E06000099")?.isLive == false)
    let after = try gazetteer(on: "2028-04-01")
    #expect(try after.resolve("Nottingham").code == "E06000099")
    #expect(try after.resolve("E06000015").code == "E06000099")
    #expect(try after.resolve("Trent City Council").code == "E06000099")
    #expect(try after.resolve("Nottingham", on: "2027-06-30").code == "E06000018")
  }

  @Test func `its series goes on from those of both and nobody is ranked twice`() throws {
    var rows = SampleRecords.rows(["E06000015", "E06000018"], ["2027"]) { row in
      (row.value, row.count, row.denominator) = (25.1, 251, 1000)
    }
    rows += SampleRecords.rows(["E06000099", "E06000015"], ["2028"])
    let records = try SampleRecords(try configuration(), on: "2029-01-01").read(rows)
    let table = records.observations
    let found = try #require(
      assess(records).all.first {
        table.areas[Int(table.rows[$0.observation].area)].code == "E06000099"
      })
    #expect(found.earlier.map(\.areaCodes) == [["E06000015", "E06000018"]])
    #expect(found.earlier.map(\.count) == [502])
    #expect(found.standing.rankedAreas == 1)
  }
}
