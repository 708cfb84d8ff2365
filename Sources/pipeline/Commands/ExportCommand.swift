import ArgumentParser
import Load
import Transform

/// `pipeline export`: the published release for other tools.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the published release for spreadsheets, databases and other programs.",
    discussion: """
      csv          a file for each table, with csv-metadata.json (CSV on the Web)
      jsonl        the same as JSON Lines, with datapackage.json
      datapackage  the CSV files as a Frictionless data package
      xlsx         one Excel workbook (build with --traits Excel)
      datasette    metadata.yaml for Datasette; the database needs no export
      postgres     the whole release into a schema of PostgreSQL (build with --traits Postgres)

      Licence, attribution and provenance go with each: in ABOUT.md and the descriptions, in the \
      workbook's first sheet, in comments of the PostgreSQL schema.

      Examples:
        pipeline export --format xlsx --area Nottingham --out nottingham.xlsx
        pipeline export --format csv --table observations --indicator 41001 --out -
        pipeline export --format csv --partition indicator --out lake
        pipeline export --format postgres --to postgresql://analyst@db.example.org/health
      """)

  @OptionGroup var common: CommonOptions

  @Option(help: "csv, jsonl, datapackage, xlsx, datasette or postgres.")
  var format: ExportFormat = .csv

  @Option(
    help: ArgumentHelp(
      "The folder to write into, the workbook, or - for standard output (default: ./local-health,"
        + " ./local-health.xlsx).", valueName: "path"))
  var out: String?

  @Option(
    help: ArgumentHelp(
      "Where PostgreSQL is: a postgresql:// URL; a password is better kept in ~/.pgpass.",
      valueName: "url"))
  var to: String?

  @Option(help: ArgumentHelp("The schema that PostgreSQL is to hold it in.", valueName: "name"))
  var schema = "local_health"

  @Option(
    name: .customLong("table"),
    help: ArgumentHelp(
      "Only this table (repeatable): observations, assessments, revisions, indicators, areas,"
        + " priorities, guidance, glossary, sources or snapshots.", valueName: "table"))
  var tables: [String] = []

  @Option(
    name: .customLong("area"),
    help: ArgumentHelp("Only figures and priorities of this area (repeatable).", valueName: "area"))
  var areas: [String] = []

  @Option(
    name: .customLong("indicator"),
    help: ArgumentHelp("Only figures of this indicator (repeatable).", valueName: "id"))
  var indicators: [Int] = []

  @Flag(help: "Of each series only the newest observation.")
  var latest = false

  @Option(
    help:
      "Split observations.csv by indicator, as DuckDB and Spark read it: indicator_id=N folders.")
  var partition: Partition?

  func validate() throws {
    if format == .postgres, to == nil {
      throw ValidationError("--format postgres needs --to with the address of the database.")
    }
    if format == .postgres, !(tables + areas).isEmpty || !indicators.isEmpty || latest {
      throw ValidationError(
        "--format postgres copies the whole release; leave out what narrows it.")
    }
    if to != nil, format != .postgres {
      throw ValidationError("--to goes with --format postgres; give a folder with --out.")
    }
    if partition != nil, format != .csv || out == "-" {
      throw ValidationError("--partition goes with --format csv and a folder.")
    }
  }

  func run() throws {
    let release = try Release.current(in: common.state)
    let gazetteer = areas.isEmpty ? nil : try Gazetteer(try common.configuration)
    let selection = ExportSelection(
      areas: try areas.map { try gazetteer?.resolve($0).code ?? $0 }, indicators: indicators,
      latestOnly: latest)
    let export = try Export(
      of: Database(readOnly: release.databasePath), releaseNumber: release.number,
      tables: out == "-" && tables.isEmpty ? ["observations"] : tables, selecting: selection)
    for line in try write(export) where !common.quiet { Console.say(line) }
  }

  /// - Returns: what is to be said: the files that were written.
  private func write(_ export: Export) throws -> [String] {
    let folder = out ?? "local-health"
    switch format {
    case .csv, .jsonl, .datapackage:
      guard let format = Export.FolderFormat(rawValue: format.rawValue) else { return [] }
      if out == "-" {
        try export.writeToStandardOutput(format)
        return []
      }
      if partition != nil { return try export.writePartitioned(into: folder) }
      return try export.write(format, into: folder)
    case .xlsx: return [try export.writeWorkbook(to: out ?? "local-health.xlsx")]
    case .datasette: return [try export.writeDatasetteMetadata(into: folder)]
    case .postgres:
      let copied = try export.copy(toPostgres: to ?? "", schema: schema)
      return ["\(copied.tables) tables with \(copied.rows) rows in the schema \(schema)"]
    }
  }
}

/// What a release can be exported as.
enum ExportFormat: String, CaseIterable, ExpressibleByArgument {
  case csv, jsonl, datapackage, xlsx, datasette, postgres
}

/// What files of observations are split by.
enum Partition: String, CaseIterable, ExpressibleByArgument {
  case indicator
}
