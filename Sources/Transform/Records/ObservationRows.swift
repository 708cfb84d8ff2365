/// The rows of a table in the order of the database.
public struct ObservationRows: RandomAccessCollection, Sendable {
  private let sorted: SortedRows

  init(_ sorted: SortedRows) {
    self.sorted = sorted
  }

  /// The index of the first row.
  public var startIndex: Int { 0 }

  /// One more than the index of the last row.
  public var endIndex: Int { sorted.count }

  /// A row, with the numbers of the table's own lists.
  public subscript(index: Int) -> ObservationRow {
    precondition(index >= 0 && index < sorted.count)
    return sorted[index]
  }

  /// Hands over all rows, some thousands at a time, in little memory.
  ///
  /// - Parameter body: gets the index of the first row, and the rows.
  /// - Throws: what `body` throws.
  public func forEachBlock(
    _ body: (Int, UnsafeBufferPointer<ObservationRow>) throws -> Void
  ) throws {
    var first = 0
    while first < sorted.count {
      let end = Swift.min(first + Self.blockRows, sorted.count)
      try body(first, sorted.slice(first..<end))
      sorted.letGo()
      first = end
    }
  }

  /// About six megabytes.
  static let blockRows = 1 << 16

  /// Rows that were looked at need not stay in memory; called now and then by those who look at all.
  public func letGo() { sorted.letGo() }

  /// Lets go of the rows after every so many calls.
  func letGo(every steps: Int = 1 << 14, at step: Int) {
    if step % steps == 0 { sorted.letGo() }
  }
}
