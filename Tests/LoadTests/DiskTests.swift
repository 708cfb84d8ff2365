import Foundation
import Support
import Testing

@testable import Load

/// What the system refuses, as an error with its words.
struct DiskTests {
  private let folder = TemporaryFolder()

  private func error(_ body: () throws -> Void) -> LoadError? {
    #expect(throws: LoadError.self, performing: body)
  }

  @Test func `a folder that is not there is named with what was being done`() {
    let path = folder.path + "/none/local-health.db"
    let error = error { _ = try Database(filling: path) }
    #expect(error?.cause == .system(errno: ENOENT, doing: "making the database"))
    #expect(
      error?.description == path + ": making the database failed (No such file or directory)."
        + " What was published before is unchanged.")
    #expect(error?.isOfTheMachine == true)
    #expect(error?.isTemporary == false)
  }

  #if os(Linux)
    @Test func `a full disk is told with the bytes that were still to be written`() {
      let error = error { try Disk.write("twelve bytes", to: "/dev/full") }
      #expect(error?.cause == .noSpace(errno: ENOSPC, bytesNeeded: 12))
      #expect(
        error?.description == "no space left: /dev/full needs 12 bytes more."
          + " What was published before is unchanged; make room and run again.")
    }
  #endif

  @Test func `a quota that is used up is told from a full disk`() {
    let error = LoadError.system(EDQUOT, "syncing", "a.db")
    #expect(
      error.description == "the quota is used up: a.db needs more room."
        + " What was published before is unchanged; make room and run again.")
    #expect(error.isOfTheMachine)
  }
}
