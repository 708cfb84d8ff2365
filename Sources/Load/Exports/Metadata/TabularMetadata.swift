/// The description of CSV files for programs that read CSV on the Web.
///
/// Format: https://www.w3.org/TR/tabular-metadata/; `csv-metadata.json` is where readers look for it.
struct TabularMetadata {
  let description: ExportDescription
  let files: [ExportedFile]

  var json: String {
    MetadataValue.members([
      (
        "@context",
        .list([.text("http://www.w3.org/ns/csvw"), .object([("@language", .text("en"))])])
      ),
      ("dc:title", .text(ExportDescription.title)),
      ("dc:description", .text(summary)),
      ("dc:license", licence),
      ("dc:rights", .texts(description.sources.map { "\($0.name): \($0.attribution)" })),
      ("dc:source", .list(sources)),
      ("dc:provenance", .texts(provenance)),
      ("dc:modified", description.newestSnapshot.isEmpty ? nil : .text(description.newestSnapshot)),
      ("tables", .list(files.map(table))),
    ]).json + "\n"
  }

  private var summary: String {
    [ExportDescription.summary, description.illustrativeWarning, Export.csvNote]
      .compactMap(\.self).joined(separator: " ")
  }

  private var licence: MetadataValue? {
    let addresses = description.sources.compactMap(\.licenceAddress)
    return addresses.first.map { .object([("@id", .text($0))]) }
  }

  private var sources: [MetadataValue] {
    description.sources.map { source in
      .members([
        ("dc:title", .text(source.name)), ("dc:publisher", .text(source.publisher)),
        ("dc:rights", .text("\(source.licence). \(source.attribution)")),
      ])
    }
  }

  private var provenance: [String] {
    description.snapshots.map {
      "\($0.sourceID)/\($0.name), SHA-256 \($0.sha256), received \($0.retrievedAt) from \($0.address)"
    }
  }

  private func table(_ file: ExportedFile) -> MetadataValue {
    .object([
      ("url", .text(file.name)),
      ("dc:title", .text(file.table.title)),
      ("dc:description", .text(file.table.words)),
      ("dialect", .object([("lineTerminators", .texts(["\n"]))])),
      ("tableSchema", schema(file.table)),
    ])
  }

  private func schema(_ table: ExportTable) -> MetadataValue {
    let references = table.references.compactMap(foreignKey)
    return .members([
      ("columns", .list(table.columns.map { column($0, of: table) })),
      ("primaryKey", table.key.isEmpty ? nil : .texts(table.key)),
      ("foreignKeys", references.isEmpty ? nil : .list(references)),
    ])
  }

  private func column(_ column: ExportTable.Column, of table: ExportTable) -> MetadataValue {
    let words = description.words(of: column, in: table)
    return .members([
      ("name", .text(column.name)),
      ("titles", .text(column.name)),
      ("datatype", .text(Self.datatype(column.kind))),
      ("required", table.key.contains(column.name) ? .flag(true) : nil),
      ("dc:description", words.isEmpty ? nil : .text(words)),
    ])
  }

  private static func datatype(_ kind: ExportTable.Column.Kind) -> String {
    switch kind {
    case .text: "string"
    case .integer, .flag: "integer"
    case .number: "double"
    case .date: "date"
    case .dateTime: "dateTime"
    }
  }

  private func foreignKey(_ reference: (column: String, table: String)) -> MetadataValue? {
    guard let file = files.first(where: { $0.table.name == reference.table }),
      let key = file.table.key.first
    else { return nil }
    return .object([
      ("columnReference", .text(reference.column)),
      (
        "reference",
        .object([("resource", .text(file.name)), ("columnReference", .text(key))])
      ),
    ])
  }
}
