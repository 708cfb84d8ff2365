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
  do {
    let baseline = try Baseline.find(in: state) { draft.manifest.warnings.append($0) }
    draft.before = baseline?.release
    draft.manifest.describe(run, records, after: baseline)
    try write(records, assessments, to: &draft, run, baseline)
    return draft
  } catch {
    draft.abandon()
    throw error
  }
}

private func write(
  _ records: Records, _ assessments: Assessments, to draft: inout Draft, _ run: LoadRun,
  _ baseline: Baseline?
) throws {
  let path = draft.release.databasePath
  let roots = try writeTables(records, assessments, to: &draft, run, baseline)
  let judged = try AssessmentPages.write(
    assessments.all, of: records.observations, root: roots.assessment, into: path)
  let observations = try ObservationPages.write(records, root: roots.observation, into: path)
  let checked = OtherThread { try check(path) }
  draft.manifest.tables = try TableSums.of(path, known: [judged, observations])
  try Disk.sync(path)
  _ = try checked.outcome()
}

/// Writes everything but the observations.
///
/// - Returns: the pages where the tables that are written as pages begin.
private func writeTables(
  _ records: Records, _ assessments: Assessments, to draft: inout Draft, _ run: LoadRun,
  _ baseline: Baseline?
) throws -> (assessment: Int, observation: Int) {
  let database = try Database(creating: draft.release.databasePath)
  try database.execute("BEGIN")
  try database.execute(Schema.tables)
  try ReferenceWriter(database: database, records: records).write()
  try BoardWriter(database: database, records: records).write()
  try compare(records, with: baseline, draft: &draft, run, into: database)
  let definitions = records.metadata.compactMap { item in item.definition.map { (item.id, $0) } }
  try SearchWriter.write(
    definitions: Dictionary(definitions) { _, last in last }, into: database)
  try ObservationWriter.writeSeries(records.observations, into: database)
  try AssessmentWriter.writeContext(of: assessments, into: database)
  try writeEarlierVersions(records.observations, into: database)
  try writeDictionary(into: database)
  try database.execute(Schema.indexes + Schema.views)
  try writeReleaseFacts(records, draft, into: database)
  try database.execute("COMMIT")
  return (
    try database.rootPage(of: "assessment"), try database.rootPage(of: "observation")
  )
}

/// Records what differs from the release before, and lets the gates look at it.
///
/// - Throws: ``LoadError`` naming every gate that blocks.
private func compare(
  _ records: Records, with baseline: Baseline?, draft: inout Draft, _ run: LoadRun,
  into database: Database
) throws {
  let number = draft.release.number
  try ReleaseHistory.write(draft.release, records, after: baseline, into: database)
  try SwitchedOffWriter.write(records, release: number, after: baseline, into: database)
  let rows = try baseline.map { try CarriedRows(from: $0.database, to: records) }
  let measures = Measures(records, rows: rows)
  if let baseline, let rows {
    try rows.write(into: database)
    let writer = try RevisionWriter(
      number: number, after: try baseline.lastRevision(), into: database)
    try ReleaseComparison(
      records, baseline, rows, measures: measures, limits: run.limits, writer: writer
    ).run()
    try writer.carry(baseline, rows)
    try writer.finish()
    draft.manifest.revisions = Dictionary(
      uniqueKeysWithValues: writer.counts.map { ($0.key.word, $0.value) })
  } else {
    try RevisionWriter(number: number, after: 0, into: database).finish()
    try measures.countAll()
  }
  let gates = Gates(
    measures: measures, records: records, baseline: baseline, limits: run.limits,
    today: run.started)
  draft.manifest.gates = try gates.results().map { $0.accepted(by: run.accepted) }
  let blocked = draft.manifest.gates.filter { $0.outcome == .blocked }
  if !blocked.isEmpty { throw LoadError(.blocked(blocked), path: draft.release.state) }
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

private func check(_ path: String) throws {
  let database = try Database(readOnly: path)
  let problems = try database.query("PRAGMA quick_check") { $0.text(0) ?? "" }
  if problems != ["ok"] {
    if let failure = database.failureOfDisk() { throw failure }
    throw LoadError(.failedCheck(problems.first ?? "no answer"), path: path)
  }
  // References are proved while pages are written, see ObservationPages and AssessmentPages.
  let tables = try database.query(
    "SELECT name FROM sqlite_schema WHERE type = 'table'"
      + " AND name NOT IN ('observation', 'assessment')"
  ) { $0.text(0) ?? "" }
  for table in tables {
    let dangling = try database.query("PRAGMA foreign_key_check(\(table))") { $0.text(0) ?? "" }
    guard dangling.isEmpty else {
      throw LoadError(.failedCheck("a row of \(table) points nowhere"), path: path)
    }
  }
}
