import Support
import Testing

@testable import Brief
@testable import Load

/// Searches in the sample catalogue.
struct SearchTests {
  private let sample: SampleDatabase
  private let database: Database

  init() throws {
    sample = try SampleRows.database()
    let writable = try Database(filling: sample.path)
    try SearchWriter.write(
      definitions: [1: "Deaths from suicide and injury of undetermined intent, per 100,000."],
      into: writable)
    database = try Database(readOnly: sample.path)
  }

  private func found(_ words: String, _ kinds: [SearchHit.Kind] = SearchHit.Kind.allCases) throws
    -> [String]
  {
    try search(words, among: kinds, from: database).hits.map(\.id)
  }

  @Test(arguments: ["suicides", "undetermined intents", "SUICIDE rate", "suic*"])
  func `endings, case and beginnings do not matter`(words: String) throws {
    #expect(try found(words) == ["1"])
  }

  @Test func `a priority is found with its area and its strategy`() throws {
    let hits = try search("wellbeing", among: [.priority], from: database).hits
    #expect(
      hits == [
        SearchHit(
          kind: .priority, id: "2", title: "Mental wellbeing", names: ["Nottingham"],
          excerpt: "Joint Strategy 2025-2028", areaCode: "E06000018")
      ])
  }

  @Test func `guidance is found by its publisher and a term by its abbreviation`() throws {
    #expect(try Set(found("revolving doors")) == ["new", "old"])
    #expect(try found("SA") == ["Accommodation"])
  }

  @Test func `a word in the title ranks above one in the body`() throws {
    #expect(try found("care", [.glossary, .indicator]).first == "Continuity of care")
  }

  @Test func `where nothing has every word those with some are found and it is said`() throws {
    let result = try search("suicide bakery", from: database)
    #expect(result.hits.map(\.id) == ["1"])
    #expect(!result.haveEveryWord)
    #expect(try search("suicide rate", from: database).haveEveryWord)
  }

  @Test(arguments: ["\"balancing act\"", "“Balancing Act”", "\"balancing act"])
  func `words in quotation marks stand together`(words: String) throws {
    #expect(try found(words) == ["old", "new"] || found(words) == ["old"])
    #expect(try !found("\"act balancing\"").contains("old"))
  }

  @Test(arguments: [
    "", "  ", "-", "\"", "\"\"", "*", "NOT", "a:b", "title : x", "(", "^care", "';--",
  ])
  func `no text is taken for an operator or fails`(words: String) throws {
    _ = try search(words, from: database)
  }

  @Test func `no more are given than were asked for`() throws {
    #expect(try search("act care suicide", atMost: 2, from: database).hits.count == 2)
  }
}
