public import ArgumentParser
public import Load

/// `pipeline sql "SELECT …"`: a question to the published release.
struct SQLCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sql",
    abstract: "Answer an SQL question from the published release, which cannot be changed by it.",
    discussion: """
      One SELECT (or WITH, VALUES, EXPLAIN). The views observations, latest_observations and \
      assessments keep their columns; docs/data-dictionary.md describes every table. Nothing is \
      written, attached or loaded, whatever the statement says.

      Examples:
        pipeline sql "SELECT period, value FROM observations WHERE area_code = 'E06000018' \
      AND indicator_id = 41001"
        pipeline sql --format csv "SELECT * FROM priority" > priorities.csv
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp("The statement.", valueName: "statement"))
  var statement: String

  @Option(help: "table, csv or json.")
  var format: SQLAnswer.Format = .table

  func run() throws {
    let release = try Release.current(in: common.state)
    try SQLAnswer(from: release.databasePath).write(statement, as: format)
  }
}

extension SQLAnswer.Format: ExpressibleByArgument {}
