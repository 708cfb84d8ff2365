#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Rows in their final order: few in memory, many in a file that is looked at through a window.
///
/// It may be shared between threads because nothing is appended once it is sealed.
final class SortedRows: @unchecked Sendable {
  private(set) var count = 0
  private var rows: UnsafePointer<ObservationRow>?
  private var mappedBytes = 0

  private let file: WaitingFile
  private var buffer: UnsafeMutablePointer<ObservationRow>
  private var buffered = 0
  private var capacity = bufferRows
  /// Rows on their way into the file on another thread, while the buffer is being filled.
  private var spare: UnsafeMutablePointer<ObservationRow>
  private var spareCount = 0
  private var writing: OtherThread<Void>?
  private var hasFailed = false

  /// Below this number rows stay in memory: about six megabytes.
  private static let bufferRows = 1 << 16
  private static let stride = MemoryLayout<ObservationRow>.stride

  /// - Parameter folder: where the file lies; the usual place where nil.
  init(waitingIn folder: String? = nil) {
    file = WaitingFile(in: folder)
    buffer = .allocate(capacity: Self.bufferRows)
    spare = .allocate(capacity: Self.bufferRows)
  }

  deinit {
    writing?.wait()
    if mappedBytes > 0 { munmap(UnsafeMutableRawPointer(mutating: rows), mappedBytes) }
    buffer.deallocate()
    spare.deallocate()
  }

  @inline(__always)
  func append(_ row: ObservationRow) {
    if buffered == capacity { makeRoom() }
    (buffer + buffered).initialize(to: row)
    buffered += 1
    count += 1
  }

  /// Sends the buffer on its way into the file; where the disk has no room, memory has to do.
  private func makeRoom() {
    finishWriting()
    if hasFailed { return grow(to: capacity * 2) }
    swap(&buffer, &spare)
    (spareCount, buffered) = (buffered, 0)
    writing = OtherThread { [unowned self] in
      let bytes = UnsafeRawBufferPointer(start: spare, count: spareCount * Self.stride)
      hasFailed = file.append(bytes) == nil
    }
  }

  /// Waits until what is on its way is in the file, or puts it back before what is in the buffer.
  private func finishWriting() {
    writing?.wait()
    writing = nil
    defer { spareCount = 0 }
    if spareCount == 0 || !hasFailed { return }
    grow(to: capacity * 2, putting: spareCount)
  }

  private func grow(to capacity: Int, putting earlier: Int = 0) {
    let larger = UnsafeMutablePointer<ObservationRow>.allocate(capacity: capacity)
    larger.update(from: spare, count: earlier)
    (larger + earlier).update(from: buffer, count: buffered)
    buffer.deallocate()
    buffer = larger
    buffered += earlier
    self.capacity = capacity
  }

  /// Ends the appending.
  func seal() {
    finishWriting()
    if file.byteCount > 0, !hasFailed {
      makeRoom()
      finishWriting()
    }
    if file.byteCount > 0, buffered == 0, let bytes = file.mapped() {
      rows = bytes.baseAddress?.assumingMemoryBound(to: ObservationRow.self)
      mappedBytes = bytes.count
      return
    }
    gather()
  }

  /// Brings what the file holds back before what did not fit it.
  private func gather() {
    let held = file.byteCount / Self.stride
    if held > 0 {
      let whole = UnsafeMutablePointer<ObservationRow>.allocate(capacity: count)
      file.read(
        UnsafeMutableRawBufferPointer(start: whole, count: held * Self.stride), at: 0)
      (whole + held).update(from: buffer, count: buffered)
      buffer.deallocate()
      buffer = whole
    }
    rows = UnsafePointer(buffer)
  }

  @inline(__always)
  subscript(index: Int) -> ObservationRow {
    // Sealed: there are rows wherever an index is below the count.
    rows.unsafelyUnwrapped[index]
  }

  func slice(_ range: Range<Int>) -> UnsafeBufferPointer<ObservationRow> {
    UnsafeBufferPointer(start: rows.map { $0 + range.lowerBound }, count: range.count)
  }

  /// Gives the pages that were looked at back to the system, which keeps them in its cache.
  func letGo() {
    if mappedBytes > 0 {
      madvise(UnsafeMutableRawPointer(mutating: rows), mappedBytes, MADV_DONTNEED)
    }
  }
}
