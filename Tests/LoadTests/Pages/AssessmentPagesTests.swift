import Fetch
import Foundation
import Support
import Testing
import Transform

@testable import Load

/// Assessments written past SQLite against those written by its own statements.
struct AssessmentPagesTests {
  private let folder = TemporaryFolder()

  private func rows(_ path: String) throws -> [String] {
    let database = try Database(readOnly: path)
    #expect(try database.query("PRAGMA integrity_check") { $0.text(0) } == ["ok"])
    let columns = try database.query("SELECT name FROM pragma_table_info('assessment')") {
      "quote(\($0.text(0) ?? ""))"
    }
    return try database.query(
      "SELECT \(columns.joined(separator: " || ' ' || ")) FROM assessment ORDER BY series_id"
    ) { $0.text(0) ?? "" }
  }

  @Test func `pages hold what statements would have written, row for row`() throws {
    let store = try SnapshotStore(stateDirectory: folder.path)
    let snapshots = try [1, 3, 6, 8].map { number in
      try store.importFile(
        sourceID: "fingertips",
        path: SharedData.projectRoot.path
          + "/fixtures/fingertips/illustrative-indicators-\(number).csv")
    }
    let records = try BuiltIn.records(snapshots)
    let assessments = assess(records)

    let state = folder.path + "/state"
    let draft = try load(records, judged: assessments, into: state, as: .test(records))
    let path = "\(folder.path)/statements.db"
    let database = try Database(filling: path)
    try database.execute(Schema.tables)
    try database.execute("BEGIN")
    try AssessmentStatements.writeAssessments(assessments.all, into: database)
    try database.execute("COMMIT")
    let pages = try rows(draft.release.databasePath)
    #expect(pages.count > 100)
    #expect(try pages == rows(path))
    let dangling = try Database(readOnly: draft.release.databasePath)
      .query("PRAGMA foreign_key_check(assessment)") { $0.text(0) }
    #expect(dangling.isEmpty)
  }
}
