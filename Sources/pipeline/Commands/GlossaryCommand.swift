import ArgumentParser
import Brief
import Load

/// `pipeline glossary TERM`: what a word of the field means.
struct GlossaryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "glossary",
    abstract: "Explain a term, by its name or abbreviation.",
    discussion: """
      Our own short definitions come with the program. Those of a glossary that was fetched or given \
      with --input stay on this machine and are printed with their publisher's attribution.

      Example: pipeline glossary "mental health treatment requirement"
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: "The term or its abbreviation.")
  var term: [String]

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let database = try Database(readOnly: Release.current(in: common.state).databasePath)
    let words = term.joined(separator: " ")
    let found = try explain(words, from: database)
    guard !found.isEmpty else {
      throw InputError(
        status: .noInput, description: "No term of the glossaries has the words “\(words)”.")
    }
    if json { return Console.say(try Listing<ExplainedTerm>.json(found)) }
    found.flatMap(lines).forEach { Console.say(Console.printable($0)) }
  }

  private func lines(_ term: ExplainedTerm) -> [String] {
    let title = term.term + (term.abbreviation.map { " (\($0))" } ?? "")
    let others = term.seeAlso.isEmpty ? [] : ["  See also: \(term.seeAlso.joined(separator: ", "))"]
    return [title, "  \(term.definition)"] + others + (term.attribution.map { ["  \($0)"] } ?? [])
  }
}
