import Foundation
import Support
import Testing

@testable import Fetch

struct SnapshotStoreTests {
  let folder = TemporaryFolder()

  private func store() throws -> SnapshotStore {
    try SnapshotStore(stateDirectory: folder.path + "/state")
  }

  @Test func `the hash of a file is that of its bytes`() throws {
    let path = try folder.write("abc.csv", "abc")
    let (sha256, byteCount) = try sha256Hex(ofFile: path)
    #expect(sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(byteCount == 3)
  }

  @Test func `a local file is taken in under the name of its hash`() throws {
    let path = try folder.write("abc.csv", "abc")
    let snapshot = try store().importFile(sourceID: "fingertips", path: path)
    #expect(snapshot.name == "abc.csv")
    #expect(snapshot.address == "file:abc.csv")
    #expect(snapshot.path.hasSuffix("/snapshots/fingertips/" + snapshot.sha256))
    #expect(try String(contentsOfFile: snapshot.path, encoding: .utf8) == "abc")
    #expect(try store().latestGood(sourceID: "fingertips", name: "abc.csv") == snapshot)
  }

  @Test func `offline a snapshot that was cut is found out and not left away`() throws {
    let path = try folder.write("abc.csv", "abc")
    let snapshot = try store().importFile(sourceID: "fingertips", path: path)
    try FileManager.default.removeItem(atPath: snapshot.path)
    try Data("ab".utf8).write(to: URL(filePath: snapshot.path))
    #expect(try store().latestGood(sourceID: "fingertips").isEmpty)
    let newest = try store().newest(sourceID: "fingertips")
    #expect(newest == [snapshot])
    #expect(throws: FetchError.self) { try store().verify(snapshot) }
  }

  @Test func `a linked file keeps its mode`() throws {
    let path = try folder.write("abc.csv", "abc")
    _ = try store().importFile(sourceID: "fingertips", path: path)
    #expect(FileManager.default.isWritableFile(atPath: path))
  }

  @Test func `taking the same file in twice holds it once`() throws {
    let path = try folder.write("abc.csv", "abc")
    let store = try store()
    let first = try store.importFile(sourceID: "fingertips", path: path)
    #expect(try store.importFile(sourceID: "fingertips", path: path) == first)
    #expect(store.snapshots(sourceID: "fingertips") == [first])
  }

  @Test func `a gzip file is told by its first bytes`() throws {
    let path = try folder.write("abc.csv.gz", bytes: [0x1f, 0x8b, 8, 0])
    let snapshot = try store().importFile(sourceID: "fingertips", path: path)
    #expect(snapshot.isGzip)
    #expect(snapshot.path.hasSuffix(".gz"))
  }

  @Test func `an edited file is noticed on opening`() throws {
    let path = try folder.write("abc.csv", "abc")
    let store = try store()
    let snapshot = try store.importFile(sourceID: "fingertips", path: path)
    try store.verify(snapshot)
    _ = try folder.write("abc.csv", "abd", inPlace: true)
    let error = #expect(throws: FetchError.self) { try store.verify(snapshot) }
    #expect(
      error?.description
        == "\(snapshot.path): the bytes on disk have SHA-256 a52d159f262b…, not ba7816bf8f01…. "
        + "The file is not used; fetch the source again.")
  }

  @Test func `a missing file and a folder are refused`() throws {
    let store = try store()
    let missing = #expect(throws: FetchError.self) {
      try store.importFile(sourceID: "fingertips", path: folder.path + "/none.csv")
    }
    #expect(missing?.cause == .noSuchFile)
    let notAFile = #expect(throws: FetchError.self) {
      try store.importFile(sourceID: "fingertips", path: folder.path)
    }
    #expect(notAFile?.cause == .notAFile)
  }

  @Test(arguments: ["", "../x", "a/b", "A", ".hidden", "a b"])
  func `a source id that is no plain folder name is refused`(id: String) throws {
    let error = #expect(throws: FetchError.self) {
      try store().store(sourceID: id, name: "a", address: "x:", bytes: [1])
    }
    #expect(error?.cause == .invalidSourceID)
  }

  @Test(arguments: ["line\nbreak.csv", String(repeating: "x", count: 201) + ".csv"])
  func `a file whose name cannot be printed on a line is refused`(name: String) throws {
    let file = try folder.write("abc.csv", "abc")
    let error = #expect(throws: FetchError.self) {
      try store().importFile(sourceID: "fingertips", path: file, name: name)
    }
    #expect(error?.cause == .invalidName)
  }

  @Test func `a file that grows while it is read is not taken in`() throws {
    let path = try folder.write("growing.csv", "a,b\n")
    let size = 100_000_000 as UInt64
    try FileHandle(forUpdating: URL(filePath: path)).truncate(atOffset: size)
    let isDone = CancellationFlag()
    let growing = Thread {
      let file = FileHandle(forUpdatingAtPath: path)
      var more: UInt64 = 0
      while !isDone.isCancelled {
        more += 1
        try? file?.truncate(atOffset: size + more % 1000)
      }
    }
    growing.start()
    defer { isDone.cancel() }
    let error = #expect(throws: FetchError.self) {
      try store().importFile(sourceID: "fingertips", path: path)
    }
    #expect(error == FetchError(path, .changedWhileRead))
    #expect(error?.isTemporary == true)
  }

  @Test(.enabled(if: OtherDisk.isThere, "needs a second file system, /dev/shm"))
  func `a file of another disk is copied`() throws {
    let path = "/dev/shm/lhp-\(UUID().uuidString).csv"
    try Data("abc".utf8).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let snapshot = try store().importFile(sourceID: "fingertips", path: path)
    try Data("changed".utf8).write(to: URL(filePath: path))
    #expect(try String(contentsOfFile: snapshot.path, encoding: .utf8) == "abc")
    try store().verify(snapshot)
  }

  @Test func `a name never becomes a path`() throws {
    let store = try store()
    let snapshot = try store.store(
      sourceID: "guidance", name: "../../escape", address: "x:", bytes: [1, 2])
    #expect(snapshot.path.hasSuffix("/snapshots/guidance/" + snapshot.sha256))
    #expect(!FileManager.default.isWritableFile(atPath: snapshot.path) || geteuidIsRoot)
  }

  @Test func `a manifest line that was cut short is passed over`() throws {
    let first = try store().store(sourceID: "a", name: "x", address: "x:", bytes: [1])
    let manifest = folder.path + "/state/snapshots/a/manifest.jsonl"
    try folder.append(manifest, "{\"source\":\"a\",\"na")
    let store = try store()
    #expect(store.latestGood(sourceID: "a", name: "x") == first)
    let second = try store.store(sourceID: "a", name: "x", address: "x:", bytes: [2])
    #expect(try self.store().latestGood(sourceID: "a", name: "x") == second)
    #expect(try self.store().snapshots(sourceID: "a") == [first, second])
  }

  @Test func `a writer that died leaves nothing for long`() throws {
    _ = try store().store(sourceID: "a", name: "x", address: "x:", bytes: [1])
    let stray = folder.path + "/state/snapshots/a/.incoming-1-dead"
    try folder.append(stray, "half")
    let living = try store().incomingFile(sourceID: "a")
    _ = try store().latestGood(sourceID: "a", name: "x")
    #expect(!FileManager.default.fileExists(atPath: stray))
    #expect(FileManager.default.fileExists(atPath: living.path))
  }

  @Test func `pruning never removes the newest good snapshot`() throws {
    let store = try store()
    var all: [Snapshot] = []
    for byte in 1...4 as ClosedRange<UInt8> {
      all.append(try store.store(sourceID: "a", name: "x", address: "x:", bytes: [byte]))
    }
    #expect(try store.prune(keep: 0, olderThanDays: 1).isEmpty)
    #expect(try store.prune(keep: 2, olderThanDays: -1) == Array(all.prefix(2)))
    #expect(store.snapshots(sourceID: "a") == Array(all.suffix(2)))
    #expect(try store.prune(keep: 0, olderThanDays: -1) == [all[2]])
    #expect(store.latestGood(sourceID: "a", name: "x") == all[3])
  }
}

/// Whether files can lie where they cannot be linked into a temporary folder.
private enum OtherDisk {
  static let isThere: Bool = {
    let numbers = ["/dev/shm", FileManager.default.temporaryDirectory.path].map { path in
      (try? FileManager.default.attributesOfItem(atPath: path))?[.systemNumber] as? Int
    }
    return numbers[0] != nil && numbers[0] != numbers[1]
  }()
}
