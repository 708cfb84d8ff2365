/// Rows, apart by the part of the map that their area is in, so that
/// they can be put in order part by part.
///
/// What is more than a few tens of megabytes waits in a file without a name, and in memory where the
/// disk has no room for it.
///
/// Several threads may look at it once nothing is appended any more.
final class RowStore: @unchecked Sendable {
  private struct Chunk {
    enum Place {
      case memory(UnsafeMutablePointer<ObservationRow>)
      case file(offset: Int)
    }

    let place: Place
    var count: Int
  }

  /// The chunk of a part that is being filled.
  private struct Open {
    var rows: UnsafeMutablePointer<ObservationRow>?
    var count = chunkRows
  }

  let partCount: Int
  private var full: [[Chunk]]
  private let open: UnsafeMutablePointer<Open>
  private var chunksInMemory = 0
  private let file: WaitingFile
  /// Stores whose rows count as this one's, each row changed when it is looked at.
  private var taken: [(store: RowStore, change: (inout ObservationRow) -> Void)] = []

  private static let chunkRows = 1024
  private static let chunkBytes = chunkRows * MemoryLayout<ObservationRow>.stride
  /// About 23 megabytes.
  private static let mostChunksInMemory = 256

  /// - Parameters:
  ///   - count: how many parts there are.
  ///   - folder: where the file lies; the usual place where nil.
  init(parts count: Int, waitingIn folder: String? = nil) {
    file = WaitingFile(in: folder)
    partCount = count
    full = Array(repeating: [], count: count)
    open = .allocate(capacity: count)
    open.initialize(repeating: Open(), count: count)
  }

  deinit {
    for number in 0..<partCount { clear(number) }
    open.deallocate()
  }

  private static func free(_ chunks: ArraySlice<Chunk>) {
    for chunk in chunks { if case .memory(let rows) = chunk.place { rows.deallocate() } }
  }

  var count: Int { (0..<partCount).reduce(0) { $0 + count(inPart: $1) } }

  func count(inPart number: Int) -> Int {
    full[number].reduce(openCount(number)) { $0 + $1.count }
      + taken.reduce(0) { $0 + $1.store.count(inPart: number) }
  }

  private func openCount(_ number: Int) -> Int {
    open[number].rows == nil ? 0 : open[number].count
  }

  @inline(__always)
  func append(_ row: ObservationRow, toPart number: Int) {
    if open[number].count == Self.chunkRows { startChunk(number) }
    open[number].rows?.advanced(by: open[number].count).initialize(to: row)
    open[number].count += 1
  }

  private func startChunk(_ number: Int) {
    if let rows = open[number].rows {
      if chunksInMemory >= Self.mostChunksInMemory,
        let offset = file.append(UnsafeRawBufferPointer(start: rows, count: Self.chunkBytes))
      {
        full[number].append(Chunk(place: .file(offset: offset), count: Self.chunkRows))
        open[number].count = 0
        return
      }
      full[number].append(Chunk(place: .memory(rows), count: Self.chunkRows))
    }
    chunksInMemory += 1
    open[number] = Open(rows: .allocate(capacity: Self.chunkRows), count: 0)
  }

  /// Every row of a part: the store's own in the order in which they came, then those of others.
  func forEach(inPart number: Int, _ body: (ObservationRow) -> Void) {
    forEachOwn(inPart: number, body)
    for (store, change) in taken {
      store.forEach(inPart: number) { row in
        var row = row
        change(&row)
        body(row)
      }
    }
  }

  private func forEachOwn(inPart number: Int, _ body: (ObservationRow) -> Void) {
    let buffer = UnsafeMutablePointer<ObservationRow>.allocate(capacity: Self.chunkRows)
    defer { buffer.deallocate() }
    for chunk in full[number] {
      switch chunk.place {
      case .memory(let rows): for index in 0..<chunk.count { body(rows[index]) }
      case .file(let offset):
        let bytes = UnsafeMutableRawBufferPointer(start: buffer, count: Self.chunkBytes)
        file.read(bytes, at: offset)
        for index in 0..<chunk.count { body(buffer[index]) }
      }
    }
    if let rows = open[number].rows { for index in 0..<open[number].count { body(rows[index]) } }
  }

  /// Takes the rows of another store, to which nothing is appended any more, each changed.
  func take(_ other: RowStore, _ change: @escaping (inout ObservationRow) -> Void) {
    taken.append((other, change))
  }

  /// Forgets a part, once its rows have been taken elsewhere.
  func clear(_ number: Int) {
    Self.free(full[number][...])
    full[number] = []
    open[number].rows?.deallocate()
    open[number] = Open()
    for (store, _) in taken { store.clear(number) }
  }
}

// MARK: - Going back

extension RowStore {
  /// How far each part was filled.
  struct Mark {
    fileprivate let counts: [(full: Int, open: Int)]
    fileprivate let taken: Int
  }

  var mark: Mark {
    Mark(counts: (0..<partCount).map { (full[$0].count, openCount($0)) }, taken: taken.count)
  }

  /// Forgets what came after the mark: a file that could not be read to its end leaves nothing.
  func goBack(to mark: Mark) {
    taken.removeLast(taken.count - mark.taken)
    for (number, counts) in mark.counts.enumerated() {
      if full[number].count == counts.full {
        if open[number].rows != nil { open[number].count = counts.open }
      } else {
        cut(number, counts)
      }
    }
  }

  /// The chunk that was open at the mark has been filled since: it is kept as far as it was.
  private func cut(_ number: Int, _ counts: (full: Int, open: Int)) {
    let kept = counts.full + (counts.open > 0 ? 1 : 0)
    Self.free(full[number][kept...])
    full[number] = Array(full[number][..<kept])
    if counts.open > 0 { full[number][kept - 1].count = counts.open }
    open[number].rows?.deallocate()
    open[number] = Open()
  }
}
