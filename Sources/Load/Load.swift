internal import Fetch
public import Transform

/// Writes records into a new database, checks it and hands it over as a release that is ready to be
/// published. What is published now is not touched.
///
/// - Throws: ``LoadError`` when the disk fails or the database does not pass its own checks.
public func load(
  _ records: Records, judged assessments: [Assessment] = [], into state: String
) throws -> Release {
  let release = try Release.draft(in: state)
  let root = try writeTables(records, assessments, to: release.databasePath)
  try ObservationPages.write(records, root: root, into: release.databasePath)
  try check(release.databasePath)
  return release
}

/// Writes everything but the observations.
///
/// - Returns: the page where the table of observations begins.
private func writeTables(
  _ records: Records, _ assessments: [Assessment], to path: String
) throws -> Int {
  let database = try Database(creating: path)
  try database.execute("BEGIN")
  try database.execute(Schema.tables)
  try ReferenceWriter(database: database, records: records).write()
  try ObservationWriter.writeSeries(records.observations, into: database)
  try AssessmentWriter.write(assessments, into: database)
  try writeEarlierVersions(records.observations, into: database)
  try database.execute(Schema.indexes + Schema.views)
  try writeReleaseFacts(records, into: database)
  try database.execute("COMMIT")
  return try database.rootPage(of: "observation")
}

private func writeEarlierVersions(_ table: ObservationTable, into database: Database) throws {
  let statement = try database.prepare("INSERT INTO earlier_version VALUES (?, ?, ?, ?, ?, ?)")
  for index in table.earlierVersionIndices {
    let (earlier, replacedBy) = table.earlierVersion(at: index)
    try statement.insert(
      .integer(replacedBy + 1), .integer(earlier.snapshot + 1), .integer(earlier.sourceLine),
      Binding(earlier.value), Binding(earlier.count), Binding(earlier.denominator))
  }
}

/// What the release as a whole says of itself; nothing that differs between two runs on the same
/// snapshots.
private func writeReleaseFacts(_ records: Records, into database: Database) throws {
  let statement = try database.prepare("INSERT INTO release VALUES (?, ?)")
  let newest = records.files.map(\.snapshot.retrievedAt).max() ?? ""
  try statement.insert("newest_snapshot", .text(newest))
  try statement.insert("observations", .text("\(records.observations.count)"))
  try database.execute(
    "PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = \(Schema.version);")
}

private func check(_ path: String) throws {
  let database = try Database(readOnly: path)
  let problems = try database.query("PRAGMA quick_check") { $0.text(0) ?? "" }
  if problems != ["ok"] {
    throw LoadError(.failedCheck(problems.first ?? "no answer"), path: path)
  }
  // The references of observations are proved while they are written, see ObservationPages.
  let tables = try database.query(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'observation'"
  ) { $0.text(0) ?? "" }
  for table in tables {
    let dangling = try database.query("PRAGMA foreign_key_check(\(table))") { $0.text(0) ?? "" }
    guard dangling.isEmpty else {
      throw LoadError(.failedCheck("a row of \(table) points nowhere"), path: path)
    }
  }
}
