/// What every export says of itself: which release, whose data under which licence, from which
/// files, and what its columns mean.
struct ExportDescription {
  struct Source {
    let id: String
    let name: String
    let publisher: String
    let address: String?
    let licence: String
    let licenceAddress: String?
    let attribution: String
    let isIllustrative: Bool

    /// The address, where it is one that a browser can open.
    var webAddress: String? { address.flatMap { $0.hasPrefix("http") ? $0 : nil } }
  }

  struct Snapshot {
    let sourceID: String
    let name: String
    let address: String
    let sha256: String
    let retrievedAt: String
  }

  let releaseNumber: Int
  /// When the newest file was received, in UTC.
  let newestSnapshot: String
  let sources: [Source]
  let snapshots: [Snapshot]
  private let dictionary: [String: String]

  init(_ database: Database, releaseNumber: Int) throws {
    self.releaseNumber = releaseNumber
    newestSnapshot = try Self.newestSnapshot(database)
    sources = try Self.sources(database)
    snapshots = try Self.snapshots(database)
    dictionary = try Self.dictionary(database)
  }

  static let title = "Local health data for area briefings in England"
  static let summary = """
    Public health indicators of English areas as published, with the priorities of health and \
    wellbeing boards and a catalogue of guidance. A figure that was not published is empty, never 0.
    """

  var isIllustrative: Bool { sources.contains(where: \.isIllustrative) }

  var illustrativeWarning: String? {
    isIllustrative ? "Some of the figures are made up for a demonstration: see the sources." : nil
  }

  /// What a column means.
  func words(of column: ExportTable.Column, in table: ExportTable) -> String {
    column.words ?? table.origins.lazy.compactMap { words(of: column.name, in: $0) }.first ?? ""
  }

  /// What the data dictionary says of a column of the database, or of a table when the column's
  /// name is empty.
  func words(of column: String, in table: String) -> String? { dictionary["\(table).\(column)"] }

  private static func newestSnapshot(_ database: Database) throws -> String {
    try database.query("SELECT max(retrieved_at) FROM snapshot") { $0.text(0) }.first.flatMap { $0 }
      ?? ""
  }

  private static func sources(_ database: Database) throws -> [Source] {
    try database.query(ExportTable.sources.sql) { row in
      Source(
        id: row.string(0), name: row.string(1), publisher: row.string(2),
        address: row.text(3), licence: row.string(4), licenceAddress: row.text(5),
        attribution: row.string(6), isIllustrative: row.integer(7) == 1)
    }
  }

  private static func snapshots(_ database: Database) throws -> [Snapshot] {
    let sql =
      "SELECT source_id, name, address, sha256, retrieved_at FROM snapshot ORDER BY snapshot_id"
    return try database.query(sql) { row in
      Snapshot(
        sourceID: row.string(0), name: row.string(1), address: row.string(2),
        sha256: row.string(3), retrievedAt: row.string(4))
    }
  }

  private static func dictionary(_ database: Database) throws -> [String: String] {
    let isHeld = try database.query(
      "SELECT 1 FROM sqlite_schema WHERE name = 'dictionary'"
    ) { _ in true }
    if isHeld.isEmpty { return [:] }
    let entries = try database.query(
      "SELECT table_name || '.' || column_name, description FROM dictionary"
    ) { ($0.string(0), $0.string(1)) }
    return Dictionary(entries) { first, _ in first }
  }
}

extension ExportDescription {
  /// The description for people, as Markdown.
  func about(_ notes: [String]) -> String {
    var lines = ["# \(Self.title)", "", Self.summary, ""]
    lines.append("Release \(releaseNumber); the newest file was received \(newestSnapshot).")
    lines += illustrativeWarning.map { ["", "**\($0)**"] } ?? []
    lines += notes.flatMap { ["", $0] }
    lines += ["", "## Licence and attribution", ""]
    for source in sources {
      let licence = source.licence + (source.licenceAddress.map { " <\($0)>" } ?? "")
      lines.append("- **\(source.name)** (\(source.publisher)): \(licence). \(source.attribution)")
      if source.isIllustrative {
        lines.append("  The figures of this source are made up for a demonstration.")
      }
    }
    lines += ["", "## Where it comes from", ""]
    lines += ["| source | file | received | SHA-256 | address |", "|---|---|---|---|---|"]
    lines += snapshots.map {
      "| \($0.sourceID) | \(Self.cell($0.name)) | \($0.retrievedAt) | `\($0.sha256)` |"
        + " \(Self.cell($0.address)) |"
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func cell(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
      .split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
