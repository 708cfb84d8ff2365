/// Why a whole file could not be read. A bad row is a ``Reject`` instead.
public struct TransformError: Error, Equatable, Sendable, CustomStringConvertible {
  public enum Cause: Equatable, Sendable {
    case unreadable(errno: Int32)
    case damagedGzip
    case empty
    case headerOnly
    case notCSV(firstBytes: String)
    case columnsMissing([String], found: [String])
    case columnTwice(String)
    case unknownArea(String, nearest: [String])
    case ambiguousArea(String, candidates: [String])
  }

  public let cause: Cause
  /// The file, or the text that was to be understood.
  public let subject: String

  init(_ cause: Cause, in subject: String) {
    self.cause = cause
    self.subject = subject
  }

  /// One sentence: what happened to what, what still holds and what to do.
  public var description: String {
    switch cause {
    case .unreadable(let errno):
      "\(subject): cannot be read (system error \(errno)). Check the path and its permissions."
    case .damagedGzip:
      "\(subject): the gzip data is cut short or damaged. Nothing of it was loaded; fetch it again."
    case .empty: "\(subject): the file is empty. Nothing of it was loaded."
    case .headerOnly:
      "\(subject): there is a header line and nothing else, so the publisher has no such data or"
        + " was asked for the wrong area type. Nothing of it was loaded."
    case .notCSV(let firstBytes):
      "\(subject): expected CSV, but it starts “\(firstBytes)”. Nothing of it was loaded."
    case .columnsMissing(let missing, let found):
      "\(subject): no column \(Self.list(missing)). Found: \(Self.list(found))."
        + " Nothing of it was loaded."
    case .columnTwice(let name):
      "\(subject): the column “\(name)” comes twice. Nothing of it was loaded."
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
