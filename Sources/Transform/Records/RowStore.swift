#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Rows in the order in which they came, in blocks that never move: an array that doubles would
/// hold everything twice while it grows.
///
/// It may be shared between threads because nothing is appended once the reading has ended.
final class RowStore: @unchecked Sendable {
  private var blocks: [UnsafeMutablePointer<ObservationRow>] = []
  /// The room that is left in the last block.
  private var next: UnsafeMutablePointer<ObservationRow>?
  private var room = 0

  private static let blockShift = 17
  private static let blockRows = 1 << blockShift

  deinit { for block in blocks { block.deallocate() } }

  var count: Int { blocks.count * Self.blockRows - room }

  @inline(__always)
  subscript(index: Int) -> ObservationRow {
    blocks[index >> Self.blockShift][index & (Self.blockRows - 1)]
  }

  @inline(__always)
  func append(_ row: ObservationRow) {
    if room == 0 { addBlock() }
    next?.initialize(to: row)
    next = next.map { $0 + 1 }
    room -= 1
  }

  /// Forgets all rows but the first ones: a file that could not be read to its end leaves nothing.
  func keep(first count: Int) {
    while blocks.count * Self.blockRows >= count + Self.blockRows {
      blocks.removeLast().deallocate()
    }
    room = blocks.count * Self.blockRows - count
    next = blocks.last.map { $0 + (Self.blockRows - room) }
  }

  private func addBlock() {
    let block = UnsafeMutablePointer<ObservationRow>.allocate(capacity: Self.blockRows)
    blocks.append(block)
    (next, room) = (block, Self.blockRows)
  }
}
