public import Fetch

/// Everything that a release holds, normalised: what `transform` makes and `load` writes.
public struct Records: Sendable {
  public let gazetteer: Gazetteer
  public let facts: AreaFacts
  public let themes: [Theme]
  public let guidance: [Guidance]
  public let glossary: [GlossaryTerm]
  public let strategies: [Strategy]
  /// The sources of the snapshots and of the configuration.
  public let sources: [Source]
  public let files: [FileTally]
  public let observations: ObservationTable
  public let metadata: [IndicatorMetadata]
  /// The publisher's kinds of area, and for which of them it has which indicator.
  public let areaTypes: [FingertipsAreaType]
  public let availability: [FingertipsAvailability]
  public let rejects: [Reject]
  /// Files that could not be read at all; what they hold is not in the release.
  public let failures: [TransformError]
}

/// What became of the rows of a snapshot: in = loaded + duplicates + rejected.
public struct FileTally: Sendable, Equatable {
  public let snapshot: Snapshot
  public let rowsIn: Int
  /// Rows that say again what another row says, through another parent or in a later file.
  public let duplicates: Int
  /// The duplicates whose figures differ from those of the later file, which won.
  public let superseded: Int
  public let rejected: Int

  public var loaded: Int { rowsIn - duplicates - rejected }
}
