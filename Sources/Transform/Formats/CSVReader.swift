/// Reads CSV by RFC 4180, strictly, from raw bytes, one row at a time in bounded memory.
///
/// A row that breaks the rules is returned as ``Row/broken(_:)`` and reading goes on at the next
/// physical line after the row's first, so that a stray quotation mark costs that row alone.
/// Lines may end in LF, CRLF or, where the first line does, in CR. A byte order mark is skipped.
///
/// Limits: a field holds at most 64 KiB, a row at most 1 MiB. Text must be UTF-8; control
/// characters other than the tab are refused, and line ends are allowed only inside quotes.
struct CSVReader: ~Copyable {
  enum Row: Equatable {
    case fields(count: Int)
    case broken(CSVFault)
  }

  /// Lines are counted from 1; a row's line is the one it starts on.
  private(set) var line = 0
  private(set) var fieldCount = 0
  /// Whether the file stops within the line of this row, as it does when it was cut short.
  private(set) var hasNoLineEnd = false
  /// Rows with other letters than those of ASCII, in UTF-8 and not in it.
  private(set) var rowsInUTF8 = 0
  private(set) var rowsNotInUTF8 = 0
  /// How many fields a whole row has. Set after the header; 0 accepts any number.
  var expectedFields = 0

  private var blocks: ByteBlocks
  private let buffer: UnsafeMutablePointer<UInt8>
  private var fields: UnsafeMutablePointer<Field>
  private let scratch: UnsafeMutablePointer<UInt8>
  private var scratchUsed = 0
  private var start = 0
  private var end = 0
  private var atEnd = false
  private var nextLine = 1
  private(set) var endsInCR = false
  private var sawFirstRow = false
  /// Bytes of the file that have left the buffer.
  private var passed = 0
  private var mayHaveByteOrderMark = true

  static let capacity = 1 << 20
  static let maximumFieldBytes = 1 << 16
  static let maximumFields = 512

  struct Field {
    var start: Int32
    var count: Int32
    var hasDoubledQuotes: Bool
  }

  init(_ blocks: consuming ByteBlocks) {
    self.blocks = blocks
    buffer = .allocate(capacity: Self.capacity + 16)
    fields = .allocate(capacity: Self.maximumFields)
    scratch = .allocate(capacity: 4 * Self.capacity)
    (buffer + Self.capacity).initialize(repeating: 0, count: 16)
  }

  init(_ bytes: [UInt8], name: String) {
    self.init(ByteBlocks(bytes, name: name))
  }

  /// Goes on within a file whose lines do not end in CR, where a row begins.
  init(within blocks: consuming ByteBlocks, expectedFields: Int) {
    self.init(blocks)
    self.expectedFields = expectedFields
    sawFirstRow = true
    mayHaveByteOrderMark = false
  }

  /// How many bytes the rows so far took.
  var position: Int { passed + start }

  /// How many physical lines lie behind.
  var linesRead: Int { nextLine - 1 }

  deinit {
    buffer.deallocate()
    fields.deallocate()
    scratch.deallocate()
  }

  /// The bytes of a field of the current row, without its quotation marks.
  ///
  /// They stay valid until the next call of ``next()``.
  @inline(__always)
  mutating func field(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    let field = fields[index]
    let bytes = UnsafeBufferPointer(start: buffer + Int(field.start), count: Int(field.count))
    return field.hasDoubledQuotes ? undoubled(bytes) : bytes
  }

  /// The bytes from the start of one field to the end of another, as they stand in the file.
  @inline(__always)
  func span(_ first: Int, _ last: Int) -> UnsafeBufferPointer<UInt8> {
    let begin = Int(fields[first].start)
    let finish = Int(fields[last].start) + Int(fields[last].count)
    return UnsafeBufferPointer(start: buffer + begin, count: finish - begin)
  }

  /// Bytes by which the texts of two columns together can be known again.
  @inline(__always)
  mutating func pair(_ first: Int, _ second: Int) -> UnsafeBufferPointer<UInt8> {
    second == first + 1 ? span(first, second) : joined(first, second)
  }

  /// Bytes by which the texts of columns that do not stand side by side can be known again.
  @inline(never)
  mutating func joined(_ columns: Int...) -> UnsafeBufferPointer<UInt8> {
    let texts = columns.map { field($0) }
    let begin = scratchUsed
    for text in texts {
      for byte in text { append(byte) }
      append(ASCII.unitSeparator)
    }
    return UnsafeBufferPointer(start: scratch + begin, count: scratchUsed - begin)
  }

  private mutating func append(_ byte: UInt8) {
    scratch[scratchUsed] = byte
    scratchUsed += 1
  }

  mutating func text(_ index: Int) -> String {
    String(decoding: field(index), as: UTF8.self)
  }

  private mutating func undoubled(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>
  {
    let begin = scratchUsed
    var previousWasQuote = false
    for byte in bytes {
      if byte == ASCII.quote, previousWasQuote {
        previousWasQuote = false
        continue
      }
      previousWasQuote = byte == ASCII.quote
      append(byte)
    }
    return UnsafeBufferPointer(start: scratch + begin, count: scratchUsed - begin)
  }

  /// The first bytes of the file, at most so many, before any row was read.
  mutating func opening(_ count: Int) throws -> [UInt8] {
    if start == end { _ = try refill() }
    return Array(UnsafeBufferPointer(start: buffer + start, count: min(count, end - start)))
  }

  /// The next row, or nil at the end. Blank lines are passed over where rows have several fields.
  mutating func next() throws -> Row? {
    scratchUsed = 0
    while true {
      if start == end, try !refill() { return nil }
      line = nextLine
      switch scan() {
      case .needsMore:
        if try refill() { continue }
        if end - start >= Self.capacity { return .broken(try abandonRow(.rowTooLong)) }
        atEnd = true
      case .fault(let cause):
        return .broken(try abandonRow(cause))
      case .row(let rowEnd, let lines, let hasHighBytes):
        let rowStart = start
        start = rowEnd
        nextLine += lines
        sawFirstRow = true
        if hasHighBytes, !countUTF8(rowStart..<rowEnd) { return .broken(.init(.notUTF8, byte: 0)) }
        if fieldCount == 1, fields[0].count == 0, expectedFields != 1 { continue }
        return .fields(count: fieldCount)
      }
    }
  }

  private enum Scan {
    case row(end: Int, lines: Int, hasHighBytes: Bool)
    case needsMore
    case fault(CSVFault)
  }

  /// How far the reading of a row has come.
  private struct Progress {
    let classes = ByteClass.table
    var at: Int
    var count = 0
    var lines = 1
    var hasHighBytes = false
    /// The field being read: where its text starts, and where it ended if it was quoted.
    var fieldStart = 0
    var contentEnd = -1
    var hasDoubledQuotes = false

    @inline(__always)
    mutating func startField() {
      fieldStart = at
      contentEnd = -1
      hasDoubledQuotes = false
    }
  }

  /// One pass over a row. A machine of two states, in and out of quotation marks.
  private mutating func scan() -> Scan {
    var progress = Progress(at: start)
    while true {
      guard progress.count < Self.maximumFields else {
        return .fault(fault(.tooManyFields, progress.at))
      }
      progress.startField()
      if progress.at < end, buffer[progress.at] == ASCII.quote {
        if let stopped = scanQuoted(&progress) { return stopped }
      }
      if let stopped = scanUnquoted(&progress) { return stopped }
    }
  }

  /// Passes over a field's text between quotation marks; nil once the closing one is behind.
  @inline(__always)
  private func scanQuoted(_ progress: inout Progress) -> Scan? {
    progress.at += 1
    progress.fieldStart = progress.at
    while true {
      let byte = skipPlain(&progress)
      if isTooLong(progress) { return .fault(fault(.fieldTooLong, progress.fieldStart)) }
      guard progress.at < end else {
        return atEnd ? .fault(fault(.quoteNeverCloses, progress.fieldStart)) : .needsMore
      }
      switch byte {
      case .quote:
        if progress.at + 1 >= end, !atEnd { return .needsMore }
        if progress.at + 1 < end, buffer[progress.at + 1] == ASCII.quote {
          progress.hasDoubledQuotes = true
          progress.at += 1
        } else {
          progress.contentEnd = progress.at
          progress.at += 1
          return afterQuote(progress)
        }
      case .lineFeed: progress.lines += 1
      case .high: progress.hasHighBytes = true
      case .control: return .fault(fault(.controlCharacter, progress.at))
      case .comma, .carriageReturn, .plain: break
      }
      progress.at += 1
    }
  }

  /// Nothing but the end of the field may follow its closing quotation mark.
  @inline(__always)
  private func afterQuote(_ progress: Progress) -> Scan? {
    guard progress.at < end else { return atEnd ? nil : .needsMore }
    return isFieldEnd(buffer[progress.at]) ? nil : .fault(fault(.textAfterQuote, progress.at))
  }

  /// Passes over text to the end of its field; nil when another field follows in the row.
  @inline(__always)
  private mutating func scanUnquoted(_ progress: inout Progress) -> Scan? {
    while true {
      let byte = skipPlain(&progress)
      if isTooLong(progress) { return .fault(fault(.fieldTooLong, progress.fieldStart)) }
      guard progress.at < end else { return atEnd ? endRow(progress, 0) : .needsMore }
      switch byte {
      case .comma:
        store(progress)
        progress.count += 1
        progress.at += 1
        return nil
      case .lineFeed: return endRow(progress, 1)
      case .carriageReturn:
        if let ended = atCarriageReturn(progress) { return ended }
      case .quote: return .fault(fault(.bareQuote, progress.at))
      case .control: return .fault(fault(.controlCharacter, progress.at))
      case .high: progress.hasHighBytes = true
      case .plain: break
      }
      progress.at += 1
    }
  }

  /// Moves on to the next byte that means something, and says what; eight bytes in a step.
  @inline(__always)
  private func skipPlain(_ progress: inout Progress) -> ByteClass {
    var at = progress.at
    while at < end {
      let marks = ByteClass.marks(
        in: UnsafeRawPointer(buffer + at).loadUnaligned(as: UInt64.self).littleEndian)
      at += marks.trailingZeroBitCount >> 3
      if marks == 0 || at >= end { continue }
      let byte = progress.classes[Int(buffer[at])]
      if byte != .plain {
        progress.at = at
        return byte
      }
      at += 1
    }
    progress.at = end
    return .plain
  }

  @inline(__always)
  private func isTooLong(_ progress: Progress) -> Bool {
    progress.at - progress.fieldStart > Self.maximumFieldBytes
  }

  /// A bare CR that neither ends the row nor follows a quotation mark is part of the text.
  private mutating func atCarriageReturn(_ progress: Progress) -> Scan? {
    let next = progress.at + 1
    if next >= end, !atEnd { return .needsMore }
    if next < end, buffer[next] == ASCII.lineFeed { return endRow(progress, 2) }
    if next >= end || endsRow(atCarriageReturn: progress.count + 1) { return endRow(progress, 1) }
    return progress.contentEnd >= 0 ? .fault(fault(.textAfterQuote, progress.at)) : nil
  }

  /// Ends a row at a line end of so many bytes; 0 at the end of a file without one.
  @inline(__always)
  private mutating func endRow(_ progress: Progress, _ lineEndBytes: Int) -> Scan {
    store(progress)
    fieldCount = progress.count + 1
    hasNoLineEnd = lineEndBytes == 0
    return .row(
      end: progress.at + lineEndBytes, lines: progress.lines, hasHighBytes: progress.hasHighBytes)
  }

  @inline(__always)
  private func store(_ progress: Progress) {
    let contentEnd = progress.contentEnd < 0 ? progress.at : progress.contentEnd
    fields[progress.count] = Field(
      start: Int32(progress.fieldStart), count: Int32(contentEnd - progress.fieldStart),
      hasDoubledQuotes: progress.hasDoubledQuotes)
  }

  /// A bare CR ends a row in a file whose first line ends so, or where the row is complete there.
  private mutating func endsRow(atCarriageReturn fieldsSoFar: Int) -> Bool {
    if !sawFirstRow { endsInCR = true }
    return endsInCR || fieldsSoFar == expectedFields
  }

  private func isFieldEnd(_ byte: UInt8) -> Bool {
    byte == ASCII.comma || byte == ASCII.lineFeed || byte == ASCII.carriageReturn
  }

  private func fault(_ cause: CSVFault.Cause, _ position: Int) -> CSVFault {
    CSVFault(cause, byte: position - start + 1)
  }

  /// Whether a row with letters beyond ASCII is UTF-8, and counts it as such or not.
  private mutating func countUTF8(_ range: Range<Int>) -> Bool {
    let row = UnsafeBufferPointer(start: buffer + range.lowerBound, count: range.count)
    let isUTF8 = String(validating: row, as: UTF8.self) != nil
    if isUTF8 { rowsInUTF8 += 1 } else { rowsNotInUTF8 += 1 }
    return isUTF8
  }

  private mutating func abandonRow(_ cause: CSVFault.Cause) throws -> CSVFault {
    try abandonRow(CSVFault(cause, byte: 1))
  }

  /// Passes over the rest of the physical line on which a broken row starts.
  private mutating func abandonRow(_ fault: CSVFault) throws -> CSVFault {
    let lineEnd = endsInCR ? ASCII.carriageReturn : ASCII.lineFeed
    while true {
      while start < end {
        start += 1
        if buffer[start - 1] == lineEnd {
          nextLine += 1
          hasNoLineEnd = false
          return fault
        }
      }
      if try !refill() {
        hasNoLineEnd = true
        return fault
      }
    }
  }

  /// Moves what is left to the front and reads on; false when nothing more came.
  private mutating func refill() throws -> Bool {
    if atEnd { return false }
    if start > 0 {
      buffer.update(from: buffer + start, count: end - start)
      passed += start
      end -= start
      start = 0
    }
    guard end < Self.capacity else { return false }
    let room = UnsafeMutableRawBufferPointer(start: buffer + end, count: Self.capacity - end)
    let count = try blocks.read(into: room)
    if count == 0 { atEnd = true }
    end += count
    if mayHaveByteOrderMark { skipByteOrderMark() }
    mayHaveByteOrderMark = false
    return count > 0
  }

  private mutating func skipByteOrderMark() {
    if end >= 3, buffer[0] == 0xEF, buffer[1] == 0xBB, buffer[2] == 0xBF { start = 3 }
  }
}

/// Why a row is not a row of CSV, and at which byte of it, counted from 1.
struct CSVFault: Equatable, Sendable {
  enum Cause: String, Sendable {
    case bareQuote, textAfterQuote, quoteNeverCloses, controlCharacter, notUTF8
    case fieldTooLong, rowTooLong, tooManyFields
  }

  let cause: Cause
  let byte: Int

  init(_ cause: Cause, byte: Int) {
    self.cause = cause
    self.byte = byte
  }
}

enum ASCII {
  static let comma = UInt8(ascii: ",")
  static let quote = UInt8(ascii: "\"")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let tab = UInt8(ascii: "\t")
  static let unitSeparator: UInt8 = 0x1F
}

/// What a byte means to a reader of CSV.
enum ByteClass: UInt8 {
  case plain, comma, quote, lineFeed, carriageReturn, control, high

  nonisolated(unsafe) static let table: UnsafePointer<ByteClass> = {
    let table = UnsafeMutablePointer<ByteClass>.allocate(capacity: 256)
    for byte in 0..<256 { table[byte] = of(UInt8(byte)) }
    return UnsafePointer(table)
  }()

  /// The top bit of each byte that may not be plain. The lowest is exact, but for the tab; those
  /// above it may be set in error.
  @inline(__always)
  static func marks(in word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    let control = (word &- ones &* 0x20) & ~word
    let commas = word ^ (ones &* UInt64(ASCII.comma))
    let quotes = word ^ (ones &* UInt64(ASCII.quote))
    let delete = word &+ ones
    return (control | (commas &- ones) & ~commas | (quotes &- ones) & ~quotes | word | delete)
      & tops
  }

  private static func of(_ byte: UInt8) -> ByteClass {
    switch byte {
    case ASCII.comma: .comma
    case ASCII.quote: .quote
    case ASCII.lineFeed: .lineFeed
    case ASCII.carriageReturn: .carriageReturn
    case ASCII.tab: .plain
    case 0..<0x20, 0x7F: .control
    case 0x80...: .high
    default: .plain
    }
  }
}
