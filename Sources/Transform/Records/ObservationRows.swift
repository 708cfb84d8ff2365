/// The rows of a table in the order of the database. They stay where the reader put them; only
/// their order is kept, and numbers of arrival become ranks when a row is looked at.
public struct ObservationRows: RandomAccessCollection, Sendable {
  private let store: RowStore
  private let order: [UInt32]
  private let ranks: Ranks

  init(_ store: RowStore, order: [UInt32], ranks: Ranks) {
    self.store = store
    self.order = order
    self.ranks = ranks
  }

  /// The index of the first row.
  public var startIndex: Int { 0 }

  /// One more than the index of the last row.
  public var endIndex: Int { order.count }

  /// A row, with the numbers of the table's own lists.
  public subscript(index: Int) -> ObservationRow {
    ranks.renumbered(store[Int(order[index])])
  }

  /// Hands over all rows, a few hundred at a time: neighbours here lie far apart in memory, and
  /// many that are fetched together arrive sooner than one after another.
  ///
  /// - Parameter body: gets the index of the first row, and the rows.
  /// - Throws: what `body` throws.
  public func forEachBlock(
    _ body: (Int, UnsafeBufferPointer<ObservationRow>) throws -> Void
  ) throws {
    let block = UnsafeMutableBufferPointer<ObservationRow>.allocate(capacity: 256)
    defer { block.deallocate() }
    var first = 0
    while first < order.count {
      let length = Swift.min(block.count, order.count - first)
      for index in 0..<length { block.initializeElement(at: index, to: self[first + index]) }
      try body(first, UnsafeBufferPointer(rebasing: block[..<length]))
      first += length
    }
  }
}
