import Fetch
import Support
import Testing

@testable import Load
@testable import Transform

/// What is known of the addresses of the guidance reaches the database.
struct GuidanceLinkTests {
  @Test func `each check is a row`() throws {
    let folder = TemporaryFolder()
    let configuration = try ConfigurationFolder()
    let links = [
      LinkCheck(
        address: "https://example.org/a", state: .moved, movedTo: "https://example.org/b",
        status: 200, checkedAt: "2026-11-20T00:00:00Z", since: "2026-10-20T00:00:00Z"),
      LinkCheck(
        address: "https://example.org/c", state: .notCheckable, checkedAt: "2026-11-20T00:00:00Z",
        since: "2026-11-20T00:00:00Z", note: "The host could not be reached."),
    ]
    let records = try transform(
      [], of: Sources(configuration), using: configuration, links: links)
    let run = try LoadRun(snapshots: [], configuration: configuration)
    let draft = try load(records, into: folder.path, as: run)
    let rows = try Database(readOnly: draft.release.databasePath).query(
      "SELECT address, state, moved_to, status, since, note FROM guidance_link ORDER BY address"
    ) { row in (0..<6).map { row.text($0) ?? "-" } }
    #expect(
      rows == [
        [
          "https://example.org/a", "moved", "https://example.org/b", "200",
          "2026-10-20T00:00:00Z", "-",
        ],
        [
          "https://example.org/c", "not_checkable", "-", "-", "2026-11-20T00:00:00Z",
          "The host could not be reached.",
        ],
      ])
  }
}
