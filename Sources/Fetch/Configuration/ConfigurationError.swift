/// Something in a configuration file that cannot stand, with its place.
public struct ConfigurationError: Error, Equatable, Sendable, CustomStringConvertible {
  public enum Cause: Equatable, Sendable {
    case fileMissing
    case unreadable
    case notYAML(String)
    case unknownKey(String, allowed: [String])
    case missingKey(String)
    case wrongType(key: String, expected: String)
    case notOneOf(key: String, value: String, allowed: [String])
    case duplicateID(String)
    case notAnAddress(String)
    case outOfRange(key: String, expected: String)
    case columnsMissing([String])
    case notARow(String)
    case unknownReference(key: String, value: String)
  }

  public let cause: Cause
  public let file: String
  /// Counted from 1; nil where the whole file is meant.
  public let line: Int?
  public let column: Int?

  public init(_ cause: Cause, file: String, line: Int? = nil, column: Int? = nil) {
    self.cause = cause
    self.file = file
    self.line = line
    self.column = column
  }

  public var description: String {
    let place = [file, line.map(String.init), column.map(String.init)].compactMap(\.self)
      .joined(separator: ":")
    return "\(place): \(explanation). Nothing was changed; mend the file and start again."
  }

  private var explanation: String {
    switch cause {
    case .fileMissing: "there is no such file"
    case .unreadable: "the file cannot be read"
    case .notYAML(let problem): "this is not YAML (\(problem))"
    case .unknownKey(let key, let allowed):
      "“\(key)” is not a key here; known are \(allowed.joined(separator: ", "))"
    case .missingKey(let key): "the key “\(key)” is missing"
    case .wrongType(let key, let expected): "“\(key)” must be \(expected)"
    case .notOneOf(let key, let value, let allowed):
      "“\(key)” is “\(value)”, but must be one of \(allowed.joined(separator: ", "))"
    case .duplicateID(let id): "the id “\(id)” is used twice"
    case .notAnAddress(let text): "“\(text)” is not an http or https address"
    case .outOfRange(let key, let expected): "“\(key)” must be \(expected)"
    case .columnsMissing(let names): "the columns \(names.joined(separator: ", ")) are missing"
    case .notARow(let problem): "this row cannot be read: \(problem)"
    case .unknownReference(let key, let value): "“\(key)” names “\(value)”, which is not defined"
    }
  }
}
