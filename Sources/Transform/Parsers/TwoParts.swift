internal import Fetch

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads a large data file on two threads: its second half from where a row seems to begin.
///
/// Whether a row does begin there is known when the first half has been read: only if a row of it
/// ends at that very place is the second half taken in, and else it is read again, in order. So the
/// result is that of one thread, whatever the file holds.
struct TwoParts {
  /// Files below this size are not worth a second thread.
  var smallest = 8 << 20
  /// Where to look for the second half, as a share of the file.
  var share = 0.5

  private let snapshot: Snapshot
  private let header: FingertipsHeader
  private let number: Int

  init(_ snapshot: Snapshot, _ header: FingertipsHeader, _ number: Int) {
    self.snapshot = snapshot
    self.header = header
    self.number = number
  }

  /// - Throws: ``TransformError`` when the file as a whole is not to be trusted.
  func read(_ data: inout FingertipsData, _ reader: inout CSVReader) throws {
    if !reader.endsInCR, let place = place(after: reader.position) {
      let later = LaterPart(snapshot, header, number, from: place, data.collector.forLaterPart())
      later.start()
      defer { later.finish() }
      let isMet = try data.read(&reader, upTo: place)
      later.finish()
      if isMet, later.isTaken(by: &data, linesBefore: reader.linesRead) { return }
    }
    try data.read(&reader)
  }

  /// The first place behind a line end in the second half of a plain file.
  private func place(after position: Int) -> Int? {
    guard !snapshot.isGzip else { return nil }
    let descriptor = open(snapshot.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let size = Int(lseek(descriptor, 0, SEEK_END))
    let middle = max(position, Int(Double(size) * share))
    guard size >= smallest, middle < size else { return nil }
    var piece = [UInt8](repeating: 0, count: min(1 << 16, size - middle))
    let count = pread(descriptor, &piece, piece.count, off_t(middle))
    guard count > 0, let end = piece[..<count].firstIndex(of: ASCII.lineFeed) else { return nil }
    let place = middle + end + 1
    return place < size ? place : nil
  }
}

/// The second half of a file while it is read on another thread. Nothing of it is looked at from
/// outside between ``start()`` and ``finish()``.
private final class LaterPart: @unchecked Sendable {
  private let snapshot: Snapshot
  private let header: FingertipsHeader
  private let place: Int
  private var data: FingertipsData
  private var isWhole = false
  private var reading: OtherThread<Void>?

  init(
    _ snapshot: Snapshot, _ header: FingertipsHeader, _ number: Int, from place: Int,
    _ collector: ObservationCollector
  ) {
    self.snapshot = snapshot
    self.header = header
    self.place = place
    data = FingertipsData(
      header: header, snapshot: number, file: snapshot.name, into: collector)
  }

  func start() {
    reading = OtherThread { [unowned self] in read() }
  }

  private func read() {
    do {
      var reader = CSVReader(
        within: try ByteBlocks(plainFile: snapshot.path, from: place, name: snapshot.name),
        expectedFields: header.names.count)
      try data.read(&reader)
      isWhole = reader.rowsNotInUTF8 == 0
    } catch {
      isWhole = false
    }
  }

  /// Waits for the end of the reading.
  func finish() { reading?.wait() }

  /// Hands the rows over, if they can be had.
  func isTaken(by first: inout FingertipsData, linesBefore: Int) -> Bool {
    isWhole && first.take(data, linesBefore: linesBefore)
  }
}
