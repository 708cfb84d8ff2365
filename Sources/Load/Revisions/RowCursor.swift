internal import Transform

/// Rows in order, fetched some hundred at a time; see ``ObservationRows/forEachBlock(_:)``.
struct RowCursor: ~Copyable {
  private let rows: ObservationRows
  private let block: UnsafeMutablePointer<ObservationRow>
  private var first = 0
  private var count = 0
  private static let capacity = 256
  /// After so many, those that were looked at need not stay in memory.
  private static let manyRows = 1 << 16

  init(_ rows: ObservationRows) {
    self.rows = rows
    block = .allocate(capacity: Self.capacity)
  }

  deinit { block.deallocate() }

  /// A row, valid until the next one is asked for.
  @inline(__always)
  mutating func row(_ index: Int) -> UnsafePointer<ObservationRow> {
    if index < first || index >= first + count { fetch(index) }
    return UnsafePointer(block + (index - first))
  }

  private mutating func fetch(_ index: Int) {
    if index / Self.manyRows != first / Self.manyRows { rows.letGo() }
    (first, count) = (index, min(Self.capacity, rows.count - index))
    for offset in 0..<count { (block + offset).initialize(to: rows[index + offset]) }
  }
}
