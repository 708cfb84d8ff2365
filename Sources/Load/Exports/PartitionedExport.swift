#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension Export {
  /// Writes observations as `observations/indicator_id=N/part-0.csv`, which DuckDB, Spark and others
  /// read as one table with `indicator_id` as a column, and the other tables beside them.
  ///
  /// What an earlier export left under `observations` is replaced whole.
  ///
  /// - Returns: the paths of the files.
  /// - Throws: ``ExportError`` when the disk fails or the folder holds something else.
  public func writePartitioned(into folder: String) throws -> [String] {
    try OutputFile.makeFolder(folder)
    let isWanted = tables.contains { $0.name == ExportTable.observations.name }
    let parts = isWanted ? try replaceParts(in: "\(folder)/observations") : []
    let others = Export(
      database: database, tables: tables.filter { $0.name != ExportTable.observations.name },
      selection: selection, description: description)
    return parts + (try others.write(.csv, into: folder))
  }

  /// Writes all parts beside what is there, then swaps.
  private func replaceParts(in finished: String) throws -> [String] {
    let unfinished = finished + ".unfinished"
    try Self.refuseOthers(in: finished)
    try? FileManager.default.removeItem(atPath: unfinished)
    let names = try writeParts(into: unfinished)
    try Self.replace(finished, with: unfinished)
    return names.map { "\(finished)/\($0)" }
  }

  private func writeParts(into folder: String) throws -> [String] {
    let rows = try ExportedRows(CSVRows(), database, skipsIndicatorID: true)
    let header = ExportTable.observations.columns.map(\.name).filter { $0 != "indicator_id" }
    let series = Dictionary(
      grouping: try SelectedSeries.all(selection, in: database), by: \.indicator)
    return try series.sorted { $0.key < $1.key }.map { indicator, series in
      let name = "indicator_id=\(indicator)"
      try OutputFile.makeFolder("\(folder)/\(name)")
      try OutputFile.write("\(folder)/\(name)/part-0.csv") { sink in
        CSVRows().append(row: header, to: &sink)
        try rows.write(series, to: &sink)
      }
      return "\(name)/part-0.csv"
    }
  }

  /// A folder is only replaced when everything in it is a part of an earlier export.
  private static func refuseOthers(in folder: String) throws {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    if let other = names.first(where: { !$0.hasPrefix("indicator_id=") }) {
      throw ExportError(.otherContent(other), subject: folder)
    }
  }

  private static func replace(_ finished: String, with unfinished: String) throws {
    try OutputFile.makeFolder(unfinished)
    try? FileManager.default.removeItem(atPath: finished)
    try OutputFile.rename(unfinished, to: finished)
  }
}
