public import Fetch

/// Reads snapshots into normalised records: bytes in, ``Records`` out, the same for the same bytes.
///
/// A file that cannot be read at all is listed in ``Records/failures`` and does not stop the others.
///
/// - Parameters:
///   - snapshots: in the order given or fetched; of two files that give a figure the later wins.
///   - sources: as configured.
///   - configuration: themes, guidance, priorities, glossary and the gazetteer.
///   - links: what is known of the addresses of the guidance catalogue.
///   - pages: what the pages among the snapshots say, see ``PageJobs``.
///   - decisions: what was confirmed and rejected of boards' pages before.
///   - withheld: what is held and not among the snapshots, as it is too old.
/// - Returns: everything that `load` writes, with the rejected rows and the unreadable files.
/// - Throws: `ConfigurationError`.
public func transform(
  _ snapshots: [Snapshot], of sources: Sources, using configuration: ConfigurationFolder,
  links: [LinkCheck] = [], pages: PageReadings = .none, decisions: [BoardDecision] = [],
  withheld: [WithheldSnapshot] = []
) throws -> Records {
  let day = snapshots.map { String($0.retrievedAt.prefix(10)) }.max()
  return transform(
    snapshots, of: sources, using: try Reference(configuration, of: sources, on: day), links: links,
    pages: pages, decisions: decisions, withheld: withheld)
}

/// The configuration's own facts, read once.
struct Reference {
  let gazetteer: Gazetteer
  let facts: AreaFacts
  let themes: [Theme]
  let guidance: [Guidance]
  let glossary: [GlossaryTerm]
  let coding: PriorityCoding
  let strategies: [Strategy]
  let anchors: [Anchor]
  let responsibilities: [Responsibility]
  /// The files of the configuration, as snapshots that records go back to.
  let documents: [Snapshot]

  init(_ configuration: ConfigurationFolder, of sources: Sources, on day: String?) throws {
    gazetteer = try Gazetteer(configuration, on: day)
    facts = try AreaFacts(configuration)
    themes = try Theme.all(configuration)
    guidance = try Guidance.all(configuration, themes: themes)
    glossary = try GlossaryTerm.all(configuration)
    coding = PriorityCoding(themes)
    strategies = try Strategy.all(configuration, coding: coding)
    anchors = try Anchor.all(configuration)
    responsibilities = try Responsibility.all(configuration, themes: themes)
    documents = try Snapshot.ofConfiguration(configuration, sources: sources)
  }
}

func transform(
  _ snapshots: [Snapshot], of sources: Sources, using reference: Reference,
  links: [LinkCheck] = [], pages: PageReadings = .none, decisions: [BoardDecision] = [],
  withheld: [WithheldSnapshot] = []
) -> Records {
  var reading = Reading(gazetteer: reference.gazetteer, fileCount: snapshots.count)
  for (number, snapshot) in Reading.inOrder(snapshots, of: sources) {
    reading.read(snapshot, number: number, shape: sources[snapshot.sourceID]?.shape)
  }
  let outcome = reading.collector.finish()
  let mismatches = IdentityMismatch.all(reference.themes, reading.metadata)
  let switchedOff = Set(mismatches.map(\.indicatorID))
  let coding = reference.coding
  let boards = BoardStrategies(
    reference.strategies, coding: coding, readings: pages.boards, decisions: decisions)
  return Records(
    gazetteer: reference.gazetteer, facts: reference.facts.with(reading.neighbours),
    themes: reference.themes.map { $0.without(switchedOff) }, guidance: reference.guidance,
    glossary: reference.glossary, strategies: boards.strategies, codingVersion: coding.version,
    boardPages: boards.pages, priorityChanges: boards.changes,
    newlyAccepted: boards.newlyAccepted, guidancePages: pages.guidance,
    glossaryPages: pages.glossaries,
    maps: pages.maps.map { ($0.snapshot, CodedMap($0.map, reference.gazetteer, coding)) },
    responsibilities: reference.responsibilities,
    sources: sources.all.filter(\.isEnabled),
    files: reading.tallies(outcome), documents: reference.documents,
    observations: outcome.table, metadata: reading.metadata,
    areaTypes: reading.areaTypes, availability: reading.availability,
    identityMismatches: mismatches,
    switchedOff: reference.themes.flatMap { $0.switchedOff(switchedOff) },
    anchors: reference.anchors, links: links,
    rejects: reading.rejects(outcome),
    failures: reading.failures + pages.failures,
    refusedSnapshots: reading.refusedSnapshots + pages.refusedSnapshots, withheld: withheld)
}

/// The files of a run while they are being read.
private struct Reading {
  let collector: ObservationCollector
  private(set) var metadata: [IndicatorMetadata] = []
  private(set) var areaTypes: [FingertipsAreaType] = []
  private(set) var availability: [FingertipsAvailability] = []
  private(set) var neighbours: [Neighbour] = []
  private(set) var failures: [TransformError] = []
  private(set) var refusedSnapshots: [Int] = []
  private var rejects: [Reject] = []
  private var files: [(snapshot: Snapshot, rowsIn: Int)?]

  private let gazetteer: Gazetteer

  init(gazetteer: Gazetteer, fileCount: Int) {
    self.gazetteer = gazetteer
    collector = ObservationCollector(gazetteer: gazetteer)
    files = Array(repeating: nil, count: fileCount)
  }

  /// Metadata first, for it says how the periods of the data are to be read; else as given.
  static func inOrder(
    _ snapshots: [Snapshot], of sources: Sources
  ) -> [(offset: Int, element: Snapshot)] {
    let numbered = Array(snapshots.enumerated())
    func isMetadata(_ snapshot: Snapshot) -> Bool {
      sources[snapshot.sourceID]?.shape == .fingertipsMetadata
    }
    return numbered.filter { isMetadata($0.element) } + numbered.filter { !isMetadata($0.element) }
  }

  mutating func read(_ snapshot: Snapshot, number: Int, shape: Source.Shape?) {
    var rowsIn = 0
    do {
      switch shape {
      case .fingertipsData, .fingertipsMetadata: rowsIn = try readTable(snapshot, number)
      case .fingertipsLists where snapshot.name.hasPrefix("area-types"):
        rowsIn = try readTable(snapshot, number)
      case .fingertipsLists where snapshot.name.hasPrefix(FingertipsNeighbours.prefix):
        rowsIn = try readNeighbours(snapshot)
      case .fingertipsLists, .boundaries: break
      case .boardPage, .guidancePage, .glossaryPage, .prioritiesMap, .configuration, nil: break
      }
    } catch {
      refusedSnapshots.append(number)
      failures.append(
        error as? TransformError ?? TransformError(.damagedGzip, in: snapshot.name))
    }
    files[number] = (snapshot, rowsIn)
  }

  /// A table or list of the publisher, told by its first bytes to be data, metadata or JSON.
  private mutating func readTable(_ snapshot: Snapshot, _ number: Int) throws -> Int {
    var reader = CSVReader(try ByteBlocks(path: snapshot.path, name: snapshot.name))
    let opening = try reader.opening(FileOpening.length)
    switch FileOpening(opening) {
    case .encoded(let name): throw TransformError(.notUTF8(encoding: name), in: snapshot.name)
    case .markup:
      throw TransformError(.notCSV(firstBytes: FileOpening.shown(opening)), in: snapshot.name)
    case .json: return try readJSON(snapshot)
    case .table: break
    }
    let names = try Self.header(&reader, opening, snapshot.name)
    if FingertipsMetadata.looksLikeMetadata(names) {
      return try readMetadata(&reader, names, snapshot, number)
    }
    return try readData(&reader, names, snapshot, number)
  }

  private mutating func readMetadata(
    _ reader: inout CSVReader, _ names: [String], _ snapshot: Snapshot, _ number: Int
  ) throws -> Int {
    let found = try FingertipsMetadata.read(
      &reader, names: names, snapshot: number, file: snapshot.name)
    metadata += found.indicators
    for indicator in found.indicators {
      let isAcademic = indicator.yearType.flatMap { YearType(published: $0) } == .academic
      if isAcademic { collector.academicIndicators.insert(indicator.id) }
    }
    rejects += found.rejects
    return found.rowsIn
  }

  private mutating func readData(
    _ reader: inout CSVReader, _ names: [String], _ snapshot: Snapshot, _ number: Int
  ) throws -> Int {
    let header = try FingertipsHeader(names, file: snapshot.name)
    let before = collector.checkpoint
    var data = FingertipsData(
      header: header, snapshot: number, file: snapshot.name, into: collector)
    do {
      try TwoParts(snapshot, header, number).read(&data, &reader)
    } catch {
      collector.restore(before)
      throw error
    }
    if data.rowsIn == 0 { throw TransformError(.headerOnly, in: snapshot.name) }
    rejects += data.rejects
    return data.rowsIn
  }

  private mutating func readNeighbours(_ snapshot: Snapshot) throws -> Int {
    let entries = try FingertipsJSON.entries(Self.jsonBytes(snapshot), file: snapshot.name)
    neighbours += try FingertipsNeighbours.read(
      entries, name: snapshot.name, file: snapshot.name, gazetteer: gazetteer)
    return entries.count
  }

  private static func jsonBytes(_ snapshot: Snapshot) throws -> [UInt8] {
    var blocks = try ByteBlocks(path: snapshot.path, name: snapshot.name)
    guard let bytes = try blocks.all(atMost: FingertipsJSON.maximumBytes) else {
      throw TransformError(.unexpectedJSON("it is longer than 64 MiB"), in: snapshot.name)
    }
    return bytes
  }

  private mutating func readJSON(_ snapshot: Snapshot) throws -> Int {
    let found = try FingertipsJSON.read(Self.jsonBytes(snapshot), file: snapshot.name)
    areaTypes += found.areaTypes
    availability += found.availability
    return found.entryCount
  }

  private static func header(
    _ reader: inout CSVReader, _ opening: [UInt8], _ file: String
  ) throws -> [String] {
    let notCSV = TransformError(.notCSV(firstBytes: FileOpening.shown(opening)), in: file)
    switch try reader.next() {
    case nil: throw TransformError(.empty, in: file)
    case .broken: throw notCSV
    case .fields(let count):
      if count < 3 { throw notCSV }
      return (0..<count).map { PublishedText.folded(reader.text($0)) }
    }
  }

  /// The rows that could not be read, then those that contradict each other, by file and line.
  func rejects(_ outcome: ObservationCollector.Outcome) -> [Reject] {
    (rejects + conflicts(outcome)).sorted { ($0.snapshot, $0.line) < ($1.snapshot, $1.line) }
  }

  private func conflicts(_ outcome: ObservationCollector.Outcome) -> [Reject] {
    outcome.conflicts.map { row in
      let table = outcome.table
      let indicator = table.indicators[Int(row.indicator)].id
      let area = table.areas[Int(row.area)].code
      let period = table.periods[Int(row.period)].label
      let stratum = table.strata[Int(row.stratum)]
      return Reject(
        snapshot: Int(row.snapshot), fileName: files[Int(row.snapshot)]?.snapshot.name ?? "",
        line: Int(row.line), column: nil,
        text: "indicator \(indicator), \(area), \(period), \(stratum.sex), \(stratum.age)",
        reason: .conflictingValues)
    }
  }

  func tallies(_ outcome: ObservationCollector.Outcome) -> [FileTally] {
    let rejected = Dictionary(grouping: rejects(outcome), by: \.snapshot).mapValues(\.count)
    return files.compactMap(\.self).enumerated().map { number, file in
      FileTally(
        snapshot: file.snapshot, rowsIn: file.rowsIn,
        duplicates: outcome.duplicates[Int32(number)] ?? 0,
        superseded: outcome.superseded[Int32(number)] ?? 0, rejected: rejected[number] ?? 0)
    }
  }
}
