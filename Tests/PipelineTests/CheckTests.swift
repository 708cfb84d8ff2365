import Foundation
import Support
import Testing

/// `pipeline transform --check`: what would be loaded, without a state folder.
struct CheckTests {
  private let folder = TemporaryFolder()
  private let broken = SharedData.projectRoot.path + "/fixtures/broken/broken-number.csv"
  private let whole =
    SharedData.projectRoot.path + "/fixtures/fingertips/illustrative-indicators-2.csv"

  private func check(_ arguments: String...) throws -> ProgramRun {
    try ProgramRun(
      ProgramRun.pipelinePath,
      ["transform", "--state", folder.path + "/state", "--check"] + arguments)
  }

  @Test func `as text the rows of each file, a line for each indicator and every reject`() throws {
    let run = try check(broken, whole)
    #expect(run.status == 0)
    #expect(
      run.output.contains("broken-number.csv: 9 rows in = 8 loaded + 0 duplicates + 1 rejected"))
    #expect(run.output.contains("41001 "))
    #expect(run.complaints.contains("line 6, “Lower CI 95.0 limit”: “n/a” is not a number"))
    #expect(folder.contents() == [])
  }

  @Test func `as JSON every observation and every reject`() throws {
    let run = try check("--format", "json", broken)
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    let found = try #require(object as? [String: [[String: Any]]])
    let reject = try #require(found["rejects"]?.first)
    #expect(reject["file"] as? String == "broken-number.csv")
    #expect(reject["line"] as? Int == 6)
    #expect(reject["column"] as? String == "Lower CI 95.0 limit")
    #expect(reject["text"] as? String == "n/a")
    #expect(reject["reason"] as? String == "number")
    let observation = try #require(found["observations"]?.first)
    #expect(observation["area_code"] is String)
    #expect(observation["lower_ci95"] is Double)
    #expect(found["observations"]?.count == found["files"]?.first?["loaded"] as? Int)
  }

  @Test func `as CSV one row for each`() throws {
    let run = try check("--format", "csv", broken)
    let lines = run.output.split(separator: "\n")
    #expect(lines.first?.hasPrefix("outcome,file,line,column,text,reason,indicator_id,") == true)
    #expect(
      lines.contains { $0.hasPrefix("rejected,broken-number.csv,6,Lower CI 95.0 limit,n/a,number") }
    )
    #expect(
      lines.dropFirst().count { $0.hasPrefix("loaded,broken-number.csv,") } == lines.count - 2)
  }

  @Test func `a file that cannot be read ends with status 65 and names why`() throws {
    let run = try check(SharedData.projectRoot.path + "/fixtures/broken/broken-html-as-csv.csv")
    #expect(run.status == 65)
    #expect(run.complaints.contains("expected CSV"))
    #expect(try check(folder.path + "/none.csv").status == 66)
  }

  @Test func `files go with the flag and the flag with files`() throws {
    #expect(try check().status == 64)
    #expect(try ProgramRun.pipeline("transform", broken).status == 64)
  }
}
