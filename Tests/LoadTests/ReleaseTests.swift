import Foundation
import Support
import Testing

@testable import Load

struct ReleaseTests {
  private let folder: TemporaryFolder
  private var state: String { folder.path }

  init() {
    folder = TemporaryFolder()
  }

  /// A release whose database is nothing but a text.
  private func publish(_ text: String) throws -> Release {
    let draft = try Draft.make(run: "abc", in: state)
    try Data(text.utf8).write(to: URL(filePath: draft.release.databasePath))
    return try draft.publish()
  }

  private func currentText() throws -> String {
    try String(contentsOfFile: Release.current(in: state).databasePath, encoding: .utf8)
  }

  @Test func `publishing swaps the current release`() throws {
    _ = try publish("one")
    #expect(try currentText() == "one")
    _ = try publish("two")
    #expect(try currentText() == "two")
  }

  @Test func `three releases are kept`() throws {
    for number in 1...5 { _ = try publish("\(number)") }
    #expect(Release.all(in: state).map(\.name) == ["3-abc", "4-abc", "5-abc"])
    #expect(try currentText() == "5")
  }

  @Test func `a draft that was never published leaves the current release alone`() throws {
    _ = try publish("one")
    let draft = try Draft.make(run: "abc", in: state)
    try Data("half".utf8).write(to: URL(filePath: draft.release.databasePath))
    #expect(try currentText() == "one")
    _ = try publish("two")
    #expect(try currentText() == "two")
    #expect(!FileManager.default.fileExists(atPath: state + "/work"))
  }

  @Test func `what a newer program published is not replaced`() throws {
    let newer = try SampleDatabase(["PRAGMA user_version = 9999"])
    let draft = try Draft.make(run: "abc", in: state)
    try FileManager.default.copyItem(atPath: newer.path, toPath: draft.release.databasePath)
    _ = try draft.publish()
    let error = #expect(throws: LoadError.self) { try Draft.make(run: "def", in: state) }
    #expect(error?.cause == .newerVersion(9999, known: Schema.version))
  }

  @Test func `published files are read-only`() throws {
    let release = try publish("one")
    let mode = try FileManager.default.attributesOfItem(atPath: release.databasePath)[
      .posixPermissions]
    #expect(mode as? Int == 0o444)
  }

  @Test func `a folder in the place of the link is not replaced`() throws {
    try FileManager.default.createDirectory(
      atPath: state + "/current", withIntermediateDirectories: true)
    let error = #expect(throws: LoadError.self) { try publish("one") }
    #expect(error?.cause == .notOurFolder)
  }

  @Test func `a dangling link is repaired by the next run`() throws {
    try FileManager.default.createSymbolicLink(
      atPath: state + "/current", withDestinationPath: "releases/99")
    #expect(throws: LoadError.self) { try Release.current(in: state) }
    _ = try publish("one")
    #expect(try currentText() == "one")
  }

  @Test func `nothing published says what to do`() {
    let error = #expect(throws: LoadError.self) { try Release.current(in: state) }
    #expect(
      "\(error.map(\.description) ?? "")"
        == "\(state): nothing is published here yet. Run `pipeline run` first.")
  }

  @Test func `a second run is turned away at once and told who holds the lock`() throws {
    let first = try StateLock(state: state)
    let error = #expect(throws: LoadError.self) { try StateLock(state: state) }
    guard case .locked(let holder) = error?.cause else { throw CocoaError(.featureUnsupported) }
    #expect(holder.hasPrefix("process \(ProcessInfo.processInfo.processIdentifier), since 2"))
    #expect(holder.hasSuffix(" seconds ago"))
    #expect(error?.isTemporary == true)
    withExtendedLifetime(first) {}
  }

  @Test func `a lock that was let go can be taken`() throws {
    do { _ = try StateLock(state: state) }
    #expect(throws: Never.self) { try StateLock(state: state) }
  }
}
