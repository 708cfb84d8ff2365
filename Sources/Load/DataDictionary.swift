/// What every table, view and column of a release's database means.
///
/// It is written into the table `dictionary` and into docs/data-dictionary.md; a test compares
/// both with the schema.
public enum DataDictionary {
  public struct Entry: Sendable, Equatable {
    public let table: String
    /// Empty for the table itself.
    public let column: String
    public let description: String
  }

  /// Tables first, then views, each followed by its columns in their order.
  public static let entries: [Entry] =
    parsed(DataDictionaryText.tables)
    + parsed(DataDictionaryText.views)

  /// The columns of a table in their order.
  static func columns(of table: String) -> [String] {
    entries.filter { $0.table == table && !$0.column.isEmpty }.map(\.column)
  }

  /// A line without indentation names a table; those below it, indented, its columns.
  private static func parsed(_ text: String) -> [Entry] {
    var table = ""
    return text.split(separator: "\n").map { line in
      let parts = line.split(separator: ":", maxSplits: 1).map {
        $0.drop { $0 == " " }
      }
      let name = String(parts.first ?? "")
      if !line.hasPrefix(" ") { table = name }
      return Entry(
        table: table, column: line.hasPrefix(" ") ? name : "",
        description: String(parts.last ?? ""))
    }
  }

  /// The dictionary as a page.
  ///
  /// - Parameter types: by table and column, how the database stores it.
  /// - Returns: Markdown, with one table for each table of the database.
  static func markdown(types: [String: [String: String]]) -> String {
    var lines = [
      "# Data dictionary", "",
      "Every table, view and column of `state/current/local-health.db`. The same descriptions are in"
        + " the database itself, in the table `dictionary`. A test keeps this page, that table and"
        + " the schema the same; `RECORD=1 swift test --filter DataDictionaryTests` rewrites the page.",
      "",
      "Analysts may rely on the views `observations`, `latest_observations`, `assessments` and"
        + " `revision`: their columns keep names, order and meaning.",
    ]
    for entry in entries {
      if entry.column.isEmpty {
        lines += ["", "## \(entry.table)", "", entry.description, "", "| column | type | |"]
        lines.append("|---|---|---|")
      } else {
        let type = types[entry.table]?[entry.column] ?? ""
        lines.append("| `\(entry.column)` | \(type) | \(entry.description) |")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
