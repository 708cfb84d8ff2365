import ArgumentParser

@main
struct Pipeline: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pipeline", subcommands: [ExtractCommand.self, ParseHTMLCommand.self])
}
