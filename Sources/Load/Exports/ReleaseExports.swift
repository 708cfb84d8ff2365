extension Release {
  /// Writes what every release carries for other tools into its folder `exports`: `metadata.yaml`, with
  /// which Datasette shows the database.
  ///
  /// - Throws: ``ExportError`` when the disk fails.
  public func writeExports() throws {
    let export = try Export(of: Database(readOnly: databasePath), releaseNumber: number)
    _ = try export.writeDatasetteMetadata(into: exportsPath)
  }
}
