import Fetch
import Load

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How the pipeline is doing: what `pipeline status` says, as text, JSON or metrics.
struct Health: Encodable {
  struct OfSource: Encodable {
    let id: String
    let lastSuccess: String?
    let ageDays: Int?
    /// The day by which the publisher should have brought out something new.
    let nextDue: String?
    let isOverdue: Bool
    let failuresInARow: Int
    let failure: String?
    let heldSnapshots: Int
    /// How many of them are too old to be used by a run now, and what to know of the oldest.
    let withheldSnapshots: Int
    let withheld: String?
  }

  struct OfRelease: Encodable {
    let number: Int
    let path: String
    let published: String?
    let ageDays: Int?
    /// Whole days since a run ended well, whether it published this release or found it up to date.
    let confirmedDaysAgo: Int?
    let observations: Int
    let indicators: Int
    let areas: Int
    let rejectedRows: Int
    let boardPagesNeedingReview: Int
    /// Gates that warned of the release or were let through, by name.
    let gates: [String]
  }

  struct OfRun: Encodable {
    let run: String
    let ended: String
    let exit: Int32
    let result: String
    let failuresInARow: Int
  }

  let sources: [OfSource]
  let release: OfRelease?
  let lastRun: OfRun?
  let freeDiskMegabytes: Int?
  /// What a person should look at; empty when all is well.
  let problems: [String]
}

extension Health {
  /// Reads what is on disk and writes nothing.
  ///
  /// - Throws: ``LoadError`` when what is published cannot be opened.
  init(of state: String, sources: Sources, maximumAgeDays: Int) throws {
    let now = Date()
    let hasSnapshots = FileManager.default.fileExists(atPath: "\(state)/snapshots")
    let store = hasSnapshots ? try SnapshotStore(stateDirectory: state) : nil
    self.sources = sources.all.filter { $0.shape != .configuration }.map { source in
      OfSource(
        source, store?.history(sourceID: source.id), store?.withheld(of: source) ?? [], now)
    }
    let runs = RunRecord.all(in: state)
    release = try OfRelease(in: state, lastGoodRun: runs.last { $0.exit == 0 }, now)
    lastRun = OfRun(runs)
    freeDiskMegabytes = Self.freeMegabytes(at: state)
    problems = Self.problems(self.sources, release, lastRun, freeDiskMegabytes, maximumAgeDays)
  }

  private static func problems(
    _ sources: [OfSource], _ release: OfRelease?, _ run: OfRun?, _ freeMegabytes: Int?,
    _ maximumAgeDays: Int
  ) -> [String] {
    var problems: [String] = []
    if let release {
      let ages = [release.ageDays, release.confirmedDaysAgo].compactMap(\.self)
      if let age = release.ageDays, ages.allSatisfy({ $0 > maximumAgeDays }) {
        problems.append(
          "the release is \(age) days old, more than \(maximumAgeDays), and no run has found it up"
            + " to date since")
      }
    } else {
      problems.append("nothing is published")
    }
    if let run, run.exit != 0, run.exit != ExitStatus.temporary.rawValue || run.failuresInARow > 2 {
      problems.append(
        "the last run ended with status \(run.exit) (\(run.result)), \(run.failuresInARow) in a row"
      )
    }
    for source in sources where source.failuresInARow > 2 {
      problems.append("\(source.id) has failed \(source.failuresInARow) times in a row")
    }
    problems += sources.compactMap { source in source.withheld.map { "\(source.id): \($0)" } }
    if let freeMegabytes, freeMegabytes < 512 {
      problems.append("only \(freeMegabytes) MB are free on the disk")
    }
    return problems
  }

  private static func freeMegabytes(at path: String) -> Int? {
    var facts = statvfs()
    guard statvfs(path, &facts) == 0 else { return nil }
    return (Int(facts.f_bavail) * Int(facts.f_frsize)) >> 20
  }
}

extension Health.OfSource {
  init(
    _ source: Source, _ history: SourceHistory?, _ withheld: [WithheldSnapshot], _ now: Date
  ) {
    id = source.id
    lastSuccess = history?.lastSuccess
    let success = lastSuccess.flatMap { try? Date($0, strategy: .iso8601) }
    ageDays = success.map { max(0, Int(now.timeIntervalSince($0) / 86_400)) }
    let due = success.map { $0.addingTimeInterval(Double(source.cadenceDays) * 86_400) }
    nextDue = due.map { String($0.formatted(.iso8601).prefix(10)) }
    isOverdue = due.map { $0 < now } ?? false
    failuresInARow = history?.failuresInARow ?? 0
    failure = history?.failure
    heldSnapshots = history?.heldSnapshots ?? 0
    withheldSnapshots = withheld.count
    self.withheld = Self.words(withheld, of: history?.heldSnapshots ?? 0)
  }

  private static func words(_ withheld: [WithheldSnapshot], of held: Int) -> String? {
    withheld.max { $0.ageDays < $1.ageDays }.map { oldest in
      "\(withheld.count) of \(held) files are withheld, as nothing has confirmed them for more than"
        + " \(oldest.maximumAgeDays) days; the oldest is \(oldest.snapshot.name), last received or"
        + " confirmed \(oldest.ageDays) days ago. Find out why its publisher does not answer, or give"
        + " files with --input"
    }
  }
}

extension Health.OfRelease {
  /// Nil when nothing is published.
  init?(in state: String, lastGoodRun run: RunRecord?, _ now: Date) throws {
    let release: Release
    do {
      release = try Release.current(in: state)
    } catch let error as LoadError where error.cause == .nothingPublished {
      return nil
    }
    let database = try Database(readOnly: release.databasePath)
    let counts =
      try database.query(
        """
        SELECT (SELECT count(*) FROM observation), (SELECT count(DISTINCT indicator_id) FROM series),
          (SELECT count(DISTINCT area_id) FROM series), (SELECT count(*) FROM reject)
        """
      ) { row in (0..<4).map { row.integer($0) ?? 0 } }.first ?? [0, 0, 0, 0]
    let published = Published(in: state)
    (number, path) = (release.number, release.path)
    (self.published, ageDays) = (published.day, published.ageDays)
    let confirmed = run.flatMap { try? Date($0.ended, strategy: .iso8601) }
    confirmedDaysAgo = confirmed.map { max(0, Int(now.timeIntervalSince($0) / 86_400)) }
    (observations, indicators, areas, rejectedRows) = (counts[0], counts[1], counts[2], counts[3])
    boardPagesNeedingReview = try Self.pagesNeedingReview(database)
    let noted = try release.manifest()?.gates.filter { [.warned, .accepted].contains($0.outcome) }
    gates = Set((noted ?? []).map(\.gate.rawValue)).sorted()
  }
}

extension Health.OfRelease {
  /// Databases of earlier versions had no table of boards' pages.
  private static func pagesNeedingReview(_ database: Database) throws -> Int {
    let tables = try database.query(
      "SELECT count(*) FROM sqlite_schema WHERE name = 'board_page'"
    ) { $0.number(0) }
    guard tables == [1] else { return 0 }
    return try database.query("SELECT count(*) FROM board_page WHERE decision = 'review'") {
      $0.number(0)
    }.first ?? 0
  }
}

extension Health.OfRun {
  init?(_ records: [RunRecord]) {
    guard let last = records.last else { return nil }
    (run, ended, exit, result) = (last.run, last.ended, last.exit, last.result)
    failuresInARow = records.reversed().prefix { $0.exit != 0 }.count
  }
}
