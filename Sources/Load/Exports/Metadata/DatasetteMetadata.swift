/// What Datasette shows beside the tables of a release: `metadata.yaml`.
///
/// Format: https://docs.datasette.io/en/stable/metadata.html
struct DatasetteMetadata {
  let description: ExportDescription
  /// The columns of every table and view, by its name.
  let columns: [String: [String]]

  init(_ database: Database, _ description: ExportDescription) throws {
    self.description = description
    let pairs = try database.query(
      """
      SELECT s.name, c.name FROM sqlite_schema s, pragma_table_info(s.name) c
      WHERE s.type IN ('table', 'view') AND s.name NOT LIKE 'search\\_%' ESCAPE '\\'
        AND s.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
      ORDER BY s.name, c.cid
      """
    ) { ($0.string(0), $0.string(1)) }
    columns = Dictionary(grouping: pairs, by: \.0).mapValues { $0.map(\.1) }
  }

  var yaml: String {
    let main = description.sources.first { $0.id == Self.sourceOfFigures }
    return MetadataValue.members([
      ("title", .text(ExportDescription.title)),
      ("description", .text(summary)),
      ("license", main.map { .text($0.licence) }),
      ("license_url", main?.licenceAddress.map(MetadataValue.text)),
      ("source", main.map { .text("\($0.name), \($0.publisher)") }),
      ("source_url", main?.webAddress.map(MetadataValue.text)),
      ("databases", .object([("local-health", databaseEntry)])),
    ]).yaml
  }

  private static let sourceOfFigures = "fingertips"

  private var summary: String {
    let attributions = description.sources.map { "\($0.name): \($0.attribution)" }
    return
      ([ExportDescription.summary, description.illustrativeWarning].compactMap(\.self)
      + attributions).joined(separator: " ")
  }

  private var databaseEntry: MetadataValue {
    .object([
      ("title", .text("Release \(description.releaseNumber)")),
      ("queries", .object(DatasetteQuery.all.map { ($0.name, $0.entry) })),
      ("tables", .object(columns.keys.sorted().map { ($0, table($0)) })),
    ])
  }

  private func table(_ name: String) -> MetadataValue {
    let described = columns[name, default: []].compactMap { column in
      description.words(of: column, in: name).map { (key: column, value: MetadataValue.text($0)) }
    }
    let units = columns[name, default: []].compactMap { column in
      Self.units[column].map { (key: column, value: MetadataValue.text($0)) }
    }
    let licence = licence(of: name)
    return .members([
      // Datasette shows it to nobody: another publisher's words stay on the user's machine.
      ("allow", PostgresSchema.keptHere.contains(name) ? .flag(false) : nil),
      ("title", .text(Self.title(of: name))),
      ("description", description.words(of: "", in: name).map(MetadataValue.text)),
      ("license", licence.map { .text($0.licence) }),
      ("license_url", licence?.licenceAddress.map(MetadataValue.text)),
      ("source", licence.map { .text($0.name) }),
      ("label_column", Self.labels[name].map(MetadataValue.text)),
      ("columns", described.isEmpty ? nil : .object(described)),
      ("units", units.isEmpty ? nil : .object(units)),
    ])
  }

  /// `area_parent` → “Area parent”.
  private static func title(of name: String) -> String {
    let words = name.split(separator: "_").joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  /// Units that hold for a whole column; those of values differ by indicator, see `indicator.unit`.
  private static let units = ["byte_count": "byte", "span_months": "month"]

  private static let labels = [
    "area": "area_name", "indicator": "indicator_name", "theme": "title", "source": "name",
    "time_period": "label", "value_note": "text", "published_word": "text",
    "judgement_word": "text", "prison": "name", "strategy": "title", "guidance": "title",
    "priority": "text", "snapshot": "name", "board": "board_name",
  ]

  /// Whose licence holds for a table; that of the figures for those which hold figures.
  private func licence(of table: String) -> ExportDescription.Source? {
    let id =
      switch table {
      case "board", "strategy", "priority", "priority_theme": "board-priorities"
      case "guidance", "guidance_theme": "guidance-catalogue"
      case "observation", "observations", "latest_observations", "assessment", "assessments",
        "series", "earlier_version", "indicator", "revision":
        Self.sourceOfFigures
      case "area", "area_alias", "area_parent", "area_succession", "neighbour", "deprivation",
        "prison", "probation_delivery_unit", "community_safety_partnership":
        "areas"
      default: ""
      }
    return description.sources.first { $0.id == id }
  }
}

/// A question that Datasette offers ready-made, with fields for what is to be filled in.
struct DatasetteQuery {
  let name: String
  let title: String
  let words: String
  let sql: String

  var entry: MetadataValue {
    .object([("title", .text(title)), ("description", .text(words)), ("sql", .text(sql))])
  }

  static let all = [
    DatasetteQuery(
      name: "area_profile", title: "Everything about one area",
      words: "The newest figure of each indicator; area_code is for example E06000018.",
      sql: """
        SELECT indicator_id, indicator_name, sex, age, period, value, lower_ci95, upper_ci95,
          value_note, published_trend, published_comparison_england
        FROM latest_observations
        WHERE area_code = :area_code AND category_type IS NULL
        ORDER BY indicator_name, sex, age
        """),
    DatasetteQuery(
      name: "indicator_across_areas", title: "One indicator across areas",
      words: "The newest figures of an indicator; area_type is for example unitary_authority.",
      sql: """
        SELECT area_code, area_name, sex, age, period, value, lower_ci95, upper_ci95, value_note
        FROM latest_observations
        WHERE indicator_id = :indicator_id AND area_type = :area_type AND category_type IS NULL
        ORDER BY value DESC
        """),
    DatasetteQuery(
      name: "time_series", title: "One indicator of one area over time",
      words: "Every period that is held.",
      sql: """
        SELECT sex, age, period, value, lower_ci95, upper_ci95, count, denominator, value_note
        FROM observations
        WHERE area_code = :area_code AND indicator_id = :indicator_id AND category_type IS NULL
        ORDER BY sex, age, period_sortable
        """),
    DatasetteQuery(
      name: "significantly_different", title: "Where an area differs from England",
      words: "Figures whose difference was tested and found, newest period.",
      sql: """
        SELECT s.indicator_id, i.indicator_name, s.sex, s.age, s.period, s.comparison,
          s.comparator_value AS england, s.trend
        FROM assessments s JOIN indicator i USING (indicator_id)
        WHERE s.area_code = :area_code AND s.comparator_code = 'E92000001'
          AND s.category_type IS NULL AND s.comparison IN ('better', 'worse', 'higher', 'lower')
        ORDER BY s.comparison, i.indicator_name
        """),
    DatasetteQuery(
      name: "board_priorities", title: "What a board has promised",
      words: "The priorities of an authority's health and wellbeing strategies.",
      sql: """
        SELECT s.title, s.status, p.number, p.text, s.address, s.confirmed_on
        FROM priority p JOIN strategy s USING (strategy_id)
        WHERE s.area_code = :area_code
        ORDER BY s.strategy_id, p.number
        """),
    DatasetteQuery(
      name: "find", title: "Search",
      words: "Indicators, priorities, guidance and glossary terms that hold the words.",
      sql: """
        SELECT kind, item_id, title, names, snippet(search, 4, '', '', '…', 24) AS excerpt
        FROM search WHERE search MATCH :words
        ORDER BY rank
        """),
    DatasetteQuery(
      name: "proof", title: "Where a figure comes from",
      words: "The row, the file with its SHA-256, its address and the day it was received.",
      sql: """
        SELECT o.period, o.sex, o.age, o.category, o.value, o.source_line, n.name, n.sha256,
          n.address, n.retrieved_at
        FROM observations o JOIN snapshot n ON n.sha256 = o.snapshot_sha256
          AND n.source_id = o.source_id
        WHERE o.area_code = :area_code AND o.indicator_id = :indicator_id
        ORDER BY o.period_sortable DESC
        """),
    DatasetteQuery(
      name: "licences", title: "Licences and attribution",
      words: "What must stand beside figures of each source.",
      sql: "SELECT name, publisher, licence, licence_address, attribution FROM source ORDER BY name"
    ),
  ]
}

extension Export {
  /// Writes `metadata.yaml` for Datasette into a folder.
  ///
  /// - Returns: its path.
  /// - Throws: ``ExportError`` when the disk fails.
  public func writeDatasetteMetadata(into folder: String) throws -> String {
    try OutputFile.makeFolder(folder)
    let path = "\(folder)/metadata.yaml"
    try OutputFile.write(path, text: try DatasetteMetadata(database, description).yaml)
    return path
  }
}
