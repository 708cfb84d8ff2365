/// How rows are written as text. Numbers are decimals in every format.
protocol RowFormat {
  /// What comes before a cell.
  func begin(column: Int, in sink: inout ByteSink)
  func append(_ text: UnsafeBufferPointer<UInt8>, to sink: inout ByteSink)
  func appendNull(to sink: inout ByteSink)
  func endRow(in sink: inout ByteSink)
}

extension RowFormat {
  @inline(__always)
  func append(_ cell: StoredValue, column: Int, to sink: inout ByteSink) {
    begin(column: column, in: &sink)
    switch cell {
    case .null: appendNull(to: &sink)
    case .integer(let number): sink.append(number)
    case .real(let number): append(number, to: &sink)
    case .text(let bytes): append(bytes, to: &sink)
    case .blob(let byteCount): append("<\(byteCount) bytes>", to: &sink)
    }
  }

  /// Infinity has no decimals.
  @inline(__always)
  func append(_ number: Double, to sink: inout ByteSink) {
    if number.isFinite { sink.append(number) } else { appendNull(to: &sink) }
  }

  func append(_ text: String, to sink: inout ByteSink) {
    var text = text
    text.withUTF8 { append($0, to: &sink) }
  }

  /// A row of texts, such as a header.
  func append(row texts: [String], to sink: inout ByteSink) {
    for (column, text) in texts.enumerated() {
      begin(column: column, in: &sink)
      append(text, to: &sink)
    }
    endRow(in: &sink)
  }

  /// Every column of the row that a query stands on.
  func append(_ row: borrowing Row, to sink: inout ByteSink) throws {
    for column in 0..<row.columnCount { append(row.cell(column), column: column, to: &sink) }
    endRow(in: &sink)
    try sink.rowIsComplete()
  }
}

/// RFC 4180 with line feeds. A text that a spreadsheet would take for a formula begins with an
/// apostrophe.
struct CSVRows: RowFormat {
  @inline(__always)
  func begin(column: Int, in sink: inout ByteSink) {
    if column > 0 { sink.append(UInt8(ascii: ",")) }
  }

  @inline(__always)
  func append(_ text: UnsafeBufferPointer<UInt8>, to sink: inout ByteSink) {
    let isFormula = Self.isFormula(text)
    guard isFormula || text.contains(where: Self.needsQuotation) else { return sink.append(text) }
    sink.append(UInt8(ascii: "\""))
    if isFormula { sink.append(UInt8(ascii: "'")) }
    for byte in text {
      if byte == UInt8(ascii: "\"") { sink.append(byte) }
      sink.append(byte)
    }
    sink.append(UInt8(ascii: "\""))
  }

  @inline(__always)
  func appendNull(to sink: inout ByteSink) {}

  @inline(__always)
  func endRow(in sink: inout ByteSink) { sink.append(UInt8(ascii: "\n")) }

  @inline(__always)
  private static func needsQuotation(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
      || byte == UInt8(ascii: "\r")
  }

  /// Spreadsheets take `= + - @`, their full-width forms, a tab or a carriage return at the
  /// beginning for that of a formula, also after blanks.
  @inline(__always)
  private static func isFormula(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    switch text.first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D:
      true
    case 0x0A, 0x20, 0xC2, 0xEF: isHiddenFormula(text)
    default: false
    }
  }

  @inline(never)
  private static func isHiddenFormula(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let first = String(decoding: text.prefix(64), as: UTF8.self).unicodeScalars.first {
      !$0.properties.isWhitespace && $0 != "\u{FEFF}"
    }
    return first.map { "=+-@＝＋－＠".unicodeScalars.contains($0) } ?? false
  }
}

/// One JSON object a line, with every column, `null` where there is nothing.
struct JSONRows: RowFormat {
  /// What comes before each column's value.
  private let keys: [[UInt8]]

  init(columns: [String]) {
    keys = columns.enumerated().map { index, name in
      Array(((index == 0 ? "{" : ",") + MetadataValue.text(name).json + ":").utf8)
    }
  }

  @inline(__always)
  func begin(column: Int, in sink: inout ByteSink) { sink.append(keys[column]) }

  @inline(__always)
  func append(_ text: UnsafeBufferPointer<UInt8>, to sink: inout ByteSink) {
    sink.append(UInt8(ascii: "\""))
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        sink.append(UInt8(ascii: "\\"))
        sink.append(byte)
      case 0..<0x20: sink.append("\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16))
      default: sink.append(byte)
      }
    }
    sink.append(UInt8(ascii: "\""))
  }

  @inline(__always)
  func appendNull(to sink: inout ByteSink) { sink.append("null") }

  @inline(__always)
  func endRow(in sink: inout ByteSink) {
    sink.append(UInt8(ascii: "}"))
    sink.append(UInt8(ascii: "\n"))
  }
}
