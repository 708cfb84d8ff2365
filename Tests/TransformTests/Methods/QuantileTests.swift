import Support
import Testing

@testable import Transform

struct QuantileTests {
  @Test(.enabled(if: SharedData.isPresent, "\(SharedData.skipReason)"))
  func `quantiles by rank agree with the published vectors`() throws {
    let table = try VectorTable("quantiles_vectors")
    for group in table.groups(by: "group_id") {
      let first = try #require(group.first)
      let found = Quantile.byRank(
        group.map { $0.number("value") }, quantiles: try #require(Int(first["n_quantiles"])),
        lowestHoldsHighestValues: first["lowest_quantile_is"] == "highest_values")
      #expect(found == group.map { Int($0["expected_quantile"]) }, "\(first["group_id"])")
    }
    #expect(table.rows.count > 0)
  }

  @Test(.enabled(if: SharedData.isPresent, "\(SharedData.skipReason)"))
  func `category limits and categories agree with the vectors`() throws {
    let rows = try VectorTable("category_bounds_vectors").rows
    for row in rows {
      let values = row.numbers("values")
      let categories = try #require(Int(row["categories"]))
      if row["kind"] == "bounds" {
        let found = Quantile.bounds(categories: categories, of: values) ?? []
        let wanted = row.numbers("expected")
        #expect(found.count == wanted.count, "\(row)")
        #expect(zip(found, wanted).allSatisfy { agrees($0, $1) }, "\(row)")
      } else {
        let found = Quantile.category(
          of: try #require(row.number("query_value")), among: values, categories: categories,
          polarity: try #require(Polarity(rawValue: row["polarity"])))
        #expect(found ?? 0 == Int(row["expected"]), "\(row)")
      }
    }
    #expect(rows.count > 0)
  }

  @Test(.enabled(if: SharedData.isPresent, "\(SharedData.skipReason)"))
  func `percentiles agree with the vectors`() throws {
    let rows = try VectorTable("percentile_vectors").rows
    for row in rows {
      let fraction = try #require(row.number("percentile"))
      let found = Quantile.percentile(fraction, of: row.numbers("values"))
      #expect(agrees(found, row.number("expected")), "\(row)")
    }
    #expect(rows.count > 0)
  }

  @Test
  func `areas with equal values share a quantile`() {
    let found = Quantile.byRank([1, 5, nil, 5, 9], quantiles: 4)
    #expect(found == [1, 2, nil, 2, 4])
  }

  @Test
  func `fewer areas than quantiles have none`() {
    #expect(Quantile.byRank([1, 2, nil], quantiles: 3) == [nil, nil, nil])
  }

  @Test
  func `quintiles count from the top where high is good and quartiles never do`() {
    let values = [1.0, 2, 3, 4, 5, 6]
    #expect(Quantile.category(of: 6, among: values, categories: 5, polarity: .high) == 1)
    #expect(Quantile.category(of: 6, among: values, categories: 5, polarity: .low) == 5)
    #expect(Quantile.category(of: 6, among: values, categories: 4, polarity: .high) == 4)
    #expect(Quantile.category(of: 1, among: [1, 2, 3, 4], categories: 5) == nil)
  }

  @Test
  func `a percentile lies between its neighbours in proportion`() {
    #expect(Quantile.percentile(0.25, of: [10, 40, 20, 30]) == 17.5)
    #expect(Quantile.percentile(0, of: [10, 40, 20, 30]) == 10)
    #expect(Quantile.percentile(1, of: [10, 40, 20, 30]) == 40)
    #expect(Quantile.percentile(0.5, of: [10, 40, 20]) == nil)
  }
}
