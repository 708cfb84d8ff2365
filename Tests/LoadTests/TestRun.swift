import Fetch

@testable import Load
@testable import Transform

extension LoadRun {
  /// A run on the snapshots of some records, under the built-in configuration.
  static func test(_ records: Records, accepting: [Acceptance] = []) throws -> LoadRun {
    var run = try LoadRun(
      snapshots: records.files.map(\.snapshot), limits: BuiltIn.limits.get(),
      configurationSha256: "the built-in one")
    run.accepted = accepting
    return run
  }
}

/// The built-in configuration, read once for all tests.
enum BuiltIn {
  static let limits = Result { try GateLimits(ConfigurationFolder()) }
  static let sources = Result { try Sources(ConfigurationFolder()) }
  private static let reference = Result {
    try Reference(ConfigurationFolder(), of: sources.get(), on: "2026-11-20")
  }

  static func records(
    _ snapshots: [Snapshot], withheld: [WithheldSnapshot] = []
  ) throws -> Records {
    try transform(snapshots, of: sources.get(), using: reference.get(), withheld: withheld)
  }
}
