internal import Fetch
internal import Transform

/// A new release held against the one before, which is found and proved first. It is made on a
/// thread of its own while the new release is written: neither needs the other before it is done.
///
/// Handed from one thread to the other as a whole, when nothing is changed any more.
final class Comparison: @unchecked Sendable {
  /// Nil where there is no release to compare with.
  let baseline: Baseline?
  /// A sentence for each release that cannot be used.
  private(set) var warnings: [String] = []
  let measures: Measures
  /// By the numbers of the new release, what only the one before has; nil without one.
  private let carried: CarriedRows?
  private let differences = Differences()
  private let files = ComparedFiles()

  /// - Parameters:
  ///   - records: what the new release holds.
  ///   - state: the state folder.
  ///   - limits: of the gates.
  /// - Throws: ``LoadError`` when the current release is of a newer program, or the disk fails.
  init(_ records: Records, in state: String, limits: GateLimits) throws {
    var warnings: [String] = []
    baseline = try Baseline.find(in: state) { warnings.append($0) }
    carried = try baseline.map { try CarriedRows(from: $0.database, to: records) }
    measures = Measures(records, rows: carried)
    self.warnings = warnings
    if let baseline, let carried {
      try ReleaseComparison(
        records, baseline, carried, measures: measures, limits: limits, files: files,
        into: differences
      ).run()
    } else {
      try measures.countAll()
    }
  }

  /// Writes what differs, and what was kept of earlier differences.
  ///
  /// - Parameters:
  ///   - release: the new one.
  ///   - database: its own.
  /// - Returns: how many cells there are of each kind, by its word.
  /// - Throws: ``LoadError`` when SQLite refuses.
  func write(_ release: Release, into database: Database) throws -> [String: Int] {
    try carried?.write(into: database)
    let writer = try RevisionWriter(
      number: release.number, after: try baseline?.lastRevision() ?? 0, files: files,
      into: database)
    try differences.forEach { try writer.write($0) }
    if let baseline, let carried { try writer.carry(baseline, carried) }
    try files.write(into: database)
    return Dictionary(uniqueKeysWithValues: writer.counts.map { ($0.key.word, $0.value) })
  }
}

/// The files that revisions name, numbered from 1 in the order in which they are asked for.
final class ComparedFiles {
  private var numbers: [String: Int] = [:]

  /// The number of a file by its SHA-256.
  func number(_ sha256: String) -> Int {
    if let number = numbers[sha256] { return number }
    numbers[sha256] = numbers.count + 1
    return numbers.count
  }

  func write(into database: Database) throws {
    let insert = try database.prepare("INSERT INTO compared_snapshot VALUES (?, ?)")
    for (sha256, number) in numbers.sorted(by: { $0.value < $1.value }) {
      try insert.insert(.integer(number), .text(sha256))
    }
  }
}
