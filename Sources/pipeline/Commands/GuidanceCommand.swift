public import ArgumentParser
import Brief
import Load
public import Transform

/// `pipeline guidance [QUERY]`: the catalogue of guidance.
struct GuidanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "guidance",
    abstract: "List or search the catalogue of guidance.",
    discussion: """
      QUERY is looked up in titles, publishers and descriptions; endings of words do not matter, and \
      "words in quotation marks" must stand together. Statuses: live, superseded, withdrawn, \
      unverified (the address could not be verified), registration (the publisher wants a sign-up).

      What a fetched page of guidance lists and the catalogue lacks is said at the end.

      Examples:
        pipeline guidance
        pipeline guidance "prison health" --status live
        pipeline guidance --theme substance-misuse --format csv
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: "The words to look for.")
  var query: [String] = []

  @Option(help: "Only documents of this theme.")
  var theme: String?

  @Option(help: "Only documents of this status.")
  var status: Transform.Guidance.Status?

  @Option(help: "How the list is printed: text, json or csv.")
  var format: ListFormat = .text

  func run() throws {
    let database = try Database(readOnly: Release.current(in: common.state).databasePath)
    let words = query.isEmpty ? nil : query.joined(separator: " ")
    let found = try listGuidance(
      words, theme: theme, status: status?.rawValue, from: database)
    switch format {
    case .text:
      found.flatMap(lines).forEach { Console.say(Console.printable($0)) }
      Console.say(found.count == 1 ? "1 document" : "\(found.count) documents")
      if words == nil { try sayMissing(database) }
    case .json: Console.say(try Listing<ListedGuidance>.json(found))
    case .csv: listing(found).csv().forEach(Console.say)
    }
  }

  private func sayMissing(_ database: Database) throws {
    let missing = try guidanceOutsideCatalogue(database)
    if missing.isEmpty { return }
    Console.say("")
    Console.say("On a fetched page of guidance, and not in the catalogue:")
    missing.forEach { Console.say(Console.printable("  \($0)")) }
  }

  private func lines(_ document: ListedGuidance) -> [String] {
    let facts = [document.publisher, document.year, document.format].compactMap(\.self)
    let word = document.status == "superseded" ? " by" : "; see also"
    let successor = document.supersededBy.map { "\(word) \($0)" } ?? ""
    let checked = document.link.map { "link \($0)" } ?? "link not checked"
    return [
      document.title,
      "  \(facts.joined(separator: ", ")). \(document.status)\(successor); \(checked)",
      "  \(document.description)",
    ] + (document.address.map { ["  \($0)"] } ?? [])
  }

  private func listing(_ documents: [ListedGuidance]) -> Listing<ListedGuidance> {
    Listing(
      items: documents,
      columns: [
        "id", "title", "publisher", "year", "format", "audience", "status", "superseded_by",
        "address", "themes", "description", "link", "listed_on",
      ]
    ) {
      [
        $0.id, $0.title, $0.publisher, $0.year, $0.format, $0.audience, $0.status, $0.supersededBy,
        $0.address, $0.themes.joined(separator: " "), $0.description, $0.link, $0.listedOn,
      ]
    }
  }
}

extension Transform.Guidance.Status: ExpressibleByArgument {}
