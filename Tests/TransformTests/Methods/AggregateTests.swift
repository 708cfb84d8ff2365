import Support
import Testing

@testable import Transform

struct AggregateTests {
  @Test(.enabled(if: SharedData.isPresent, "\(SharedData.skipReason)"))
  func `pooled figures agree with the vectors`() throws {
    let rows = try VectorTable("aggregate_vectors").rows
    for row in rows {
      let children = zip(row.numbers("child_counts"), row.numbers("child_denominators"))
        .map { Aggregate.Child(count: $0, denominator: $1) }
      let found = Aggregate.pool(children, unit: try #require(row.number("unit")))
      #expect(agrees(found?.value, row.number("expected_value")), "\(row)")
      #expect(agrees(found?.count, row.number("expected_count")), "\(row)")
      #expect(agrees(found?.denominator, row.number("expected_denominator")), "\(row)")
    }
    #expect(rows.count > 0)
  }

  @Test
  func `a child with one part missing is left out of both sums`() {
    let children = [
      Aggregate.Child(count: 3, denominator: 10), .init(count: nil, denominator: 500),
      .init(count: 700, denominator: nil), .init(count: 2, denominator: 10),
    ]
    let found = Aggregate.pool(children, unit: 100)
    #expect(found?.value == 25)
    #expect(found?.childrenUsed == 2)
    #expect(Aggregate.pool(Array(children.prefix(3)), unit: 100) == nil)
  }
}
