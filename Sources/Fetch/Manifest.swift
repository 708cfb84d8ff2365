/// One line of a source's `manifest.jsonl`: what was asked, what came of it, and which bytes hold.
///
/// Times are UTC (ISO 8601), counts are bytes, waits are seconds.
public struct ManifestEntry: Codable, Sendable, Hashable {
  public var source: String
  public var name: String
  public var address: String
  /// The code of the ``FetchOutcome``; `imported` for a local file.
  public var outcome: String
  public var retrievedAt: String
  /// The snapshot that this fetch received or confirmed; nil when it brought nothing good.
  public var sha256: String?
  public var byteCount: Int?
  public var isGzip: Bool?
  /// When the bytes that hold were received, if that was an earlier fetch.
  public var heldSince: String?
  public var finalAddress: String?
  public var redirects: Int?
  public var status: Int?
  public var tries: Int?
  public var waitsSeconds: [Double]?
  public var date: String?
  public var lastModified: String?
  public var etag: String?
  public var contentType: String?
  public var bytesOnTheWire: Int?
  public var bytesDecoded: Int?
  public var licence: String?
  public var attribution: String?
  /// The sentence of an outcome that is not good.
  public var note: String?
  /// What the publisher's log of updates said of the data when this was asked.
  public var publisherVersion: String?
  /// Since when what is held could not be confirmed, on the line of a fetch that failed.
  public var staleSince: String?
  /// How far the publisher's clock was from ours, when that was more than a day.
  public var clockDiffersSeconds: Int?

  public init(source: String, name: String, address: String, outcome: String, retrievedAt: String) {
    self.source = source
    self.name = name
    self.address = address
    self.outcome = outcome
    self.retrievedAt = retrievedAt
  }

  /// Makes this the line of a fetch that brought nothing new, as against an earlier line.
  mutating func confirm(_ before: ManifestEntry) {
    outcome = "unchanged"
    heldSince = before.heldSince ?? before.retrievedAt
    etag = etag ?? before.etag
    lastModified = lastModified ?? before.lastModified
  }

  enum CodingKeys: String, CodingKey {
    case source, name, address, outcome, sha256, redirects, status, tries, date, etag, licence
    case attribution, note
    case retrievedAt = "retrieved_at"
    case byteCount = "byte_count"
    case isGzip = "gzip"
    case heldSince = "held_since"
    case finalAddress = "final_address"
    case waitsSeconds = "waits_seconds"
    case lastModified = "last_modified"
    case contentType = "content_type"
    case bytesOnTheWire = "bytes_on_the_wire"
    case bytesDecoded = "bytes_decoded"
    case publisherVersion = "publisher_version"
    case staleSince = "stale_since"
    case clockDiffersSeconds = "clock_differs_seconds"
  }
}

/// The record of every fetch of one source, oldest first, one JSON object a line.
///
/// Lines are only ever appended. A line that a crash cut short is passed over on reading.
final class Manifest {
  let path: String
  private(set) var entries: [ManifestEntry] = []
  /// The position in `entries` of the last entry of each name.
  private var lastOfName: [String: Int] = [:]
  /// The same of the last entry that says which bytes hold.
  private var newestOfName: [String: Int] = [:]
  /// The time of the first failed fetch of each name after its last good one.
  private var staleSinceOfName: [String: String] = [:]
  private(set) var hasUnsyncedLines = false
  private var file: OpenFile?

  init(path: String) throws {
    self.path = path
    for entry in try JSONLines.readIfThere(ManifestEntry.self, from: path) { remember(entry) }
  }

  private func remember(_ entry: ManifestEntry) {
    lastOfName[entry.name] = entries.count
    if entry.sha256 != nil {
      newestOfName[entry.name] = entries.count
      staleSinceOfName[entry.name] = nil
    } else if entry.outcome == FetchOutcome.withdrawn.code {
      newestOfName[entry.name] = nil
    } else if staleSinceOfName[entry.name] == nil {
      staleSinceOfName[entry.name] = entry.retrievedAt
    }
    entries.append(entry)
  }

  /// Since when a name could not be confirmed; nil when its last fetch was good.
  func staleSince(name: String) -> String? { staleSinceOfName[name] }

  /// The newest entry of a name, whatever came of it.
  func last(name: String) -> ManifestEntry? { lastOfName[name].map { entries[$0] } }

  /// The newest entry of a name that says which bytes hold.
  func newest(name: String) -> ManifestEntry? { newestOfName[name].map { entries[$0] } }

  /// The newest such entry of every name, in the order of the names.
  func newestOfEachName() -> [ManifestEntry] {
    newestOfName.sorted { $0.key < $1.key }.map { entries[$0.value] }
  }

  /// Adds a line; it is on disk only after ``sync()``.
  func append(_ entry: ManifestEntry) throws {
    let bytes = try JSONLines.line(entry)
    let file = try opened()
    hasUnsyncedLines = true
    try bytes.withUnsafeBytes { try file.write($0) }
    remember(entry)
  }

  func sync() throws {
    try file?.sync()
    hasUnsyncedLines = false
  }

  private func opened() throws -> OpenFile {
    if let file { return file }
    let opened = try OpenFile(appending: path)
    try opened.endCutLine()
    file = opened
    return opened
  }
}

extension OpenFile {
  /// Gives a last line that a crash cut short its line end, so that the next line stands alone.
  fileprivate func endCutLine() throws {
    guard let last = try lastByte(), last != UInt8(ascii: "\n") else { return }
    try [UInt8(ascii: "\n")].withUnsafeBytes { try write($0) }
  }
}
