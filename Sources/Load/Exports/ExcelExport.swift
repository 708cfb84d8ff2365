#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension Export {
  /// Writes one workbook: what it is and under which licence, what the columns mean, and a sheet for
  /// each table, or several where Excel's limit of rows asks for them.
  ///
  /// - Returns: the path of the workbook.
  /// - Throws: ``ExportError`` when the disk fails or the build has no Excel.
  public func writeWorkbook(to path: String) throws -> String {
    #if Excel
      let unfinished = path + ".unfinished"
      do {
        try fill(ExcelWorkbook(unfinished))
        try OutputFile.rename(unfinished, to: path)
      } catch {
        try? FileManager.default.removeItem(atPath: unfinished)
        throw error
      }
      return path
    #else
      throw ExportError(.notBuiltIn(trait: "Excel"), subject: "Excel workbooks")
    #endif
  }
}

#if Excel
  extension Export {
    private func fill(_ workbook: ExcelWorkbook) throws {
      workbook.describe(
        title: ExportDescription.title, subject: "Release \(description.releaseNumber)",
        comments: description.sources.map { "\($0.attribution) \($0.licence)." }
          .joined(separator: " "),
        created: description.newestSnapshotSeconds)
      writeAbout(workbook)
      writeColumns(workbook)
      for table in tables { try write(table, to: workbook) }
      try workbook.close()
    }

    private func writeAbout(_ workbook: ExcelWorkbook) {
      workbook.startSheet("About", columns: [("about", 110)])
      var lines = [
        ExportDescription.title, ExportDescription.summary,
        "Release \(description.releaseNumber); the newest file was received"
          + " \(description.newestSnapshot).",
      ]
      lines += [description.illustrativeWarning].compactMap(\.self)
      lines += description.sources.map { source in
        "\(source.name) (\(source.publisher)): \(source.licence)"
          + (source.licenceAddress.map { ", \($0)" } ?? "") + ". \(source.attribution)"
      }
      lines += description.snapshots.map {
        "\($0.sourceID)/\($0.name): SHA-256 \($0.sha256), received \($0.retrievedAt) from"
          + " \($0.address)"
      }
      lines.forEach { workbook.append(texts: [$0]) }
    }

    private func writeColumns(_ workbook: ExcelWorkbook) {
      workbook.startSheet("Columns", columns: [("table", 16), ("column", 30), ("meaning", 110)])
      for table in tables {
        workbook.append(texts: [table.name, "", table.words])
        for column in table.columns {
          workbook.append(
            texts: [table.name, column.name, description.words(of: column, in: table)])
        }
      }
    }

    private func write(_ table: ExportTable, to workbook: ExcelWorkbook) throws {
      let columns = table.columns.map { (name: $0.name, width: Self.width(of: $0)) }
      workbook.startSheet(table.name, columns: columns)
      var sheets = 1
      let query = selection.query(table)
      try database.forEachRow(query.sql, query.values) { row in
        if !workbook.hasRoom {
          sheets += 1
          workbook.startSheet("\(table.name) \(sheets)", columns: columns)
        }
        workbook.append(row)
      }
    }

    private static func width(of column: ExportTable.Column) -> Double {
      switch column.kind {
      case .text where ["text", "definition", "description", "attribution"].contains(column.name):
        80
      case .text where column.name.hasSuffix("name") || column.name == "title": 40
      case .text: 18
      default: 12
      }
    }
  }

  extension ExportDescription {
    /// ``newestSnapshot`` as seconds since 1970; 1 where it is not known, as 0 would mean now.
    fileprivate var newestSnapshotSeconds: Int {
      let date = try? Date.ISO8601FormatStyle().parse(newestSnapshot)
      return date.map { Int($0.timeIntervalSince1970) } ?? 1
    }
  }
#endif
