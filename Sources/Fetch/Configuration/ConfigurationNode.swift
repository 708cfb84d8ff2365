internal import Yams

/// A part of a YAML file that knows where it stands, so that every complaint names file, line and
/// column. Scalars are taken as text and read by our own rules: YAML's guesses (`no`, `012`) do not
/// matter.
public struct ConfigurationNode: Sendable {
  private enum Content: Sendable {
    case text(String, isQuoted: Bool)
    case list([ConfigurationNode])
    case mapping([(key: String, value: ConfigurationNode, at: Place)])
  }

  struct Place: Sendable {
    let line: Int?
    let column: Int?
  }

  private let content: Content
  private let place: Place
  public let file: String

  /// Parses a whole file.
  public init(parsing text: String, file: String) throws {
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch {
      throw Self.notYAML(error, file: file)
    }
    guard let root else {
      throw ConfigurationError(.notYAML("the file is empty"), file: file)
    }
    try self.init(root, file: file)
  }

  private static func notYAML(_ error: any Error, file: String) -> any Error {
    switch error as? YamlError {
    case .memory: return FetchError(file, .noMemory)
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return ConfigurationError(
        .notYAML(problem), file: file, line: mark.line, column: mark.column)
    case .duplicatedKeysInMapping(let keys, _):
      return ConfigurationError(
        .notYAML("keys come twice: \(keys.map { "\($0)" }.sorted().joined(separator: ", "))"),
        file: file)
    default: return ConfigurationError(.notYAML("\(error)"), file: file)
    }
  }

  private init(_ node: Node, file: String) throws {
    self.file = file
    place = Place(line: node.mark?.line, column: node.mark?.column)
    switch node {
    case .scalar(let scalar):
      content = .text(scalar.string, isQuoted: scalar.style != .plain)
    case .sequence(let items):
      content = .list(try items.map { try ConfigurationNode($0, file: file) })
    case .mapping(let pairs):
      content = .mapping(
        try pairs.map { key, value in
          let at = Place(line: key.mark?.line, column: key.mark?.column)
          return (key.string ?? "", try ConfigurationNode(value, file: file), at)
        })
    case .alias:
      throw ConfigurationError(.notYAML("aliases are not used here"), file: file)
    }
  }

  /// The line that it starts on, counted from 1.
  public var line: Int? { place.line }

  public func error(_ cause: ConfigurationError.Cause) -> ConfigurationError {
    ConfigurationError(cause, file: file, line: place.line, column: place.column)
  }

  /// Refuses every key but these.
  public func allow(_ keys: [String]) throws {
    for pair in try pairs(of: "this") where !keys.contains(pair.key) {
      throw ConfigurationError(
        .unknownKey(pair.key, allowed: keys), file: file, line: pair.at.line, column: pair.at.column
      )
    }
  }

  private func pairs(of key: String) throws -> [(key: String, value: ConfigurationNode, at: Place)]
  {
    guard case .mapping(let pairs) = content else {
      throw error(.wrongType(key: key, expected: "a mapping"))
    }
    return pairs
  }

  public func keys() throws -> [String] { try pairs(of: "this").map(\.key) }

  public func node(_ key: String) throws -> ConfigurationNode? {
    try pairs(of: key).first { $0.key == key }?.value
  }

  public func list(_ key: String) throws -> [ConfigurationNode] {
    guard let node = try node(key) else { return [] }
    guard case .list(let items) = node.content else {
      throw node.error(.wrongType(key: key, expected: "a list"))
    }
    return items
  }

  public func texts(_ key: String) throws -> [String] {
    try list(key).map { try $0.text(as: key) }
  }

  /// nil when the key is absent, or plainly `null` or `~`.
  public func optionalText(_ key: String) throws -> String? {
    guard let node = try node(key) else { return nil }
    if case .text(let text, isQuoted: false) = node.content, ["null", "~", ""].contains(text) {
      return nil
    }
    return try node.text(as: key)
  }

  public func text(_ key: String) throws -> String {
    guard let text = try optionalText(key), !text.isEmpty else { throw error(.missingKey(key)) }
    return text
  }

  private func text(as key: String) throws -> String {
    guard case .text(let text, _) = content else {
      throw error(.wrongType(key: key, expected: "a text"))
    }
    return text
  }

  public func optionalInteger(_ key: String) throws -> Int? {
    guard let text = try optionalText(key) else { return nil }
    guard let value = Int(text) else {
      throw try node(key)?.error(.wrongType(key: key, expected: "a whole number"))
        ?? error(.missingKey(key))
    }
    return value
  }

  public func integer(_ key: String) throws -> Int {
    guard let value = try optionalInteger(key) else { throw error(.missingKey(key)) }
    return value
  }

  public func optionalNumber(_ key: String) throws -> Double? {
    guard let text = try optionalText(key) else { return nil }
    guard let value = Double(text), value.isFinite else {
      throw try node(key)?.error(.wrongType(key: key, expected: "a number"))
        ?? error(.missingKey(key))
    }
    return value
  }

  /// `true` or `false`, and nothing else that YAML might take for one.
  public func flag(_ key: String, default fallback: Bool) throws -> Bool {
    switch try optionalText(key) {
    case nil: return fallback
    case "true": return true
    case "false": return false
    default:
      throw try node(key)?.error(.wrongType(key: key, expected: "true or false"))
        ?? error(.missingKey(key))
    }
  }

  /// One of the cases of an enumeration by its raw value.
  public func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, as type: Choice.Type = Choice.self
  ) throws -> Choice where Choice.RawValue == String {
    let text = try text(key)
    if let choice = Choice(rawValue: text) { return choice }
    let allowed = Choice.allCases.map(\.rawValue)
    throw try node(key)?.error(.notOneOf(key: key, value: text, allowed: allowed))
      ?? error(.missingKey(key))
  }
}
