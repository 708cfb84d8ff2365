public import Fetch

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// What a release says of how it was made: `manifest.json`, with sorted keys.
///
/// It names no machine and no path outside the release.
public struct ReleaseManifest: Codable, Sendable, Equatable {
  /// The version of this layout.
  public static let layout = 1

  public struct Run: Codable, Sendable, Equatable {
    /// The id of the run: the same for the same inputs.
    public var id: String
    /// The number of the release.
    public var sequence: Int
    public var started: String
    public var ended: String
    public var elapsedMilliseconds: Int?
    /// The command and its stages, without paths.
    public var command: String
    /// SHA-256 of the program that ran.
    public var program: String
    /// The libraries that it ran with, by name.
    public var libraries: [String: String]
    public var configurationSha256: String
    /// SHA-256 over everything that the release is a function of.
    public var inputsSha256: String
    public var exitCode: Int
    public var published: Bool
    /// The folder of the release that it was compared with; nil for the first.
    public var previous: String?

    enum CodingKeys: String, CodingKey {
      case id, sequence, started, ended, command, program, libraries, published, previous
      case elapsedMilliseconds = "elapsed_milliseconds"
      case configurationSha256 = "configuration_sha256"
      case inputsSha256 = "inputs_sha256"
      case exitCode = "exit_code"
    }
  }

  /// A file that was taken in: how it was fetched and what became of its rows.
  public struct Snapshot: Codable, Sendable, Equatable {
    /// The line of the snapshot store's own manifest; nil when it has none.
    public var fetch: ManifestEntry?
    public var source: String
    public var name: String
    public var sha256: String
    public var rowsIn: Int
    public var loaded: Int
    public var duplicates: Int
    public var superseded: Int
    public var rejected: Int
    /// By reason: how many rows, and the first five lines.
    public var rejects: [String: RejectedRows]
    /// When the last good copy was received, for a file that could not be renewed.
    public var staleSince: String?

    enum CodingKeys: String, CodingKey {
      case fetch, source, name, sha256, loaded, duplicates, superseded, rejected, rejects
      case rowsIn = "rows_in"
      case staleSince = "stale_since"
    }
  }

  /// A file that is held and was too old to be used.
  public struct Withheld: Codable, Sendable, Equatable {
    public var source: String
    public var name: String
    public var sha256: String
    /// When it was last received, or found unchanged by its publisher.
    public var lastConfirmed: String
    public var ageDays: Int
    public var maximumAgeDays: Int

    enum CodingKeys: String, CodingKey {
      case source, name, sha256
      case lastConfirmed = "last_confirmed"
      case ageDays = "age_days"
      case maximumAgeDays = "max_age_days"
    }
  }

  public struct RejectedRows: Codable, Sendable, Equatable {
    public var count: Int
    public var firstLines: [Int]

    enum CodingKeys: String, CodingKey {
      case count
      case firstLines = "first_lines"
    }
  }

  public struct Table: Codable, Sendable, Equatable {
    public var name: String
    public var rows: Int
    /// SHA-256 over the rows in their order.
    public var sha256: String
  }

  public struct File: Codable, Sendable, Equatable {
    public var path: String
    public var bytes: Int
    public var sha256: String
  }

  public var layout = Self.layout
  public var run: Run
  public var snapshots: [Snapshot] = []
  /// Files that could not be read at all, each in a sentence.
  public var refused: [String] = []
  /// Files that were too old to be used; nil where there are none.
  public var withheld: [Withheld]?
  /// Older releases that could not be compared with, each in a sentence.
  public var warnings: [String] = []
  public var tables: [Table] = []
  public var gates: [GateResult] = []
  public var accepted: [Acceptance] = []
  /// How many cells differ from the release before, by kind.
  public var revisions: [String: Int] = [:]
  public var files: [File] = []

  init(number: Int, run: String) {
    self.run = Run(
      id: run, sequence: number, started: "", ended: "", command: "", program: "",
      libraries: [:], configurationSha256: "", inputsSha256: "", exitCode: 0, published: true)
  }
}

extension ReleaseManifest.File {
  init(_ file: Checksums.File) {
    self.init(path: file.path, bytes: file.byteCount, sha256: file.sha256)
  }
}

extension ReleaseManifest {
  init(json: Data, path: String) throws {
    guard let manifest = try? JSONDecoder().decode(ReleaseManifest.self, from: json) else {
      throw LoadError(.damaged("its manifest cannot be understood"), path: path)
    }
    self = manifest
  }

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}
