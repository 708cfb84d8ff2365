public import Fetch

/// Everything that a release holds, normalised: what `transform` makes and `load` writes.
public struct Records: Sendable {
  public let gazetteer: Gazetteer
  public let facts: AreaFacts
  public let themes: [Theme]
  public let guidance: [Guidance]
  public let glossary: [GlossaryTerm]
  public let strategies: [Strategy]
  /// The version of the rules that coded the priorities to themes.
  public let codingVersion: String
  /// What became of the boards' pages, and what those that counted changed.
  public let boardPages: [BoardPageRecord]
  public let priorityChanges: [PriorityChange]
  /// Readings that counted for the first time, for the journal.
  public let newlyAccepted: [BoardDecision]
  public let guidancePages: [(snapshot: Int, page: GuidanceCatalogue)]
  public let glossaryPages: [(snapshot: Int, page: PublishedGlossary)]
  /// Maps of boards’ priorities, with the number of the snapshot and their themes as ours.
  public let maps: [(snapshot: Int, map: CodedMap)]
  public let responsibilities: [Responsibility]
  /// The sources of the snapshots and of the configuration.
  public let sources: [Source]
  public let files: [FileTally]
  /// The files of the configuration that priorities, guidance and glossary were read from.
  public let documents: [Snapshot]
  public let observations: ObservationTable
  public let metadata: [IndicatorMetadata]
  /// The publisher's kinds of area, and for which of them it has which indicator.
  public let areaTypes: [FingertipsAreaType]
  public let availability: [FingertipsAvailability]
  /// Configured indicators that are switched off because the publisher's metadata differs.
  public let identityMismatches: [IdentityMismatch]
  /// Where the themes asked for them.
  public let switchedOff: [SwitchedOffIndicator]
  /// Figures that every release is held against.
  public let anchors: [Anchor]
  /// What is known of each address of the guidance catalogue.
  public let links: [LinkCheck]
  public let rejects: [Reject]
  /// Files that could not be read at all; what they hold is not in the release.
  public let failures: [TransformError]
  /// The snapshots of those files, by their index among those transformed.
  public let refusedSnapshots: [Int]
  /// Files that are held and too old to be used; what they hold is not in the release either.
  public let withheld: [WithheldSnapshot]
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
