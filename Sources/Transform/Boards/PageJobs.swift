public import Fetch

/// The pages among the snapshots, put together into jobs for the parser's own processes.
///
/// A board's page is named after its area, by code or name (`E06000018/1`, `E06000018.html`,
/// `nottingham.html`); several pages of one area (`E06000018/2`, `E06000018-2.html`) are one guide,
/// in the order of their numbers.
public struct PageJobs: Sendable {
  /// What to parse, in the order of the answers that ``readings(_:before:)`` wants.
  public private(set) var jobs: [HTMLJob] = []
  private var subjects: [Subject] = []
  private var failures: [TransformError] = []

  private struct Subject {
    let snapshots: [Int]
    let snapshot: Snapshot
    let areaCode: String?
  }

  /// Reads the bytes of every snapshot that is a page.
  ///
  /// - Parameters:
  ///   - snapshots: of the run, in their order.
  ///   - sources: as configured; their shape tells pages from tables.
  ///   - gazetteer: for the names of boards' areas; made only when there is a board's page.
  ///   - answers: how a snapshot was fetched, by its SHA-256.
  /// - Throws: `ConfigurationError`.
  public init(
    _ snapshots: [Snapshot], of sources: Sources, gazetteer: () throws -> Gazetteer,
    answers: [String: ManifestEntry] = [:]
  ) throws {
    var boards: [Int] = []
    for (number, snapshot) in snapshots.enumerated() {
      switch sources[snapshot.sourceID]?.shape {
      case .boardPage: boards.append(number)
      case .guidancePage: add(.guidance, [number], snapshots, answers)
      case .glossaryPage: add(.glossary, [number], snapshots, answers)
      case .prioritiesMap: add(.prioritiesMap, [number], snapshots, answers)
      default: break
      }
    }
    if !boards.isEmpty { addBoards(boards, snapshots, try gazetteer(), answers) }
  }

  private mutating func addBoards(
    _ numbers: [Int], _ snapshots: [Snapshot], _ gazetteer: Gazetteer,
    _ answers: [String: ManifestEntry]
  ) {
    var guides: [(area: Area, numbers: [Int])] = []
    for number in numbers.sorted(by: { Self.order(snapshots[$0]) < Self.order(snapshots[$1]) }) {
      do {
        let area = try gazetteer.resolve(Self.place(snapshots[number].name))
        if let guide = guides.firstIndex(where: { $0.area.code == area.code }) {
          guides[guide].numbers.append(number)
        } else {
          guides.append((area, [number]))
        }
      } catch {
        failures.append(TransformError(.pageOfNoArea, in: snapshots[number].name))
      }
    }
    for guide in guides {
      add(.boardStrategy, guide.numbers, snapshots, answers, area: guide.area)
    }
  }

  /// What the name of a page says of its area: `E06000018-2.html` and `st-helens.html.gz`.
  static func place(_ name: String) -> String {
    let stem = String(name.prefix { $0 != "." })
    if let code = stem.split(whereSeparator: { "-/_".contains($0) }).first, code.count == 9,
      code.dropFirst().allSatisfy(\.isNumber)
    {
      return String(code)
    }
    return stem.split { "-/_".contains($0) }.filter { Int($0) == nil }.joined(separator: " ")
  }

  /// The place, then the number of the page in its guide, then the whole name.
  private static func order(_ snapshot: Snapshot) -> (String, Int, String) {
    let stem = snapshot.name.prefix { $0 != "." }
    let number = stem.split { "-/_".contains($0) }.last.flatMap { Int($0) }
    return (place(snapshot.name), number ?? 0, snapshot.name)
  }

  private mutating func add(
    _ kind: HTMLJob.Kind, _ numbers: [Int], _ snapshots: [Snapshot],
    _ answers: [String: ManifestEntry], area: Area? = nil
  ) {
    let pages = numbers.compactMap { page(snapshots[$0], answers[snapshots[$0].sha256]) }
    guard pages.count == numbers.count, let first = numbers.first else { return }
    jobs.append(
      HTMLJob(
        kind: kind, pages: pages, areaName: area?.name,
        asOfYear: Int(snapshots[first].retrievedAt.prefix(4)) ?? 0))
    subjects.append(
      Subject(snapshots: numbers, snapshot: snapshots[first], areaCode: area?.code))
  }

  private mutating func page(_ snapshot: Snapshot, _ answer: ManifestEntry?) -> BoardPage? {
    do {
      var blocks = try ByteBlocks(path: snapshot.path, name: snapshot.name)
      guard let bytes = try blocks.all(atMost: HTMLLimits().maximumByteCount) else {
        let limits = HTMLLimits().maximumByteCount
        failures.append(
          TransformError(.pageRefused("it is longer than \(limits) bytes"), in: snapshot.name))
        return nil
      }
      return BoardPage(
        bytes: bytes, contentType: answer?.contentType, status: answer?.status ?? 200,
        finalURL: answer?.finalAddress ?? snapshot.address, requestedURL: snapshot.address)
    } catch let error as TransformError {
      failures.append(error)
    } catch {
      failures.append(TransformError(.damagedGzip, in: snapshot.name))
    }
    return nil
  }

  /// Joins the answers to the pages they are about.
  ///
  /// A page of guidance, terms or a map that holds nothing, or a fifth fewer entries than before, has
  /// changed its layout: it is refused, so that nothing is lost in silence.
  ///
  /// - Parameters:
  ///   - results: one for each of ``jobs``, in that order.
  ///   - before: how many entries the release before holds, by source.
  /// - Returns: the readings; pages that were refused are among its failures.
  public func readings(_ results: [HTMLJobResult], before: [String: Int] = [:]) -> PageReadings {
    var readings = PageReadings(failures: failures)
    let refuse = { (subject: Subject, count: Int) -> TransformError? in
      let expected = before[subject.snapshot.sourceID] ?? 0
      guard count == 0 || count * 5 <= expected * 4 && expected > 0 else { return nil }
      return TransformError(
        .pageShrunk(found: count, before: expected), in: subject.snapshot.name)
    }
    for (subject, result) in zip(subjects, results) {
      switch result {
      case .boardStrategy(let reading):
        readings.boards.append(
          BoardReading(
            areaCode: subject.areaCode ?? "", snapshots: subject.snapshots,
            address: subject.snapshot.address, sha256: subject.snapshot.sha256,
            day: String(subject.snapshot.retrievedAt.prefix(10)), reading: reading))
      case .guidance(let page):
        if let refusal = refuse(subject, page.sections.reduce(0) { $0 + $1.items.count }) {
          readings.failures.append(refusal)
          readings.refusedSnapshots += subject.snapshots
        } else {
          readings.guidance.append((subject.snapshots[0], page))
        }
      case .glossary(let page):
        if let refusal = refuse(subject, page.terms.count) {
          readings.failures.append(refusal)
          readings.refusedSnapshots += subject.snapshots
        } else {
          readings.glossaries.append((subject.snapshots[0], page))
        }
      case .prioritiesMap(let map):
        if let refusal = refuse(subject, map.areas.count) {
          readings.failures.append(refusal)
          readings.refusedSnapshots += subject.snapshots
        } else {
          readings.maps.append((subject.snapshots[0], map))
        }
      case .refused(let refusal):
        readings.failures.append(
          TransformError(.pageRefused(refusal.words), in: subject.snapshot.name))
        readings.refusedSnapshots += subject.snapshots
      case .guidePages: continue
      }
    }
    return readings
  }
}

/// What the pages of a run say.
public struct PageReadings: Sendable {
  public internal(set) var boards: [BoardReading] = []
  /// With the number of the snapshot, from 0.
  public internal(set) var guidance: [(snapshot: Int, page: GuidanceCatalogue)] = []
  public internal(set) var glossaries: [(snapshot: Int, page: PublishedGlossary)] = []
  public internal(set) var maps: [(snapshot: Int, map: PrioritiesMap)] = []
  public internal(set) var failures: [TransformError] = []
  /// The numbers of the snapshots that could not be read.
  public internal(set) var refusedSnapshots: [Int] = []

  /// No pages.
  public static let none = PageReadings(failures: [])
}

/// What was read from the page or guide of one board.
public struct BoardReading: Sendable {
  public let areaCode: String
  /// The numbers of its snapshots, from 0, the entry page first.
  public let snapshots: [Int]
  public let address: String
  /// SHA-256 of the entry page, which names the reading in the journal.
  public let sha256: String
  /// The day on which the page was received.
  public let day: String
  public let reading: BoardStrategyReading
}

extension HTMLRefusal {
  /// Why, as the end of a sentence.
  var words: String {
    switch self {
    case .tooLarge(let count, let cap): "it has \(count) bytes, more than \(cap)"
    case .tagTooLong(let offset, let cap):
      "a tag at byte \(offset) is longer than \(cap) bytes"
    case .fatalParserError(let code): "the parser gave up, error \(code)"
    case .unreadable: "it cannot be parsed"
    case .parserProcessFailed: "the process that was parsing it ended or took too long"
    }
  }
}
