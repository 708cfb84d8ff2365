import Testing

@testable import Transform

struct RowStoreTests {
  private func row(_ line: Int) -> ObservationRow {
    ObservationRow(
      area: 0, indicator: 0, stratum: 0, period: 0, value: 0, lowerCI95: 0, upperCI95: 0,
      lowerCI998: 0, upperCI998: 0, count: 0, denominator: 0, valueNote: -1, publishedTrend: -1,
      publishedComparison: -1, snapshot: 0, line: Int32(line))
  }

  private func holds(_ store: RowStore, _ count: Int) -> Bool {
    store.count == count && (0..<count).allSatisfy { Int(store[$0].line) == $0 }
  }

  @Test(arguments: [0, 1, 131_071, 131_072, 131_073, 262_144, 300_000])
  func `rows that are kept stay, and others follow them`(kept: Int) {
    let store = RowStore()
    for line in 0..<300_000 { store.append(row(line)) }
    #expect(holds(store, 300_000))
    store.keep(first: kept)
    #expect(holds(store, kept))
    for line in kept..<kept + 200_000 { store.append(row(line)) }
    #expect(holds(store, kept + 200_000))
  }
}
