public import Fetch

/// What a run is: what it was asked for, what it works with, and what identifies it.
public struct LoadRun: Sendable {
  /// SHA-256 over everything that the release is a function of: the snapshots in their order, the
  /// configuration, the program and what is asked for. The same inputs make the same release.
  public let inputsSha256: String
  /// The command and its stages, without paths.
  public var command = "load"
  public var started = Disk.now()
  /// The same by a clock that nobody sets.
  public var began = ContinuousClock.now
  public var limits: GateLimits
  public var accepted: [Acceptance] = []
  public var libraries: [String: String] = [:]
  /// How each snapshot was fetched, by its SHA-256.
  public var fetches: [String: ManifestEntry] = [:]
  let configurationSha256: String
  let program: String

  /// - Parameters:
  ///   - snapshots: in the order in which they are transformed.
  ///   - configuration: as the run uses it.
  ///   - program: SHA-256 of the program, so that another build makes a new release.
  ///   - contents: what the release is to hold besides the database, in a few words.
  /// - Throws: `ConfigurationError` when a file of the configuration cannot be read.
  public init(
    snapshots: [Snapshot], configuration: ConfigurationFolder, program: String = "",
    contents: String = ""
  ) throws {
    try self.init(
      snapshots: snapshots, limits: GateLimits(configuration),
      configurationSha256: configuration.sha256(), program: program, contents: contents)
  }

  init(
    snapshots: [Snapshot], limits: GateLimits, configurationSha256: String, program: String = "",
    contents: String = ""
  ) throws {
    self.limits = limits
    self.configurationSha256 = configurationSha256
    self.program = program
    let taken = snapshots.map { "\($0.sourceID)\t\($0.name)\t\($0.address)\t\($0.sha256)" }
    let inputs = [configurationSha256, program, contents, "schema \(Schema.version)"] + taken
    inputsSha256 = try sha256Hex(of: inputs.joined(separator: "\n").utf8)
  }

  /// The id of the run, short enough for the name of a folder.
  public var id: String { String(inputsSha256.prefix(12)) }
}

extension LoadRun {
  /// The published release, when it is whole and was made from the same inputs: there is nothing
  /// to do then.
  public func published(in state: String) throws -> Release? {
    guard let current = try Release.currentIfAny(in: state),
      let manifest = try current.manifestIfWhole(), manifest.run.inputsSha256 == inputsSha256
    else { return nil }
    return try current.problems().isEmpty ? current : nil
  }
}
