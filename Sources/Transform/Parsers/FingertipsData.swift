/// Reads a Fingertips data file into observations, in published order.
///
/// Shape: 26 or 27 columns, one row per area × sex × age × category × time period; an area may come
/// several times, once for each parent.
/// Units: `value` and intervals in the indicator's unit; `count` and `denominator` people or events.
/// Source: Fingertips API `all_data/csv/by_indicator_id`; see docs/sources/fingertips.md.
/// Rows that cannot be read become rejects with their line and column.
struct FingertipsData: ~Copyable {
  private let header: FingertipsHeader
  let collector: ObservationCollector
  private let snapshot: Int
  private let file: String

  private var indicators = SpanDictionary()
  private var areas = SpanDictionary()
  private var strata = SpanDictionary()
  private var periods = SpanDictionary()
  /// Of indicators whose years are those of schools.
  private var academicPeriods = SpanDictionary()
  private var valueNotes = SpanDictionary()
  private var words = SpanDictionary()
  private var refusals: [Refusal] = []

  private(set) var rejects: [Reject] = []
  private(set) var rowsIn = 0
  private var fieldsBefore: Int

  /// Why a cell cannot be read; kept, so that a text is understood once however often it comes.
  struct Refusal: Error {
    let column: String
    let text: String
    let reason: Reject.Reason
  }

  init(
    header: FingertipsHeader, snapshot: Int, file: String, into collector: ObservationCollector
  ) {
    self.header = header
    fieldsBefore = header.names.count
    self.snapshot = snapshot
    self.file = file
    self.collector = collector
  }

  /// Reads the rows that follow the header, or those up to a place where a row begins.
  ///
  /// - Parameters:
  ///   - reader: behind the header.
  ///   - place: bytes from the start of the file; to the end where nil.
  /// - Returns: whether the reading stopped at that very place.
  /// - Throws: ``TransformError`` when the file as a whole is not to be trusted: cut short, in
  ///   another encoding, or several files in one.
  @discardableResult
  mutating func read(_ reader: inout CSVReader, upTo place: Int? = nil) throws -> Bool {
    reader.expectedFields = header.names.count
    let stop = place ?? .max
    while reader.position < stop, let row = try reader.next() {
      rowsIn += 1
      switch row {
      case .broken(let fault):
        try reader.checkWhole(after: fault, rows: rowsIn, file: file)
        reject(reader.line, nil, nil, Reject.Reason(fault.cause))
      case .fields(let count):
        if reader.hasNoLineEnd, count < fieldsBefore {
          throw TransformError(.cutShort(line: reader.line), in: file)
        }
        fieldsBefore = count
        try take(&reader, fieldCount: count)
      }
    }
    return reader.position == place
  }

  /// Takes in the rows that follow those read so far, read by another into a collector of its own.
  ///
  /// - Returns: whether that was possible.
  mutating func take(_ later: borrowing FingertipsData, linesBefore: Int) -> Bool {
    let mayDiffer = later.rejects.contains { $0.reason == .sortablePeriod }
    guard !mayDiffer, collector.take(later.collector, linesBefore: linesBefore) else {
      return false
    }
    rowsIn += later.rowsIn
    rejects += later.rejects.map { $0.moved(byLines: linesBefore) }
    return true
  }

  @inline(__always)
  private mutating func take(_ reader: inout CSVReader, fieldCount: Int) throws {
    guard fieldCount >= header.fewestFields, fieldCount <= header.names.count else {
      reject(reader.line, nil, "\(fieldCount), not \(header.names.count),", .fieldCount)
      return
    }
    do throws(Refusal) {
      let row = try observation(&reader, fieldCount)
      collector.append(row)
    } catch {
      if error.reason == .indicatorID, HeaderKey.of(error.text) == "indicatorid" {
        throw TransformError(.headerAgain(line: reader.line), in: file)
      }
      reject(reader.line, error.column, error.text, error.reason)
    }
  }

  @inline(__always)
  private mutating func observation(_ reader: inout CSVReader, _ fieldCount: Int) throws(Refusal)
    -> ObservationRow
  {
    let indicator = try indicator(&reader)
    let area = try area(&reader)
    let stratum = try stratum(&reader)
    let period = try period(&reader, fieldCount, isAcademic: isAcademic(indicator))
    var note = valueNote(&reader)
    let value = try number(&reader, header.value, &note)
    let row = ObservationRow(
      area: area, indicator: indicator, stratum: stratum, period: period, value: value,
      lowerCI95: try number(&reader, header.lowerCI95, &note),
      upperCI95: try number(&reader, header.upperCI95, &note),
      lowerCI998: try number(&reader, header.lowerCI998, &note),
      upperCI998: try number(&reader, header.upperCI998, &note),
      count: try number(&reader, header.count, &note),
      denominator: try number(&reader, header.denominator, &note),
      valueNote: note, publishedTrend: word(&reader, header.trend, fieldCount),
      publishedComparison: word(&reader, header.comparisonEngland, fieldCount),
      snapshot: Int32(snapshot), line: Int32(truncatingIfNeeded: reader.line))
    try check(row)
    return row
  }

  /// What no figure may be: a count below zero, or limits the wrong way round.
  @inline(__always)
  private func check(_ row: ObservationRow) throws(Refusal) {
    if row.count < 0 { throw refusal(header.count, "\(row.count)", .negativeCount) }
    if row.denominator < 0 {
      throw refusal(header.denominator, "\(row.denominator)", .negativeCount)
    }
    if row.lowerCI95 > row.upperCI95 {
      throw refusal(header.lowerCI95, "\(row.lowerCI95)", .limitsReversed)
    }
    if row.lowerCI998 > row.upperCI998 {
      throw refusal(header.lowerCI998 ?? header.lowerCI95, "\(row.lowerCI998)", .limitsReversed)
    }
  }
}

// MARK: - What each column means

extension FingertipsData {
  @inline(__always)
  private mutating func indicator(_ reader: inout CSVReader) throws(Refusal) -> Int32 {
    let key = reader.pair(header.indicatorID, header.indicatorName)
    if let known = indicators.value(of: key) { return try accepted(known) }
    let number = remembered(Result { () throws(Refusal) in try readIndicator(&reader) })
    indicators.set(key, to: number)
    return try accepted(number)
  }

  private func readIndicator(_ reader: inout CSVReader) throws(Refusal) -> Int32 {
    let text = PublishedText.folded(reader.text(header.indicatorID))
    guard let id = Int(text), id > 0, id < 1 << 40 else {
      throw refusal(header.indicatorID, text, .indicatorID)
    }
    let name = reader.text(header.indicatorName)
    if name.allSatisfy(\.isWhitespace) { throw refusal(header.indicatorName, "", .missingText) }
    return collector.indicator(.init(id: id, name: name))
  }

  @inline(__always)
  private mutating func area(_ reader: inout CSVReader) throws(Refusal) -> Int32 {
    let key = areaKey(&reader)
    if let known = areas.value(of: key) { return try accepted(known) }
    let number = remembered(Result { () throws(Refusal) in try readArea(&reader) })
    areas.set(key, to: number)
    return try accepted(number)
  }

  /// Bytes by which an area can be known again: its parent, code and name.
  @inline(__always)
  private func areaKey(_ reader: inout CSVReader) -> UnsafeBufferPointer<UInt8> {
    guard let parent = header.parentCode else {
      return reader.pair(header.areaCode, header.areaName)
    }
    if parent + 2 == header.areaCode, header.areaCode + 1 == header.areaName {
      return reader.span(parent, header.areaName)
    }
    return reader.joined(parent, header.areaCode, header.areaName)
  }

  private func readArea(_ reader: inout CSVReader) throws(Refusal) -> Int32 {
    let code = PublishedText.folded(reader.text(header.areaCode))
    guard !code.isEmpty, code.utf8.count <= 40 else {
      throw refusal(header.areaCode, code, .areaCode)
    }
    let name = PublishedText.folded(reader.text(header.areaName))
    let parent = header.parentCode.map { PublishedText.folded(reader.text($0)) } ?? ""
    guard let number = collector.area(.init(code: code, name: name, parentCode: parent)) else {
      throw refusal(header.areaCode, code, .unknownArea)
    }
    return number
  }

  @inline(__always)
  private mutating func stratum(_ reader: inout CSVReader) throws(Refusal) -> Int32 {
    let isRun = header.category == header.sex + 3 && header.age == header.sex + 1
    if isRun, let known = strata.value(of: reader.span(header.sex, header.category)) {
      return known
    }
    let number = collector.stratum(
      Stratum(
        sex: reader.text(header.sex), age: reader.text(header.age),
        categoryType: reader.text(header.categoryType), category: reader.text(header.category)))
    if isRun { strata.set(reader.span(header.sex, header.category), to: number) }
    return number
  }

  @inline(__always)
  private func isAcademic(_ indicator: Int32) -> Bool {
    !collector.academicIndicators.isEmpty && collector.isAcademic(indicator: indicator)
  }

  @inline(__always)
  private mutating func period(
    _ reader: inout CSVReader, _ fieldCount: Int, isAcademic: Bool
  ) throws(Refusal) -> Int32 {
    let label = reader.field(header.period)
    let known = isAcademic ? academicPeriods.value(of: label) : periods.value(of: label)
    let number: Int32
    if let known { number = known } else { number = try newPeriod(&reader, fieldCount, isAcademic) }
    let period = try accepted(number)
    if let column = header.sortable, column < fieldCount {
      try checkSortable(reader.field(column), column, period)
    }
    return period
  }

  /// A label that is no time period is refused wherever it comes; a row whose key or range
  /// contradicts its label costs itself alone.
  private mutating func newPeriod(
    _ reader: inout CSVReader, _ fieldCount: Int, _ isAcademic: Bool
  ) throws(Refusal) -> Int32 {
    let label = PublishedText.folded(reader.text(header.period))
    let number: Int32
    if TimePeriod(parsing: label) == nil {
      number = remembered(.failure(refusal(header.period, label, .timePeriod)))
    } else {
      number = try readPeriod(label, &reader, fieldCount, isAcademic)
    }
    if isAcademic {
      academicPeriods.set(reader.field(header.period), to: number)
    } else {
      periods.set(reader.field(header.period), to: number)
    }
    return number
  }

  private func readPeriod(
    _ label: String, _ reader: inout CSVReader, _ fieldCount: Int, _ isAcademic: Bool
  ) throws(Refusal) -> Int32 {
    let key = optionalText(&reader, header.sortable, fieldCount)
    let range = optionalText(&reader, header.periodRange, fieldCount)
    let sortable = key.flatMap { Int($0) }
    if let number = collector.period(
      label: label, isAcademic: isAcademic, sortable: sortable, range: range)
    {
      return number
    }
    if let column = header.sortable, TimePeriod(parsing: label, sortable: sortable) == nil {
      throw refusal(column, key ?? "", .sortablePeriod)
    }
    throw refusal(header.periodRange ?? header.period, range ?? label, .sortablePeriod)
  }

  private func optionalText(_ reader: inout CSVReader, _ column: Int?, _ fieldCount: Int)
    -> String?
  {
    guard let column, column < fieldCount else { return nil }
    return PublishedText.foldedOrNil(reader.text(column))
  }

  /// The publisher's key must name the year in which the label starts.
  @inline(__always)
  private func checkSortable(
    _ text: UnsafeBufferPointer<UInt8>, _ column: Int, _ period: Int32
  ) throws(Refusal) {
    if text.isEmpty { return }
    var year = 0
    for byte in text.prefix(4) { year = year &* 10 &+ Int(byte &- UInt8(ascii: "0")) }
    if year != collector.sortable(ofPeriod: period) / 10_000 {
      throw refusal(column, String(decoding: text, as: UTF8.self), .sortablePeriod)
    }
  }

  @inline(__always)
  private mutating func valueNote(_ reader: inout CSVReader) -> Int32 {
    let text = reader.field(header.valueNote)
    if text.isEmpty { return -1 }
    if let known = valueNotes.value(of: text) { return known }
    let note = PublishedText.withoutMarkup(String(decoding: text, as: UTF8.self))
    let number = note.isEmpty ? -1 : collector.valueNote(note)
    valueNotes.set(text, to: number)
    return number
  }

  @inline(__always)
  private mutating func word(_ reader: inout CSVReader, _ column: Int?, _ fieldCount: Int) -> Int16
  {
    guard let column, column < fieldCount else { return -1 }
    let text = reader.field(column)
    if text.isEmpty { return -1 }
    if let known = words.value(of: text) { return Int16(truncatingIfNeeded: known) }
    let word = PublishedText.folded(String(decoding: text, as: UTF8.self))
    let number = word.isEmpty ? -1 : collector.publishedWord(word)
    words.set(text, to: Int32(number))
    return number
  }

  @inline(__always)
  private func number(_ reader: inout CSVReader, _ column: Int?, _ note: inout Int32)
    throws(Refusal) -> Double
  {
    guard let column else { return .nan }
    let text = reader.field(column)
    switch NumberText.reading(text) {
    case .number(let value): return value
    case .notPublished: return .nan
    case .suppressed:
      if note < 0 { note = collector.valueNote(Self.suppressedNote) }
      return .nan
    case .notANumber:
      throw refusal(column, String(decoding: text, as: UTF8.self), .number)
    }
  }

  /// Put in place of a mark such as `*` where the publisher gives no note of its own.
  private static let suppressedNote = "Value withheld by the publisher"

  /// A number, or a negative one that stands for a remembered refusal.
  private mutating func remembered(_ result: Result<Int32, Refusal>) -> Int32 {
    switch result {
    case .success(let number): return number
    case .failure(let refusal):
      refusals.append(refusal)
      return Int32(-refusals.count)
    }
  }

  @inline(__always)
  private func accepted(_ number: Int32) throws(Refusal) -> Int32 {
    if number < 0 { throw refusals[Int(-number) - 1] }
    return number
  }

  private func refusal(_ column: Int, _ text: String, _ reason: Reject.Reason) -> Refusal {
    Refusal(column: header.names[column], text: text, reason: reason)
  }

  private mutating func reject(
    _ line: Int, _ column: String?, _ text: String?, _ reason: Reject.Reason
  ) {
    rejects.append(
      Reject(
        snapshot: snapshot, fileName: file, line: line, column: column, text: text, reason: reason))
  }
}

extension CSVReader {
  /// Tells a broken row from a file that is broken as a whole.
  ///
  /// A quotation mark still open where the file stops within a line means that the rest is missing.
  /// Where no row is in UTF-8 and one in a hundred, or fifty, are not, the file is in the encoding
  /// that spreadsheets write.
  ///
  /// - Throws: ``TransformError`` when the fault is the file's.
  func checkWhole(after fault: CSVFault, rows: Int, file: String) throws {
    if hasNoLineEnd, fault.cause == .quoteNeverCloses {
      throw TransformError(.cutShort(line: line), in: file)
    }
    guard fault.cause == .notUTF8, rowsInUTF8 == 0, rowsNotInUTF8 >= 3 else { return }
    if rowsNotInUTF8 * 100 >= rows || rowsNotInUTF8 >= 50 {
      throw TransformError(.notUTF8(encoding: "Windows-1252"), in: file)
    }
  }
}

extension Reject.Reason {
  init(_ cause: CSVFault.Cause) {
    self =
      switch cause {
      case .bareQuote: .bareQuote
      case .textAfterQuote: .textAfterQuote
      case .quoteNeverCloses: .quoteNeverCloses
      case .controlCharacter: .controlCharacter
      case .notUTF8: .notUTF8
      case .fieldTooLong: .fieldTooLong
      case .rowTooLong: .rowTooLong
      case .tooManyFields: .tooManyFields
      }
  }
}
