/// The description of an export as a Frictionless data package.
///
/// Format: https://specs.frictionlessdata.io/tabular-data-package/
struct DataPackage {
  let description: ExportDescription
  let files: [ExportedFile]
  let isCSV: Bool

  /// An empty file is good JSON Lines, but Frictionless cannot read one: it is left out.
  init(description: ExportDescription, files: [ExportedFile], isCSV: Bool) {
    self.description = description
    self.files = files.filter { $0.byteCount > 0 }
    self.isCSV = isCSV
  }

  var json: String {
    MetadataValue.members([
      ("profile", .text("tabular-data-package")),
      ("name", .text("local-health")),
      ("title", .text(ExportDescription.title)),
      ("description", .text(summary)),
      ("version", .text("\(description.releaseNumber)")),
      ("created", description.newestSnapshot.isEmpty ? nil : .text(description.newestSnapshot)),
      ("licenses", .list(licences)),
      ("sources", .list(sources)),
      ("provenance", .list(snapshots)),
      ("resources", .list(files.map(resource))),
    ]).json + "\n"
  }

  private var summary: String {
    [ExportDescription.summary, description.illustrativeWarning, isCSV ? Export.csvNote : nil]
      .compactMap(\.self).joined(separator: " ")
  }

  private var licences: [MetadataValue] {
    var seen: Set<String> = []
    return description.sources.filter { seen.insert($0.licence).inserted }.map { source in
      .members([
        ("name", .text(Self.licenceName(source.licence))),
        ("title", .text(source.licence)),
        ("path", source.licenceAddress.map(MetadataValue.text)),
      ])
    }
  }

  /// The name under which opendefinition.org lists the licence.
  private static func licenceName(_ licence: String) -> String {
    if licence.hasPrefix("Open Government Licence v3.0") { return "OGL-UK-3.0" }
    return licence.hasPrefix("MIT") ? "MIT" : "notspecified"
  }

  private var sources: [MetadataValue] {
    description.sources.map { source in
      .members([
        ("title", .text("\(source.name) (\(source.publisher))")),
        ("path", source.webAddress.map(MetadataValue.text)),
        ("licence", .text(source.licence)),
        ("attribution", .text(source.attribution)),
        ("illustrative", source.isIllustrative ? .flag(true) : nil),
      ])
    }
  }

  private var snapshots: [MetadataValue] {
    description.snapshots.map { snapshot in
      .members([
        ("source", .text(snapshot.sourceID)), ("name", .text(snapshot.name)),
        ("address", .text(snapshot.address)), ("sha256", .text(snapshot.sha256)),
        ("retrieved", snapshot.retrievedAt.isEmpty ? nil : .text(snapshot.retrievedAt)),
      ])
    }
  }

  private func resource(_ file: ExportedFile) -> MetadataValue {
    .members([
      ("profile", .text("tabular-data-resource")),
      ("name", .text(file.table.name)),
      ("title", .text(file.table.title)),
      ("description", .text(file.table.words)),
      ("path", .text(file.name)),
      ("format", .text(isCSV ? "csv" : "jsonl")),
      ("mediatype", .text(isCSV ? "text/csv" : "application/jsonl")),
      ("encoding", .text("utf-8")),
      ("bytes", .number(file.byteCount)),
      ("dialect", isCSV ? .object([("lineTerminator", .text("\n"))]) : nil),
      ("schema", schema(file.table)),
    ])
  }

  private func schema(_ table: ExportTable) -> MetadataValue {
    let references = table.references.filter { reference in
      files.contains { $0.table.name == reference.table }
    }
    return .members([
      ("fields", .list(table.columns.map { field($0, of: table) })),
      ("missingValues", .texts([""])),
      ("primaryKey", table.key.isEmpty ? nil : .texts(table.key)),
      ("foreignKeys", references.isEmpty ? nil : .list(references.map(foreignKey))),
    ])
  }

  private func field(_ column: ExportTable.Column, of table: ExportTable) -> MetadataValue {
    let words = description.words(of: column, in: table)
    return .members([
      ("name", .text(column.name)),
      ("type", .text(Self.type(column.kind))),
      ("description", words.isEmpty ? nil : .text(words)),
      ("constraints", constraints(column, of: table)),
    ])
  }

  private func constraints(_ column: ExportTable.Column, of table: ExportTable) -> MetadataValue? {
    let members: [(String, MetadataValue?)] = [
      ("required", table.key.contains(column.name) ? .flag(true) : nil),
      ("enum", column.kind == .flag ? .list([.number(0), .number(1)]) : nil),
    ]
    return members.allSatisfy { $0.1 == nil } ? nil : .members(members)
  }

  private static func type(_ kind: ExportTable.Column.Kind) -> String {
    switch kind {
    case .text: "string"
    case .integer, .flag: "integer"
    case .number: "number"
    case .date: "date"
    case .dateTime: "datetime"
    }
  }

  private func foreignKey(_ reference: (column: String, table: String)) -> MetadataValue {
    let key = ExportTable.all.first { $0.name == reference.table }?.key.first ?? ""
    return .object([
      ("fields", .text(reference.column)),
      (
        "reference",
        .object([("resource", .text(reference.table)), ("fields", .text(key))])
      ),
    ])
  }
}
