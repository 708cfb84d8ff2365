import ArgumentParser
import Fetch
import Transform

/// `pipeline transform`: say what would be loaded, without touching the database.
struct TransformCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "transform",
    abstract: "Say what would be loaded, with every rejected row.",
    discussion: """
      Nothing is fetched and nothing is published. Without --check, the snapshots that are held are \
      read. With --check, files of Fingertips data, metadata or lists are read where they are, plain \
      or .gz; the state folder is not even opened.

      As text: the rows of each file, a line for each indicator, and every reject. As JSON or CSV: \
      every observation that would be loaded, and every reject with file, line, column, text and \
      reason.

      The exit status is 0 when every file could be read, whatever rows were rejected; 65 when one \
      could not be; 71 or 74 when memory or the disk failed.

      Examples:
        pipeline transform
        pipeline transform --check download.csv
        pipeline transform --check *.csv.gz --format csv >checked.csv
      """)

  @OptionGroup var common: CommonOptions

  @Flag(help: "Read the files that are named instead of the snapshots that are held.")
  var check = false

  @Option(help: "How the result is printed: text, json or csv.")
  var format: CheckFormat = .text

  @Argument(help: "With --check: the files to read, in the order in which they would be loaded.")
  var files: [String] = []

  func validate() throws {
    if check, files.isEmpty { throw ValidationError("--check: name at least one file.") }
    if !check, !files.isEmpty { throw ValidationError("\(files[0]): files go with --check.") }
  }

  func run() throws {
    let setting = try Setting(common, stage: "transform")
    let records = try check ? checked(setting) : held(setting)
    switch format {
    case .text:
      (LoadReport.lines(records) + LoadReport.indicatorLines(records)).forEach(setting.say)
      LoadReport.problems(records, atMost: .max).forEach(Console.complain)
    case .json: try CheckedRecords(records).writeJSON()
    case .csv: CheckedRecords(records).writeCSV()
    }
    try status(of: records.failures).exitUnlessOK()
  }

  private func status(of failures: [TransformError]) -> ExitStatus {
    if let failure = failures.first(where: \.isOfTheMachine) { return ExitStatus(failure) }
    return failures.isEmpty ? .ok : .dataError
  }

  private func held(_ setting: Setting) throws -> Records {
    try setting.alone { store in
      try setting.records(of: setting.held(in: store), from: store)
    }
  }

  private func checked(_ setting: Setting) throws -> Records {
    let source = setting.sources.all.first { $0.shape == .fingertipsData }
    guard let source else {
      throw InputError(
        status: .configuration, description: "pipeline.yaml has no source of Fingertips data.")
    }
    let snapshots = try files.map { try Snapshot(localFile: $0, sourceID: source.id) }
    return try transform(snapshots, of: setting.sources, using: setting.configuration)
  }
}

/// How `transform --check` prints what it found.
enum CheckFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json, csv
}
