/// A row that was left out, with the reason: it is carried along and listed, never dropped silently.
public struct Reject: Equatable, Sendable {
  public enum Reason: String, Sendable, CaseIterable {
    case bareQuote, textAfterQuote, quoteNeverCloses, controlCharacter, notUTF8
    case fieldTooLong, rowTooLong, tooManyFields, fieldCount
    case indicatorID, areaCode, unknownArea, timePeriod, sortablePeriod, missingText
    case number, negativeCount, limitsReversed
    case conflictingValues
  }

  public let snapshot: Int
  public let line: Int
  public let column: String?
  /// At most 80 characters of the text that could not be read.
  public let text: String?
  public let reason: Reason
  public let fileName: String

  init(
    snapshot: Int, fileName: String, line: Int, column: String?, text: String?, reason: Reason
  ) {
    self.snapshot = snapshot
    self.fileName = fileName
    self.line = line
    self.column = column
    self.text = text.map { String($0.prefix(80)) }
    self.reason = reason
  }

  /// The same reject so many lines further down in its file.
  func moved(byLines lines: Int) -> Reject {
    Reject(
      snapshot: snapshot, fileName: fileName, line: line + lines, column: column, text: text,
      reason: reason)
  }

  /// What happened to what and where, in one sentence or two.
  public var sentence: String {
    let place = column.map { "line \(line), “\($0)”" } ?? "line \(line)"
    return "\(fileName), \(place): \(explanation). The row was left out."
  }

  private var explanation: String {
    let quoted = text.map { "“\($0)”" } ?? "the text"
    return switch reason {
    case .bareQuote: "a quotation mark stands inside a field that is not quoted"
    case .textAfterQuote: "text follows a closing quotation mark"
    case .quoteNeverCloses: "a quotation mark is opened and never closed"
    case .controlCharacter: "there is a control character"
    case .notUTF8: "the text is not UTF-8"
    case .fieldTooLong: "a field is longer than 64 KiB"
    case .rowTooLong: "the row is longer than 1 MiB"
    case .tooManyFields: "the row has more than 512 fields"
    case .fieldCount: "the row has \(text ?? "another number of") fields"
    case .indicatorID: "\(quoted) is not an indicator id"
    case .areaCode: "\(quoted) is not an area code"
    case .unknownArea: "\(quoted) is not the code of any area in config/areas"
    case .timePeriod: "\(quoted) is not a time period"
    case .sortablePeriod: "\(quoted) does not agree with the time period"
    case .missingText: "there is no text"
    case .number: "\(quoted) is not a number"
    case .negativeCount: "\(quoted) is below zero"
    case .limitsReversed: "the lower limit is above the upper limit"
    case .conflictingValues: "the same figure is given twice with different values (\(quoted))"
    }
  }
}
