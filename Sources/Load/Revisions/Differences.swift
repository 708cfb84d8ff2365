internal import Transform

/// One cell that differs between two releases.
struct Difference {
  let kind: RevisionKind
  let cell: Cell
  /// Not-a-number where there is none, as `new`.
  let old: Double
  let new: Double
  /// What differs, for a revised cell.
  var changed: CellChange = []
  /// The numbers of the files that the values were read from, 0 where there is none.
  let files: (old: Int, new: Int)
}

/// What differs between two releases, in the order in which it was found: few in memory, many in a
/// file until they can be written.
final class Differences {
  private var last: [Difference] = []
  private var mostInMemory: Int
  private let file: WaitingFile

  private static let size = MemoryLayout<Difference>.stride

  /// - Parameters:
  ///   - most: how many stay in memory.
  ///   - folder: where the file lies; that of `TMPDIR` where nil.
  init(inMemory most: Int = 1 << 16, waitingIn folder: String? = nil) {
    mostInMemory = most
    file = WaitingFile(in: folder)
  }

  func append(_ difference: Difference) {
    last.append(difference)
    if last.count == mostInMemory { putAway() }
  }

  /// Where the disk has no room, memory has to do.
  private func putAway() {
    if last.withUnsafeBytes({ file.append($0) }) == nil {
      mostInMemory = .max
    } else {
      last.removeAll(keepingCapacity: true)
    }
  }

  func forEach(_ body: (Difference) throws -> Void) rethrows {
    let most = 1 << 12
    let held = file.byteCount / Self.size
    for first in stride(from: 0, to: held, by: most) {
      let count = min(most, held - first)
      let some = [Difference](unsafeUninitializedCapacity: count) { buffer, initialized in
        file.read(
          UnsafeMutableRawBufferPointer(start: buffer.baseAddress, count: count * Self.size),
          at: first * Self.size)
        initialized = count
      }
      try some.forEach(body)
    }
    try last.forEach(body)
  }
}
