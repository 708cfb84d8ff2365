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

/// Writes one line for an event: time, level, run, stage, source and message, as text or JSON.
struct LineLogHandler: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level
  private let format: LogFormat

  init(level: Logger.Level, format: LogFormat) {
    logLevel = level
    self.format = format
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let fields = metadata.merging(event.metadata ?? [:]) { _, new in new }
      .map { ($0.key, "\($0.value)") }.sorted { $0.0 < $1.0 }
    let time = Date().formatted(.iso8601)
    switch format {
    case .text: LogLine.text(time, event.level, "\(event.message)", fields)
    case .json: LogLine.json(time, event.level, "\(event.message)", fields)
    }
  }
}

private enum LogLine {
  static func text(
    _ time: String, _ level: Logger.Level, _ message: String, _ fields: [(String, String)]
  ) {
    let pairs = fields.map { "\($0)=\(Console.printable($1))" }
    let line = [time, level.rawValue.uppercased()] + pairs + ["msg=\"\(escaped(message))\""]
    Console.log(line.joined(separator: " "))
  }

  private static func escaped(_ text: String) -> String {
    Console.printable(text).split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\\\"")
  }

  static func json(
    _ time: String, _ level: Logger.Level, _ message: String, _ fields: [(String, String)]
  ) {
    var object = Dictionary(fields) { first, _ in first }
    object["time"] = time
    object["level"] = level.rawValue
    object["msg"] = Console.printable(message)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if let data = try? encoder.encode(object) { Console.log(String(decoding: data, as: UTF8.self)) }
  }
}
