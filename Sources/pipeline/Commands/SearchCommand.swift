public import ArgumentParser
public import Brief
import Load

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `pipeline search WORDS`: full text of indicators, priorities, guidance and glossary.
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find indicators, boards' priorities, guidance and glossary terms by their words.",
    discussion: """
      Every word must be there, in any form: "prisons" finds "prison". Where nothing has them all, \
      what has some of them is listed. Words in quotation marks stand together; a word that ends in \
      * stands for all that begin so. The best match comes first.

      Examples:
        pipeline search alcohol admissions
        pipeline search --kind priority 'gambl*'
        pipeline search --kind guidance '"continuity of care"' --format json
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: "The words to look for.")
  var words: [String]

  @Option(
    help: "indicator, priority, guidance or glossary (repeatable; default: all of them).")
  var kind: [SearchHit.Kind] = []

  @Option(help: "At most so many.")
  var limit = 20

  @Option(help: "text or json.")
  var format: SearchFormat = .text

  func validate() throws {
    guard (1...10_000).contains(limit) else {
      throw ValidationError("--limit \(limit): expected 1 to 10000.")
    }
  }

  func run() throws {
    let release = try Release.current(in: common.state)
    let database = try Database(readOnly: release.databasePath)
    let asked = words.joined(separator: " ")
    let result = try search(
      asked, among: kind.isEmpty ? SearchHit.Kind.allCases : kind, atMost: limit, from: database)
    if format == .json { return try sayJSON(result.hits) }
    if result.hits.isEmpty {
      Console.say(Console.printable("Nothing has any of the words “\(asked)”."))
    } else if !result.haveEveryWord {
      Console.say("Nothing has all of these words; these have some of them:")
    }
    for hit in result.hits { Console.say(text(hit)) }
  }

  private func text(_ hit: SearchHit) -> String {
    let id: String? =
      switch hit.kind {
      case .priority: hit.areaCode
      case .glossary: nil
      case .indicator, .guidance: hit.id
      }
    let names = hit.names.isEmpty ? "" : " (\(hit.names.joined(separator: "; ")))"
    let head =
      [hit.kind.rawValue, id].compactMap(\.self).joined(separator: " ")
      + "  \(hit.title)\(names)"
    let lines = hit.excerpt.isEmpty ? [head] : [head, hit.excerpt]
    return lines.map(Console.printable).joined(separator: "\n    ")
  }

  private func sayJSON(_ hits: [SearchHit]) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    Console.say(String(decoding: try encoder.encode(hits), as: UTF8.self))
  }
}

/// How results of a search are printed.
enum SearchFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json
}

extension SearchHit.Kind: ExpressibleByArgument {}
