import Support
import Testing

@testable import Transform

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Both sets of pages with answers, held to the same thresholds.
@Suite struct BoardsSetTests {
  private static let own = SharedData.projectRoot.appending(path: "fixtures/boards-set")
  private static var development: URL? { SharedData.directory?.appending(path: "data/hwb-pages") }

  @Test func `pages of other kinds of site are read as well as required`() throws {
    let score = try BoardsSetScore(folder: Self.own)
    #expect(score.caseCount >= 200)
    expectRequired(score)
  }

  @Test(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
  func `the development set is read as well as required`() throws {
    expectRequired(try BoardsSetScore(folder: try #require(Self.development)))
  }

  private func expectRequired(_ score: BoardsSetScore) {
    #expect(score.f1 >= 0.95, "\(score.wrong)")
    #expect(score.exactShare >= 0.90, "\(score.wrong)")
    #expect(score.outcomeShare >= 0.95, "\(score.wrong)")
    #expect(score.periodShare >= 0.90, "\(score.wrong)")
  }
}

/// A plain scorer, stricter than the set's own: wordings must agree letter by letter, apart from
/// case, punctuation and spaces.
private struct BoardsSetScore {
  private(set) var caseCount = 0
  private(set) var wrong: [String] = []
  private var (matched, predicted, expected) = (0, 0, 0)
  private var (exact, withLists, outcomes, periods, strategies) = (0, 0, 0, 0, 0)

  var f1: Double { 2 * Double(matched) / Double(predicted + expected) }
  var exactShare: Double { Double(exact) / Double(withLists) }
  var outcomeShare: Double { Double(outcomes) / Double(caseCount) }
  var periodShare: Double { Double(periods) / Double(strategies) }

  init(folder: URL) throws {
    let answers = try Self.lines(folder, "expected.jsonl", Answer.self)
    for (input, answer) in zip(try Self.lines(folder, "inputs.jsonl", Input.self), answers) {
      let reading = BoardStrategyPage.read(
        try Self.pages(input, folder), areaName: input.area_name, asOfYear: 2026)
      count(reading, answer)
    }
  }

  private mutating func count(_ reading: BoardStrategyReading, _ answer: Answer) {
    caseCount += 1
    if reading.outcome.rawValue == answer.outcome { outcomes += 1 }
    let found = reading.strategies.flatMap(\.priorities).map { Self.plain($0.text) }
    let wanted = answer.strategies.flatMap { $0.accepted }
    let hits = found.count { text in wanted.contains { $0.contains(text) } }
    matched += min(hits, wanted.count)
    predicted += found.count
    expected += wanted.count
    let isExact = hits == found.count && found.count == wanted.count
    if !wanted.isEmpty {
      withLists += 1
      if isExact { exact += 1 }
    }
    if !isExact || reading.outcome.rawValue != answer.outcome { wrong.append(answer.id) }
    strategies += answer.strategies.count
    let years = Set(reading.strategies.map { [$0.periodStart, $0.periodEnd] })
    periods += answer.strategies.count { years.contains([$0.period_start, $0.period_end]) }
  }

  static func plain(_ text: String) -> String {
    let kept = text.lowercased().replacing("&", with: " and ").filter { !"'’‘\u{AD}".contains($0) }
    return kept.split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
  }

  private static func lines<Line: Decodable>(
    _ folder: URL, _ name: String, _ type: Line.Type
  ) throws -> [Line] {
    try Data(contentsOf: folder.appending(path: name)).split(separator: 0x0A).map {
      try JSONDecoder().decode(type, from: Data($0))
    }
  }

  private static func pages(_ input: Input, _ folder: URL) throws -> [BoardPage] {
    let entry = folder.appending(path: input.entry)
    let directory = entry.deletingLastPathComponent()
    let head = try JSONDecoder().decode(
      Head.self, from: Data(contentsOf: directory.appending(path: "headers.json")))
    let first = BoardPage(
      bytes: [UInt8](try Data(contentsOf: entry)), contentType: head.contentType,
      status: head.status, finalURL: head.final_url, requestedURL: head.requested_url)
    guard let site = try? Data(contentsOf: directory.appending(path: "site.json")) else {
      return [first]
    }
    let others = try JSONDecoder().decode(Site.self, from: site).pages.filter {
      $0.file != entry.lastPathComponent
    }
    return try [first]
      + others.map {
        BoardPage(
          bytes: [UInt8](try Data(contentsOf: directory.appending(path: $0.file))),
          contentType: $0.contentType, status: 200, finalURL: $0.url, requestedURL: $0.url)
      }
  }
}

private struct Input: Decodable {
  var id: String
  var area_name: String
  var entry: String
}

private struct Head: Decodable {
  var status: Int
  var contentType: String?
  var final_url: String
  var requested_url: String

  enum CodingKeys: String, CodingKey {
    case status, final_url, requested_url
    case contentType = "content-type"
  }
}

private struct Site: Decodable {
  struct Page: Decodable {
    var url: String
    var file: String
    var contentType: String?

    enum CodingKeys: String, CodingKey {
      case url, file
      case contentType = "content-type"
    }
  }

  var pages: [Page]
}

private struct Answer: Decodable {
  struct Strategy: Decodable {
    var period_start: Int?
    var period_end: Int?
    var priorities: [String]
    var accept: [String: [String]]?

    /// The accepted wordings of each priority; the part before “: ” or without brackets will do.
    var accepted: [Set<String>] {
      priorities.map { text in
        var forms = [text] + (accept?[text] ?? [])
        if let colon = text.firstRange(of: ": ") { forms.append(String(text[..<colon.lowerBound])) }
        if let open = text.firstRange(of: " (") { forms.append(String(text[..<open.lowerBound])) }
        return Set(forms.map { BoardsSetScore.plain(BoardPriorityLabel($0).rest) })
      }
    }
  }

  var id: String
  var outcome: String
  var strategies: [Strategy]
}
