internal import ArgumentParser
internal import Transform

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Runs a parser over files, apart from any run of the pipeline.
struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract", abstract: "Run an extractor over saved pages.",
    subcommands: [ExtractPrioritiesCommand.self])
}

/// Reads the boards' priorities from a folder of saved pages.
struct ExtractPrioritiesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "priorities",
    abstract: "Read boards' priorities from a folder of saved pages.",
    discussion: """
      FOLDER holds inputs.jsonl (id, gss_code, area_name, entry) and, for each case, the page, a \
      headers.json and, where there are several pages, a site.json.
      """)

  @Argument(help: "The folder of cases.")
  var folder: String

  @Option(help: "The form of the output: jsonl, one prediction a line.")
  var format: ExtractFormat = .jsonl

  @Option(name: .customLong("as-of"), help: "The day for the status of strategies (YYYY-MM-DD).")
  var asOf: String?

  @Flag(help: "Print the candidate lists with their evidence instead.")
  var explain = false

  func run() throws {
    let cases = try SavedCases(folder: folder).read()
    let year = asOf.flatMap { Int($0.prefix(4)) } ?? Self.currentYear
    let jobs = cases.map {
      HTMLJob(kind: .boardStrategy, pages: $0.pages, areaName: $0.areaName, asOfYear: year)
    }
    for (saved, result) in zip(cases, HTMLWorkers().run(jobs)) {
      let reading = Self.reading(result)
      if explain {
        print(saved.id, reading.outcome.rawValue, reading.needsReview ? "needs review" : "")
        for line in reading.explanation { print("   ", line) }
      } else {
        print(try Prediction(id: saved.id, reading).line())
      }
    }
  }

  /// A page whose parser died is reported, and counts as one without priorities.
  private static func reading(_ result: HTMLJobResult) -> BoardStrategyReading {
    if case .boardStrategy(let reading) = result { return reading }
    return .refused(.parserProcessFailed)
  }

  private static var currentYear: Int {
    Calendar(identifier: .gregorian).component(.year, from: Date())
  }
}

enum ExtractFormat: String, ExpressibleByArgument, CaseIterable {
  case jsonl
}

/// One line of the output.
struct Prediction: Encodable {
  struct Strategy: Encodable {
    var title: String
    var periodStart: Int?
    var periodEnd: Int?
    var status: StrategyStatus
    var priorities: [String]
    var form: String
    var score: Double
  }

  var id: String
  var outcome: BoardPageOutcome
  var needsReview: Bool
  var runnerUpScore: Double?
  var strategies: [Strategy]

  init(id: String, _ reading: BoardStrategyReading) {
    self.id = id
    outcome = reading.outcome
    needsReview = reading.needsReview
    runnerUpScore = reading.runnerUpScore
    strategies = reading.strategies.map { strategy in
      Strategy(
        title: strategy.title, periodStart: strategy.periodStart, periodEnd: strategy.periodEnd,
        status: strategy.status, priorities: strategy.priorities.map(\.text), form: strategy.form,
        score: strategy.score)
    }
  }

  func line() throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
