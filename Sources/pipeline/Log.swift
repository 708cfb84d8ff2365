import Logging

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// How events are written on standard error.
enum LogFormat: String, CaseIterable {
  case text, json
}

/// Writes one line for an event: time, level, run, stage, source, code, line and message, as text
/// or JSON.
struct LineLogHandler: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level
  private let format: LogFormat
  private let lines: LogLines

  init(level: Logger.Level, format: LogFormat, lines: LogLines) {
    logLevel = level
    self.format = format
    self.lines = lines
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let fields = metadata.merging(event.metadata ?? [:]) { _, new in new }
    let line = LogLine(
      time: Date().formatted(.iso8601), level: event.level, message: "\(event.message)",
      fields: fields.mapValues { "\($0)" })
    lines.add(line.text(format), isError: event.level >= .error)
  }
}

/// One event in words.
struct LogLine {
  let time: String
  let level: Logger.Level
  let message: String
  let fields: [String: String]

  /// Fields in their fixed order, then any others by name.
  private static let order = ["run", "stage", "source", "code", "line"]

  func text(_ format: LogFormat) -> String {
    switch format {
    case .text: words
    case .json: json
    }
  }

  private var levelName: String { level == .warning ? "WARN" : level.rawValue.uppercased() }

  private var words: String {
    let rest = fields.keys.filter { !Self.order.contains($0) }.sorted()
    let pairs = (Self.order + rest).compactMap { name in
      fields[name].map { "\(name)=\(Self.word($0))" }
    }
    return ([time, levelName] + pairs + ["msg=\(Self.quoted(message))"]).joined(separator: " ")
  }

  private var json: String {
    let named = ["time": time, "level": levelName, "msg": Console.printable(message)]
    return JSONText.line(fields.mapValues(Console.printable).merging(named) { _, new in new })
  }

  /// A value without blanks as it is, any other in quotation marks.
  private static func word(_ text: String) -> String {
    text.utf8.contains { [0x20, 0x22, 0x3D].contains($0) } || text.isEmpty
      ? quoted(text) : Console.printable(text)
  }

  static func quoted(_ text: String) -> String {
    var quoted = "\""
    // Not by characters: a quotation mark with a combining mark after it is another character.
    for scalar in Console.printable(text).unicodeScalars {
      if scalar == "\"" { quoted.unicodeScalars.append("\\") }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}

enum JSONText {
  /// A value on one line, keys sorted.
  static func line(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}
