import Testing

@testable import Load

/// Differences wait in memory, in a file, and in memory again where the disk takes none.
struct DifferencesTests {
  private func difference(_ number: Int) -> Difference {
    Difference(
      kind: RevisionKind.allCases[number % 5],
      cell: Cell(
        indicatorID: number, area: Int32(number % 7), stratum: Int32(number % 3),
        period: Int32(number % 11)),
      old: number % 4 == 0 ? .nan : Double(number), new: Double(number) / 3,
      changed: CellChange(rawValue: number % 16), files: (number % 2, number % 5))
  }

  private func texts(_ differences: Differences) -> [String] {
    var texts: [String] = []
    differences.forEach { texts.append("\($0)") }
    return texts
  }

  @Test(arguments: [0, 1, 9, 10, 11, 20, 25, 9_000])
  func `all come back in their order`(count: Int) {
    let differences = Differences(inMemory: 10)
    for number in 0..<count { differences.append(difference(number)) }
    #expect(texts(differences) == (0..<count).map { "\(difference($0))" })
    #expect(texts(differences).count == count, "they can be asked for again")
  }

  @Test func `without a place for the file memory has to do`() {
    let differences = Differences(inMemory: 10, waitingIn: "/nowhere/at/all")
    for number in 0..<35 { differences.append(difference(number)) }
    #expect(texts(differences) == (0..<35).map { "\(difference($0))" })
  }

  @Test func `an error in the middle is passed on`() {
    struct Stop: Error {}
    let differences = Differences(inMemory: 2)
    for number in 0..<5 { differences.append(difference(number)) }
    var seen = 0
    #expect(throws: Stop.self) {
      try differences.forEach { _ in
        seen += 1
        if seen == 3 { throw Stop() }
      }
    }
    #expect(seen == 3)
  }
}
