import Fetch
import Testing

@testable import Transform

struct GazetteerTests {
  private let gazetteer: Gazetteer

  init() throws {
    gazetteer = try Gazetteer(ConfigurationFolder())
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
