/// The untouched bytes of one answer of a source, as they are kept on disk.
///
/// A snapshot is evidence: its file is named after the SHA-256 of its bytes and is never changed.
public struct Snapshot: Sendable, Hashable {
  /// The id of the source, as in `config/pipeline.yaml`.
  public let sourceID: String
  /// What was asked for, unique within the source: `indicator-41001-501.csv`, or a local file's name.
  public let name: String
  /// The address that was asked, or `file:` and the name of the file that was given.
  public let address: String
  /// Lower-case hexadecimal SHA-256 of the bytes on disk.
  public let sha256: String
  public let byteCount: Int
  /// When the bytes were received (UTC, ISO 8601, whole seconds); for a local file its modification.
  public let retrievedAt: String
  /// Where the bytes lie.
  public let path: String
  /// Whether the bytes on disk are gzip.
  public let isGzip: Bool
  /// The address that gave the bytes, after redirects; nil for a local file.
  public let finalAddress: String?
  /// What the server called them, which is not to be relied on.
  public let contentType: String?

  public init(
    sourceID: String, name: String, address: String, sha256: String, byteCount: Int,
    retrievedAt: String, path: String, isGzip: Bool, finalAddress: String? = nil,
    contentType: String? = nil
  ) {
    self.sourceID = sourceID
    self.name = name
    self.address = address
    self.sha256 = sha256
    self.byteCount = byteCount
    self.retrievedAt = retrievedAt
    self.path = path
    self.isGzip = isGzip
    self.finalAddress = finalAddress
    self.contentType = contentType
  }
}
