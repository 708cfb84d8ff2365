internal import Fetch

/// Where a record that is no observation was read from.
public struct Origin: Sendable, Equatable {
  public enum File: Sendable, Equatable {
    /// A snapshot of the run, by its index.
    case snapshot(Int)
    /// A file of the configuration, by its name.
    case configuration(String)
    /// A page of an earlier run that is no snapshot of this one.
    case earlierPage
  }

  public let file: File
  /// The place in the file: `line 12`, or for a page the stretch of its visible text.
  public let span: String

  init(file: File, span: String) {
    self.file = file
    self.span = span
  }

  /// A line of a file of the configuration, counted from 1.
  init(configuration name: String, line: Int) {
    file = .configuration(name)
    span = "line \(line)"
  }
}

extension Snapshot {
  /// The files of the configuration that records are read from, described as snapshots are. They
  /// belong to the source that is configured for them, or to `configuration`.
  ///
  /// - Throws: `ConfigurationError` when a file cannot be read.
  static func ofConfiguration(
    _ configuration: ConfigurationFolder, sources: Sources
  ) throws -> [Snapshot] {
    try [
      ("priorities.csv", "board-priorities"), ("guidance.yaml", "guidance-catalogue"),
      ("glossary.yaml", "configuration"),
    ].map { name, sourceID in
      let (bytes, path) = try configuration.bytes(name)
      return Snapshot(
        sourceID: sources[sourceID] == nil ? "configuration" : sourceID, name: name,
        address: "config:\(name)", sha256: try sha256Hex(of: bytes), byteCount: bytes.count,
        retrievedAt: "", path: path, isGzip: false)
    }
  }
}
