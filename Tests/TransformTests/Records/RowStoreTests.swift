import Testing

@testable import Transform

struct RowStoreTests {
  private func row(_ line: Int) -> ObservationRow {
    ObservationRow(
      area: 0, indicator: 0, stratum: 0, period: 0, value: 0, lowerCI95: 0, upperCI95: 0,
      lowerCI998: 0, upperCI998: 0, count: 0, denominator: 0, valueNote: -1, publishedTrend: -1,
      publishedComparison: -1, snapshot: 0, line: Int32(line))
  }

  private func lines(_ store: RowStore) -> [[Int]] {
    (0..<store.partCount).map { part in
      var lines: [Int] = []
      store.forEach(inPart: part) { lines.append(Int($0.line)) }
      return lines
    }
  }

  /// Rows in three parts by turns.
  private func fill(_ store: RowStore, _ lines: Range<Int>) {
    for line in lines { store.append(row(line), toPart: line % 3) }
  }

  private func inParts(_ lines: Range<Int>) -> [[Int]] {
    (0..<3).map { part in lines.filter { $0 % 3 == part } }
  }

  /// Less than memory may hold, and more.
  @Test(arguments: [0, 1, 3_071, 3_072, 3_073, 100_000, 300_000])
  func `rows that are kept stay, and others follow them`(kept: Int) {
    let store = RowStore(parts: 3)
    fill(store, 0..<kept)
    let mark = store.mark
    fill(store, kept..<kept + 50_000)
    #expect(store.count == kept + 50_000)
    store.goBack(to: mark)
    #expect(lines(store) == inParts(0..<kept))
    fill(store, kept..<kept + 20_000)
    #expect(lines(store) == inParts(0..<kept + 20_000))
    #expect(store.count == kept + 20_000)
    store.clear(1)
    #expect(lines(store)[1] == [])
  }

  @Test(arguments: [0, 1, 3_072, 400_000])
  func `the rows of another store count as its own, changed`(count: Int) {
    let first = RowStore(parts: 3)
    fill(first, 0..<count)
    let mark = first.mark
    let second = RowStore(parts: 3)
    fill(second, 0..<300_000)
    first.take(second) { $0.line += 1_000_000 }
    fill(first, count..<count + 30)
    #expect(first.count == count + 300_030)
    let own = inParts(0..<count + 30)
    let others = inParts(0..<300_000).map { $0.map { $0 + 1_000_000 } }
    #expect(lines(first) == zip(own, others).map { $0 + $1 })
    first.goBack(to: mark)
    #expect(lines(first) == inParts(0..<count))
  }

  @Test func `where no file can be made memory has to do`() {
    let store = RowStore(parts: 3, waitingIn: "/nowhere/at/all")
    fill(store, 0..<300_000)
    #expect(lines(store) == inParts(0..<300_000))
    let rows = SortedRows(waitingIn: "/nowhere/at/all")
    for line in 0..<300_000 { rows.append(row(line)) }
    rows.seal()
    #expect((0..<300_000).allSatisfy { Int(rows[$0].line) == $0 })
  }

  @Test(arguments: [0, 1, 65_536, 65_537, 131_072, 300_000])
  func `sorted rows are there again, in memory or in a file`(count: Int) {
    let rows = SortedRows()
    for line in 0..<count { rows.append(row(line)) }
    rows.seal()
    #expect(rows.count == count)
    #expect((0..<count).allSatisfy { Int(rows[$0].line) == $0 })
    rows.letGo()
    #expect((0..<count).allSatisfy { Int(rows[$0].line) == $0 })
  }
}
