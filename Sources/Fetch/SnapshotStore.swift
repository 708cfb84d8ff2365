#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The untouched bytes that every figure goes back to, under `snapshots/<source>/` of the state
/// folder, each file named after its SHA-256 and never changed.
///
/// Beside them lies `manifest.jsonl`, which says what was asked when and which bytes hold.
/// May be used from several threads of one process.
public final class SnapshotStore: @unchecked Sendable {
  /// The folder that holds one folder for each source.
  public let directory: String
  let stateDirectory: String
  private let lock = Lock()
  private var manifests: [String: Manifest] = [:]

  /// Opens the store, making `snapshots` in the state folder when it is absent.
  ///
  /// - Throws: ``FetchError`` when the folder cannot be made.
  public init(stateDirectory: String) throws {
    self.stateDirectory = stateDirectory
    directory = stateDirectory + "/snapshots"
    try Self.makeDirectory(stateDirectory)
    try Self.makeDirectory(directory)
  }

  /// Takes in a local file as the newest snapshot of its name, which is the file's own name.
  ///
  /// The file is linked rather than copied where the file system allows it, and its mode is left
  /// alone; should it be edited later, ``verify(_:)`` says so.
  /// - Throws: ``FetchError`` when it is missing, not a regular file, or cannot be kept.
  public func importFile(sourceID: String, path: String) throws -> Snapshot {
    try importFile(sourceID: sourceID, path: path, name: lastComponent(of: path))
  }

  func importFile(sourceID: String, path: String, name: String) throws -> Snapshot {
    try checkName(name)
    let folder = try folder(of: sourceID)
    let taken = try LocalFile(path: path).take(into: folder)
    let entry = ManifestEntry(
      imported: taken, source: sourceID, name: name, address: "file:" + lastComponent(of: path))
    try OpenFile.syncDirectory(folder)
    try record(entry)
    try sync()
    return snapshot(of: entry, sha256: taken.sha256)
  }

  /// Keeps bytes that are already in memory as the newest snapshot of a name.
  ///
  /// - Throws: ``FetchError`` when they cannot be kept.
  public func store(
    sourceID: String, name: String, address: String, bytes: [UInt8]
  ) throws -> Snapshot {
    let file = try incomingFile(sourceID: sourceID)
    try bytes.withUnsafeBytes { try file.write($0) }
    var entry = ManifestEntry(
      source: sourceID, name: name, address: address, outcome: "fresh",
      retrievedAt: Clock.iso8601(Clock.now()))
    let snapshot = try keep(file, entry: &entry).snapshot
    try sync()
    return snapshot
  }

  /// Reads what is held of these sources. What cannot be read is an error here, and not later a
  /// source of which nothing is held.
  ///
  /// - Throws: ``FetchError`` when the disk fails.
  func open(_ sourceIDs: [String]) throws {
    for id in sourceIDs { _ = try manifest(of: id) }
  }

  /// The newest snapshot of a name whose file is there in full length; its bytes are not read.
  public func latestGood(sourceID: String, name: String) -> Snapshot? {
    guard let manifest = try? manifest(of: sourceID) else { return nil }
    return lock.whileHeld { manifest.newest(name: name) }.flatMap(heldSnapshot)
  }

  /// The newest snapshot of every name of a source, in the order of the names.
  public func latestGood(sourceID: String) -> [Snapshot] {
    guard let manifest = try? manifest(of: sourceID) else { return [] }
    return lock.whileHeld { manifest.newestOfEachName() }.compactMap(heldSnapshot)
  }

  /// The newest snapshot of every name of a source, whether or not its file is still whole: offline
  /// nothing can take the place of one that is not.
  func newest(sourceID: String) -> [Snapshot] {
    guard let manifest = try? manifest(of: sourceID) else { return [] }
    return lock.whileHeld { manifest.newestOfEachName() }.compactMap { entry in
      entry.sha256.map { snapshot(of: entry, sha256: $0) }
    }
  }

  /// Every snapshot of a source that is still held, oldest first, each name and content once.
  public func snapshots(sourceID: String) -> [Snapshot] {
    guard let manifest = try? manifest(of: sourceID) else { return [] }
    var seen = Set<[String]>()
    return lock.whileHeld { manifest.entries }.compactMap(heldSnapshot)
      .filter { seen.insert([$0.name, $0.sha256]).inserted }
  }

  /// The newest line of the manifest that says that a snapshot holds.
  public func fetch(of snapshot: Snapshot) -> ManifestEntry? {
    let entry = heldEntry(sourceID: snapshot.sourceID, name: snapshot.name)
    return entry?.sha256 == snapshot.sha256 ? entry : nil
  }

  /// The ids of the sources that have a folder, in order.
  public func sourceIDs() -> [String] {
    fileNames(in: directory).filter(isSourceID)
  }

  /// Reads a snapshot's file through and compares it with its SHA-256.
  ///
  /// - Throws: ``FetchError`` with the cause `damaged` when it differs, or when it cannot be read.
  public func verify(_ snapshot: Snapshot) throws {
    let found = try sha256Hex(ofFile: snapshot.path).sha256
    guard found == snapshot.sha256 else {
      throw FetchError(snapshot.path, .damaged(expected: snapshot.sha256, found: found))
    }
  }

  /// Every line of a source's manifest, oldest first; none when it cannot be read.
  func entries(sourceID: String) -> [ManifestEntry] {
    guard let manifest = try? manifest(of: sourceID) else { return [] }
    return lock.whileHeld { manifest.entries }
  }

  /// Whether the bytes of a line, read through, are those that were kept.
  func isWhole(_ entry: ManifestEntry) -> Bool {
    guard let held = heldSnapshot(entry) else { return false }
    return (try? verify(held)) != nil
  }

  /// Puts an end to the use of a name; its bytes stay as evidence.
  func withdraw(sourceID: String, name: String, note: String) throws {
    guard let held = heldEntry(sourceID: sourceID, name: name) else { return }
    var entry = ManifestEntry(
      source: sourceID, name: name, address: held.address, outcome: FetchOutcome.withdrawn.code,
      retrievedAt: Clock.iso8601(Clock.now()))
    entry.note = note
    try record(entry)
  }

  // MARK: Used by the client

  /// Since when a name could not be confirmed; nil when its last fetch was good.
  func staleSince(sourceID: String, name: String) -> String? {
    guard let manifest = try? manifest(of: sourceID) else { return nil }
    return lock.whileHeld { manifest.staleSince(name: name) }
  }

  func incomingFile(sourceID: String) throws -> IncomingFile {
    try IncomingFile(directory: folder(of: sourceID))
  }

  /// Gives an incoming file its name and records it as what holds for the entry's name.
  ///
  /// - Returns: the snapshot, and whether its bytes differ from those that held before.
  func keep(
    _ file: IncomingFile, entry: inout ManifestEntry
  ) throws -> (snapshot: Snapshot, isNew: Bool) {
    try checkName(entry.name)
    let sha256 = file.finishHash()
    let before = heldEntry(sourceID: entry.source, name: entry.name)
    let isGzip = file.head.starts(with: gzipMagic)
    let target = try folder(of: entry.source) + "/" + fileName(sha256: sha256, isGzip: isGzip)
    if holdsWhole(target, sha256: sha256) { file.discard() } else { try file.keep(as: target) }
    (entry.sha256, entry.byteCount, entry.isGzip) = (sha256, file.byteCount, isGzip)
    if let before, before.sha256 == sha256 { entry.confirm(before) }
    try record(entry)
    return (snapshot(of: entry, sha256: sha256), before?.sha256 != sha256)
  }

  /// Records that the publisher says that what is held still holds.
  func confirm(_ held: Snapshot, entry: inout ManifestEntry) throws {
    guard let before = heldEntry(sourceID: entry.source, name: entry.name) else { return }
    (entry.sha256, entry.byteCount, entry.isGzip) = (held.sha256, held.byteCount, held.isGzip)
    entry.confirm(before)
    try record(entry)
  }

  func record(_ entry: ManifestEntry) throws {
    let manifest = try manifest(of: entry.source)
    try lock.whileHeld { try manifest.append(entry) }
  }

  /// Puts everything recorded so far on disk: the names in the folders, then the manifests.
  func sync() throws {
    for (source, manifest) in lock.whileHeld({ manifests }) where manifest.hasUnsyncedLines {
      try OpenFile.syncDirectory(directory + "/" + source)
      try manifest.sync()
    }
  }

  /// The newest line of a name that says which bytes hold.
  func heldEntry(sourceID: String, name: String) -> ManifestEntry? {
    guard let manifest = try? manifest(of: sourceID) else { return nil }
    return lock.whileHeld { manifest.newest(name: name) }
  }

  /// The newest line of a name, whatever came of it.
  func lastEntry(sourceID: String, name: String) -> ManifestEntry? {
    guard let manifest = try? manifest(of: sourceID) else { return nil }
    return lock.whileHeld { manifest.last(name: name) }
  }

  /// The newest line of every name that says which bytes hold, in the order of the names.
  func newestEntries(sourceID: String) -> [ManifestEntry] {
    guard let manifest = try? manifest(of: sourceID) else { return [] }
    return lock.whileHeld { manifest.newestOfEachName() }
  }

  // MARK: Folders and names

  private func folder(of sourceID: String) throws -> String {
    guard isSourceID(sourceID) else { throw FetchError(sourceID, .invalidSourceID) }
    let folder = directory + "/" + sourceID
    try Self.makeDirectory(folder)
    return folder
  }

  private func manifest(of sourceID: String) throws -> Manifest {
    try lock.whileHeld {
      if let manifest = manifests[sourceID] { return manifest }
      let folder = try folder(of: sourceID)
      IncomingFile.removeStrays(in: folder)
      let manifest = try Manifest(path: folder + "/manifest.jsonl")
      manifests[sourceID] = manifest
      return manifest
    }
  }

  private func heldSnapshot(_ entry: ManifestEntry) -> Snapshot? {
    guard let sha256 = entry.sha256 else { return nil }
    let held = snapshot(of: entry, sha256: sha256)
    return fileLength(held.path) == held.byteCount ? held : nil
  }

  private func snapshot(of entry: ManifestEntry, sha256: String) -> Snapshot {
    let isGzip = entry.isGzip ?? false
    let path = directory + "/\(entry.source)/" + fileName(sha256: sha256, isGzip: isGzip)
    return Snapshot(
      sourceID: entry.source, name: entry.name, address: entry.address, sha256: sha256,
      byteCount: entry.byteCount ?? 0, retrievedAt: entry.heldSince ?? entry.retrievedAt,
      path: path, isGzip: isGzip, finalAddress: entry.finalAddress,
      contentType: entry.contentType)
  }

  private static func makeDirectory(_ path: String) throws {
    if mkdir(path, 0o755) == 0 || errno == EEXIST { return }
    throw FetchError.system("mkdir", path)
  }
}
