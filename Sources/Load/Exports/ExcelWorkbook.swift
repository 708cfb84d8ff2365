#if Excel
  internal import CXlsxWriter

  #if canImport(Glibc)
    internal import Glibc
  #else
    internal import Darwin
  #endif

  /// A workbook that is written row by row, in constant memory.
  ///
  /// Texts are written as texts, so that Excel takes none for a formula.
  final class ExcelWorkbook {
    private let workbook: UnsafeMutablePointer<lxw_workbook>
    private let bold: UnsafeMutablePointer<lxw_format>?
    private let path: String
    private var isClosed = false
    private var sheet: UnsafeMutablePointer<lxw_worksheet>?
    private var row: UInt32 = 0
    private var failure: lxw_error = LXW_NO_ERROR

    /// Excel's own limits.
    static let rowLimit = 1_048_576
    private static let textLimit = 32_767

    init(_ path: String) throws {
      var options = lxw_workbook_options()
      options.constant_memory = 1
      options.use_zip64 = 1
      guard let made = workbook_new_opt(path, &options) else {
        throw ExportError(.excel("it cannot be made"), subject: path)
      }
      workbook = made
      bold = workbook_add_format(made)
      format_set_bold(bold)
      self.path = path
    }

    deinit { if !isClosed { workbook_close(workbook) } }

    /// Says in the file's properties what it is.
    func describe(title: String, subject: String, comments: String, created: Int) {
      withCopies([title, subject, comments]) { texts in
        var properties = lxw_doc_properties()
        properties.title = texts[0]
        properties.subject = texts[1]
        properties.comments = texts[2]
        properties.created = created
        check(workbook_set_properties(workbook, &properties))
      }
    }

    /// The library wants strings that it could change; it copies them.
    private func withCopies(_ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Void) {
      let copies = texts.map { strdup($0) }
      body(copies)
      copies.forEach { free($0) }
    }

    /// Begins a sheet with a header that stays in view.
    func startSheet(_ name: String, columns: [(name: String, width: Double)]) {
      sheet = workbook_add_worksheet(workbook, name)
      row = 0
      for (index, column) in columns.enumerated() {
        let number = UInt16(truncatingIfNeeded: index)
        check(worksheet_set_column(sheet, number, number, column.width, nil))
        check(worksheet_write_string(sheet, 0, number, column.name, bold))
      }
      worksheet_freeze_panes(sheet, 1, 0)
      row = 1
    }

    /// Whether another row fits on the sheet.
    var hasRoom: Bool { row < Self.rowLimit }

    func append(_ values: borrowing Row) {
      for column in 0..<values.columnCount {
        append(values.cell(column), UInt16(truncatingIfNeeded: column))
      }
      row += 1
    }

    func append(texts: [String]) {
      for (column, text) in texts.enumerated() {
        append(text, UInt16(truncatingIfNeeded: column))
      }
      row += 1
    }

    private func append(_ cell: StoredValue, _ column: UInt16) {
      switch cell {
      case .null: break
      case .integer(let number):
        check(worksheet_write_number(sheet, row, column, Double(number), nil))
      case .real(let number): check(worksheet_write_number(sheet, row, column, number, nil))
      case .text(let bytes): append(String(decoding: bytes, as: UTF8.self), column)
      case .blob(let byteCount): append("<\(byteCount) bytes>", column)
      }
    }

    private func append(_ text: String, _ column: UInt16) {
      // Excel counts UTF-16 units.
      let fits = text.utf8.count < Self.textLimit
      let shown = fits ? text : String(text.prefix(Self.textLimit / 4)) + "…"
      check(worksheet_write_string(sheet, row, column, shown, nil))
    }

    /// Remembers the first failure; it is told when the workbook is closed.
    private func check(_ status: lxw_error) {
      if failure == LXW_NO_ERROR { failure = status }
    }

    func close() throws {
      isClosed = true
      check(workbook_close(workbook))
      if failure != LXW_NO_ERROR {
        throw ExportError(.excel(String(cString: lxw_strerror(failure))), subject: path)
      }
    }
  }
#endif
