internal import Fetch
public import Transform

/// Writes records into a new database, checks it against the release before and hands it over as a
/// draft that is ready to be published. What is published now is not touched.
///
/// - Parameters:
///   - records: what `transform` made.
///   - assessments: what `assess` made of them.
///   - state: the state folder.
///   - run: what identifies the run, and what its gates let through.
/// - Returns: the draft, with everything but pages and exports in it.
/// - Throws: ``LoadError`` when a gate blocks, the disk fails, or the database does not pass its own
///   checks.
public func load(
  _ records: Records, judged assessments: Assessments = [], into state: String, as run: LoadRun
) throws -> Draft {
  var draft = try Draft.make(run: run.id, in: state)
  draft.began = run.began
  let limits = run.limits
  let comparing = OtherThread { try Comparison(records, in: state, limits: limits) }
  defer { comparing.wait() }
  do {
    try writeRows(records, assessments, to: &draft)
    if let comparison = try comparing.outcome() {
      try finish(&draft, with: comparison, of: records, run)
    }
    return draft
  } catch {
    draft.abandon()
    throw error
  }
}

/// Writes what the release before has no part in; the rows by the million come last, as pages.
private func writeRows(
  _ records: Records, _ assessments: Assessments, to draft: inout Draft
) throws {
  let path = draft.release.databasePath
  let roots = try writeTables(records, assessments, to: draft)
  draft.manifest.tables = [
    try AssessmentPages.write(
      assessments.all, of: records.observations, root: roots.assessment, into: path),
    try ObservationPages.write(records, root: roots.observation, into: path),
  ]
}

/// - Returns: the pages where the tables that are written as pages begin.
private func writeTables(
  _ records: Records, _ assessments: Assessments, to draft: Draft
) throws -> (assessment: Int, observation: Int) {
  let database = try Database(filling: draft.release.databasePath)
  try database.execute("BEGIN")
  try database.execute(Schema.tables)
  try ReferenceWriter(database: database, records: records).write()
  try BoardWriter(database: database, records: records).write()
  let definitions = records.metadata.compactMap { item in item.definition.map { (item.id, $0) } }
  try SearchWriter.write(
    definitions: Dictionary(definitions) { _, last in last }, into: database)
  try SeriesWriter.writeSeries(records.observations, into: database)
  try AssessmentWriter.writeContext(of: assessments, into: database)
  try writeEarlierVersions(records.observations, into: database)
  try writeDictionary(into: database)
  try database.execute(Schema.indexes)
  try writeReleaseFacts(records, draft, into: database)
  try database.execute("COMMIT")
  return (
    try database.rootPage(of: "assessment"), try database.rootPage(of: "observation")
  )
}

/// Records what differs from the release before, lets the gates look at it, and checks the database.
///
/// - Throws: ``LoadError`` naming every gate that blocks.
private func finish(
  _ draft: inout Draft, with comparison: Comparison, of records: Records, _ run: LoadRun
) throws {
  let (baseline, path) = (comparison.baseline, draft.release.databasePath)
  draft.before = baseline?.release
  draft.manifest.warnings += comparison.warnings
  draft.manifest.describe(run, records, after: baseline)
  let gates = Gates(
    measures: comparison.measures, records: records, baseline: baseline, limits: run.limits,
    today: run.started)
  draft.manifest.gates = try gates.results().map { $0.accepted(by: run.accepted) }
  let blocked = draft.manifest.gates.filter { $0.outcome == .blocked }
  if !blocked.isEmpty { throw LoadError(.blocked(blocked), path: draft.release.state) }

  draft.manifest.revisions = try writeHistory(draft.release, comparison, of: records)
  let checked = OtherThread { try Database.check(path) }
  draft.manifest.tables = try TableSums.of(path, known: draft.manifest.tables)
  try Disk.sync(path)
  _ = try checked.outcome()
}

/// - Returns: how many cells were revised in which way, by its word.
private func writeHistory(
  _ release: Release, _ comparison: Comparison, of records: Records
) throws -> [String: Int] {
  let database = try Database(filling: release.databasePath)
  try database.execute("BEGIN")
  try ReleaseHistory.write(release, records, after: comparison.baseline, into: database)
  try SwitchedOffWriter.write(
    records, release: release.number, after: comparison.baseline, into: database)
  let counts = try comparison.write(release, into: database)
  try database.execute(Schema.revisionIndexes + Schema.views)
  try database.execute("COMMIT")
  return counts
}

/// What a later file withholds is not kept through the earlier one.
private func writeEarlierVersions(_ table: ObservationTable, into database: Database) throws {
  let statement = try database.prepare("INSERT INTO earlier_version VALUES (?, ?, ?, ?, ?, ?)")
  for index in table.earlierVersionIndices {
    let (earlier, replacedBy) = table.earlierVersion(at: index)
    let now = table.observation(at: replacedBy)
    let isWithheld = now.value == nil
    try statement.insert(
      .integer(replacedBy + 1), .integer(earlier.snapshot + 1), .integer(earlier.sourceLine),
      isWithheld ? .null : Binding(earlier.value),
      isWithheld || now.count == nil ? .null : Binding(earlier.count),
      isWithheld ? .null : Binding(earlier.denominator))
  }
}

private func writeDictionary(into database: Database) throws {
  let statement = try database.prepare("INSERT INTO dictionary VALUES (?, ?, ?)")
  for entry in DataDictionary.entries {
    try statement.insert(.text(entry.table), .text(entry.column), .text(entry.description))
  }
}

/// What the release as a whole says of itself; nothing that differs between two runs on the same
/// snapshots after the same release.
private func writeReleaseFacts(
  _ records: Records, _ draft: Draft, into database: Database
) throws {
  let statement = try database.prepare("INSERT INTO release VALUES (?, ?)")
  try statement.insert("number", .text("\(draft.release.number)"))
  try statement.insert("run", .text(draft.release.run))
  try statement.insert("newest_snapshot", .text(records.newestSnapshot))
  try statement.insert("observations", .text("\(records.observations.count)"))
  try database.execute(
    "PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = \(Schema.version);")
}

extension Records {
  /// When the newest snapshot was received; empty without any.
  var newestSnapshot: String { files.map(\.snapshot.retrievedAt).max() ?? "" }
}
