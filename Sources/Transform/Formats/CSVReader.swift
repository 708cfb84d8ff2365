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
  private var endsInCR = false
  private var sawFirstRow = false

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
    buffer.initialize(repeating: 0, count: Self.capacity + 16)
  }

  init(_ bytes: [UInt8], name: String) {
    self.init(ByteBlocks(bytes, name: name))
  }

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

  private mutating func joined(_ first: Int, _ second: Int) -> UnsafeBufferPointer<UInt8> {
    let (left, right) = (field(first), field(second))
    let begin = scratchUsed
    for byte in left { append(byte) }
    append(ASCII.unitSeparator)
    for byte in right { append(byte) }
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
        if hasHighBytes, !isUTF8(rowStart..<rowEnd) { return .broken(.init(.notUTF8, byte: 0)) }
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

  /// One pass over a row. A machine of two states, in and out of quotation marks.
  private mutating func scan() -> Scan {
    let classes = ByteClass.table
    var at = start
    var count = 0
    var lines = 1
    var hasHighBytes = false
    fieldLoop: while true {
      guard count < Self.maximumFields else { return .fault(fault(.tooManyFields, at)) }
      var fieldStart = at
      var doubled = false
      var contentEnd = -1
      if at < end, buffer[at] == ASCII.quote {
        at += 1
        fieldStart = at
        quoted: while true {
          while at < end, classes[Int(buffer[at])] == .plain { at += 1 }
          if at - fieldStart > Self.maximumFieldBytes {
            return .fault(fault(.fieldTooLong, fieldStart))
          }
          guard at < end else {
            return atEnd ? .fault(fault(.quoteNeverCloses, fieldStart)) : .needsMore
          }
          switch classes[Int(buffer[at])] {
          case .quote:
            if at + 1 >= end, !atEnd { return .needsMore }
            if at + 1 < end, buffer[at + 1] == ASCII.quote {
              doubled = true
              at += 2
              continue quoted
            }
            contentEnd = at
            at += 1
            break quoted
          case .lineFeed: lines += 1
          case .high: hasHighBytes = true
          case .control: return .fault(fault(.controlCharacter, at))
          case .comma, .carriageReturn, .plain: break
          }
          at += 1
        }
        if at >= end, !atEnd { return .needsMore }
        if at < end, !isFieldEnd(buffer[at]) { return .fault(fault(.textAfterQuote, at)) }
      }
      unquoted: while true {
        while at < end, classes[Int(buffer[at])] == .plain { at += 1 }
        if at - fieldStart > Self.maximumFieldBytes {
          return .fault(fault(.fieldTooLong, fieldStart))
        }
        guard at < end else {
          if !atEnd { return .needsMore }
          store(count, fieldStart, contentEnd < 0 ? at : contentEnd, doubled)
          fieldCount = count + 1
          return .row(end: at, lines: lines, hasHighBytes: hasHighBytes)
        }
        switch classes[Int(buffer[at])] {
        case .comma:
          store(count, fieldStart, contentEnd < 0 ? at : contentEnd, doubled)
          count += 1
          at += 1
          continue fieldLoop
        case .lineFeed:
          store(count, fieldStart, contentEnd < 0 ? at : contentEnd, doubled)
          fieldCount = count + 1
          return .row(end: at + 1, lines: lines, hasHighBytes: hasHighBytes)
        case .carriageReturn:
          if at + 1 >= end, !atEnd { return .needsMore }
          let beforeLineFeed = at + 1 < end && buffer[at + 1] == ASCII.lineFeed
          if beforeLineFeed || at + 1 >= end || endsRow(atCarriageReturn: count + 1) {
            store(count, fieldStart, contentEnd < 0 ? at : contentEnd, doubled)
            fieldCount = count + 1
            return .row(
              end: at + (beforeLineFeed ? 2 : 1), lines: lines, hasHighBytes: hasHighBytes)
          }
          if contentEnd >= 0 { return .fault(fault(.textAfterQuote, at)) }
        case .quote: return .fault(fault(.bareQuote, at))
        case .control: return .fault(fault(.controlCharacter, at))
        case .high: hasHighBytes = true
        case .plain: break
        }
        at += 1
      }
    }
  }

  @inline(__always)
  private func store(_ index: Int, _ from: Int, _ to: Int, _ doubled: Bool) {
    fields[index] = Field(start: Int32(from), count: Int32(to - from), hasDoubledQuotes: doubled)
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

  private func isUTF8(_ range: Range<Int>) -> Bool {
    let row = UnsafeBufferPointer(start: buffer + range.lowerBound, count: range.count)
    return String(validating: row, as: UTF8.self) != nil
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
          return fault
        }
      }
      if try !refill() { return fault }
    }
  }

  /// Moves what is left to the front and reads on; false when nothing more came.
  private mutating func refill() throws -> Bool {
    if atEnd { return false }
    if start > 0 {
      buffer.update(from: buffer + start, count: end - start)
      end -= start
      start = 0
    }
    guard end < Self.capacity else { return false }
    let room = UnsafeMutableRawBufferPointer(start: buffer + end, count: Self.capacity - end)
    let count = try blocks.read(into: room)
    if count == 0 { atEnd = true }
    let isFirst = line == 0 && end == 0
    end += count
    if isFirst { skipByteOrderMark() }
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
