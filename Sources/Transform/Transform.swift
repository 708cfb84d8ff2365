public import Fetch

/// Reads snapshots into normalised records: bytes in, ``Records`` out, the same for the same bytes.
///
/// A file that cannot be read at all is listed in ``Records/failures`` and does not stop the others.
///
/// - Parameters:
///   - snapshots: in the order given or fetched; of two files that give a figure the later wins.
///   - sources: as configured.
///   - configuration: themes, guidance, priorities, glossary and the gazetteer.
/// - Returns: everything that `load` writes, with the rejected rows and the unreadable files.
/// - Throws: ``ConfigurationError``.
public func transform(
  _ snapshots: [Snapshot], of sources: Sources, using configuration: ConfigurationFolder
) throws -> Records {
  let themes = try Theme.all(configuration)
  let gazetteer = try Gazetteer(configuration)
  var reading = Reading(gazetteer: gazetteer)
  for (number, snapshot) in snapshots.enumerated() {
    reading.read(snapshot, number: number, shape: sources[snapshot.sourceID]?.shape)
  }
  let outcome = reading.collector.finish()
  return Records(
    gazetteer: gazetteer, facts: try AreaFacts(configuration), themes: themes,
    guidance: try Guidance.all(configuration, themes: themes),
    glossary: try GlossaryTerm.all(configuration),
    strategies: try Strategy.all(configuration, themes: themes),
    sources: sources.all, files: reading.tallies(outcome), observations: outcome.table,
    metadata: reading.metadata, areaTypes: reading.areaTypes,
    availability: reading.availability, rejects: reading.rejects(outcome),
    failures: reading.failures)
}

/// The files of a run while they are being read.
private struct Reading {
  let collector: ObservationCollector
  private(set) var metadata: [IndicatorMetadata] = []
  private(set) var areaTypes: [FingertipsAreaType] = []
  private(set) var availability: [FingertipsAvailability] = []
  private(set) var failures: [TransformError] = []
  private var rejects: [Reject] = []
  private var files: [(snapshot: Snapshot, rowsIn: Int)] = []

  init(gazetteer: Gazetteer) {
    collector = ObservationCollector(gazetteer: gazetteer)
  }

  mutating func read(_ snapshot: Snapshot, number: Int, shape: Source.Shape?) {
    var rowsIn = 0
    do {
      switch shape {
      case .fingertipsData, .fingertipsMetadata: rowsIn = try readTable(snapshot, number)
      case .boardPage, .guidancePage, .glossaryPage, .configuration, nil: break
      }
    } catch let error as TransformError {
      failures.append(error)
    } catch {
      failures.append(TransformError(.damagedGzip, in: snapshot.name))
    }
    files.append((snapshot, rowsIn))
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
      try data.read(&reader)
    } catch {
      collector.restore(before)
      throw error
    }
    if data.rowsIn == 0 { throw TransformError(.headerOnly, in: snapshot.name) }
    rejects += data.rejects
    return data.rowsIn
  }

  private mutating func readJSON(_ snapshot: Snapshot) throws -> Int {
    var blocks = try ByteBlocks(path: snapshot.path, name: snapshot.name)
    guard let bytes = try blocks.all(atMost: FingertipsJSON.maximumBytes) else {
      throw TransformError(.unexpectedJSON("it is longer than 64 MiB"), in: snapshot.name)
    }
    let found = try FingertipsJSON.read(bytes, file: snapshot.name)
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
      let indicator = collector.indicators.values[Int(row.indicator)].id
      let area = collector.areas.values[Int(row.area)].code
      let period = collector.periods.values[Int(row.period)].label
      let stratum = collector.strata.values[Int(row.stratum)]
      return Reject(
        snapshot: Int(row.snapshot), fileName: files[Int(row.snapshot)].snapshot.name,
        line: Int(row.line), column: nil,
        text: "indicator \(indicator), \(area), \(period), \(stratum.sex), \(stratum.age)",
        reason: .conflictingValues)
    }
  }

  func tallies(_ outcome: ObservationCollector.Outcome) -> [FileTally] {
    let rejected = Dictionary(grouping: rejects(outcome), by: \.snapshot).mapValues(\.count)
    return files.enumerated().map { number, file in
      FileTally(
        snapshot: file.snapshot, rowsIn: file.rowsIn,
        duplicates: outcome.duplicates[Int32(number)] ?? 0,
        superseded: outcome.superseded[Int32(number)] ?? 0, rejected: rejected[number] ?? 0)
    }
  }
}
