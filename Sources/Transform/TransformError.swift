#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Why a whole file could not be read. A bad row is a ``Reject`` instead.
public struct TransformError: Error, Equatable, Sendable, CustomStringConvertible {
  public enum Cause: Equatable, Sendable {
    case unreadable(errno: Int32)
    case damagedGzip
    case empty
    case headerOnly
    /// Its first 80 bytes, with those that cannot be printed as `\xNN`.
    case notCSV(firstBytes: String)
    /// The name of the encoding, where it is told by the bytes.
    case notUTF8(encoding: String)
    /// The last line, which stops before its end.
    case cutShort(line: Int)
    /// Where the header line comes a second time.
    case headerAgain(line: Int)
    /// Why it is no list that is known.
    case unexpectedJSON(String)
    case columnsMissing([String], found: [String])
    case columnTwice(String)
    /// The name of a board's page names no area.
    case pageOfNoArea
    /// Why a page was not parsed, as the end of a sentence.
    case pageRefused(String)
    /// A page of guidance or terms has far fewer entries than before.
    case pageShrunk(found: Int, before: Int)
    case unknownArea(String, nearest: [String])
    case ambiguousArea(String, candidates: [String])
  }

  public let cause: Cause
  /// The file, or the text that was to be understood.
  public let subject: String

  /// Whether the machine failed rather than the file: another copy is no way out then.
  public var isOfTheMachine: Bool {
    guard case .unreadable(let errno) = cause else { return false }
    return ![ENOENT, ENOTDIR, EISDIR, EACCES].contains(errno)
  }

  init(_ cause: Cause, in subject: String) {
    self.cause = cause
    self.subject = subject
  }

  /// One sentence: what happened to what, what still holds and what to do.
  public var description: String {
    switch cause {
    case .unreadable(ENOMEM):
      "\(subject): out of memory while it was read. Nothing of it was loaded; run again with more."
    case .unreadable(let errno):
      "\(subject): cannot be read (\(String(cString: strerror(errno)))). Check the path, its"
        + " permissions and the disk."
    case .damagedGzip:
      "\(subject): the gzip data is cut short or damaged. Nothing of it was loaded; fetch it again."
    case .empty: "\(subject): the file is empty. Nothing of it was loaded."
    case .headerOnly:
      "\(subject): there is a header line and nothing else, so the publisher has no such data or"
        + " was asked for the wrong area type. Nothing of it was loaded."
    case .notCSV(let firstBytes):
      "\(subject): expected CSV, but it starts “\(firstBytes)”. Nothing of it was loaded."
    case .notUTF8(let encoding):
      "\(subject): the text is \(encoding), not UTF-8. Nothing of it was loaded; save it again as"
        + " UTF-8."
    case .cutShort(let line):
      "\(subject), line \(line): the file stops within a row, so it is not whole. Nothing of it was"
        + " loaded; fetch it again."
    case .headerAgain(let line):
      "\(subject), line \(line): the header comes a second time, so these are several files in one."
        + " Nothing of it was loaded; give each by itself."
    case .unexpectedJSON(let reason):
      "\(subject): expected JSON of area types or of available data, but \(reason). Nothing of it"
        + " was loaded."
    case .columnsMissing(let missing, let found):
      "\(subject): no column \(Self.list(missing)). Found: \(Self.list(found))."
        + " Nothing of it was loaded."
    case .columnTwice(let name):
      "\(subject): the column “\(name)” comes twice. Nothing of it was loaded."
    case .pageOfNoArea:
      "\(subject): the name tells no area, so the page was not read. Call it after the area's code,"
        + " such as E06000018.html."
    case .pageRefused(let reason):
      "\(subject): the page was not read, because \(reason). What was confirmed before stays."
    case .pageShrunk(let found, let before):
      "\(subject): \(found) entries were found, where the release before has \(before), so its layout"
        + " may have changed. Nothing of it was loaded; look at the page."
    case .unknownArea(let text, let nearest):
      "No area is called “\(text)”."
        + (nearest.isEmpty ? "" : " Nearest: \(nearest.joined(separator: ", ")).")
    case .ambiguousArea(let text, let candidates):
      "“\(text)” may mean several areas: \(candidates.joined(separator: ", "))."
        + " Give the code or the full name."
    }
  }

  private static func list(_ names: [String]) -> String {
    names.map { "“\($0)”" }.joined(separator: ", ")
  }
}
