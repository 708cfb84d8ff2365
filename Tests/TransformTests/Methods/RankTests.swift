import Support
import Testing

@testable import Transform

struct RankTests {
  @Test(.enabled(if: SharedData.isPresent, "\(SharedData.skipReason)"))
  func `ranks agree with the vectors`() throws {
    let table = try VectorTable("rank_vectors")
    for group in table.groups(by: "case_id") {
      let first = try #require(group.first)
      let polarity = try #require(Polarity(rawValue: first["polarity"]))
      let found = Rank.best(group.map { $0.number("value") }, polarity: polarity)
      #expect(found.ranks == group.map { Int($0["expected_rank"]) }, "\(first)")
      #expect(found.total == Int(first["expected_total"]), "\(first)")
    }
    #expect(table.rows.count > 0)
  }

  @Test
  func `ties share the better rank and leave a gap`() {
    let found = Rank.best([3, nil, 7, 7, 9], polarity: .high)
    #expect(found.ranks == [4, nil, 2, 2, 1])
    #expect(found.total == 4)
  }
}
