#if FUZZING || DEBUG
  @testable import Fetch
  @testable import Transform

  #if canImport(FoundationEssentials)
    import FoundationEssentials
  #else
    import Foundation
  #endif

  /// A part of the program that takes bytes from outside, and what must be true of it.
  ///
  /// A rule that does not hold traps, as a fault in the part itself does.
  enum FuzzTarget: String, CaseIterable {
    case csv, html, http, configuration, normaliser

    func take(_ bytes: [UInt8]) {
      switch self {
      case .csv: takeTable(bytes)
      case .html: takePage(bytes)
      case .http: takeAnswer(bytes)
      case .configuration: takeConfiguration(bytes)
      case .normaliser: takeTexts(bytes)
      }
    }
  }

  // MARK: - CSV

  /// What was read, written and read again is the same, and no file does more to the parsers of
  /// the publisher's tables and lists than be refused.
  private func takeTable(_ bytes: [UInt8]) {
    if let table = rows(of: bytes), !table.isEmpty {
      let text = table.map { $0.map(quoted).joined(separator: ",") + "\n" }.joined()
      precondition(
        rows(of: Array(text.utf8)) == table, "a table changes when it is written and read again")
    }
    try? readFingertips(bytes)
    _ = try? FingertipsJSON.read(bytes, file: "fuzz.json")
  }

  /// The rows that can be read; nil when the whole file is refused.
  private func rows(of bytes: [UInt8]) -> [[String]]? {
    var reader = CSVReader(bytes, name: "fuzz.csv")
    var rows: [[String]] = []
    do {
      while let row = try reader.next() {
        if case .fields(let count) = row { rows.append((0..<count).map { reader.text($0) }) }
        precondition(reader.position <= bytes.count, "more was read than there is")
      }
    } catch {
      return nil
    }
    precondition(reader.position == bytes.count, "rows do not cover the file")
    return rows
  }

  private func quoted(_ field: String) -> String {
    let doubled = field.utf8.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] }
    return "\"" + String(decoding: doubled, as: UTF8.self) + "\""
  }

  private func readFingertips(_ bytes: [UInt8]) throws {
    guard let gazetteer else { return }
    var reader = CSVReader(bytes, name: "fuzz.csv")
    guard case .fields(let count) = try reader.next() else { return }
    let names = (0..<count).map { PublishedText.folded(reader.text($0)) }
    if FingertipsMetadata.looksLikeMetadata(names) {
      _ = try FingertipsMetadata.read(&reader, names: names, snapshot: 0, file: "fuzz.csv")
      return
    }
    let header = try FingertipsHeader(names, file: "fuzz.csv")
    let collector = ObservationCollector(gazetteer: gazetteer)
    var data = FingertipsData(header: header, snapshot: 0, file: "fuzz.csv", into: collector)
    try data.read(&reader)
    _ = collector.finish()
  }

  // MARK: - HTML

  /// Only addresses of the web come out of a page. The first byte says what the page is read for.
  private func takePage(_ bytes: [UInt8]) {
    let kinds: [HTMLJob.Kind] = [
      .boardStrategy, .guidance, .glossary, .prioritiesMap, .guidePages,
    ]
    guard let first = bytes.first else { return }
    let address = "https://council.example/page"
    let page = BoardPage(
      bytes: Array(bytes.dropFirst()), contentType: "text/html", status: 200, finalURL: address,
      requestedURL: address)
    let job = HTMLJob(
      kind: kinds[Int(first) % kinds.count], pages: [page], areaName: "Nottingham", asOfYear: 2026)
    _ = job.run()
    if let link = HTMLLink.resolve(String(decoding: bytes, as: UTF8.self), against: address) {
      precondition(["http", "https"].contains(HTMLLink.scheme(of: link) ?? ""), link)
    }
  }

  // MARK: - HTTP

  /// A wait is never negative, never beyond its limit, never not a number.
  private func takeAnswer(_ bytes: [UInt8]) {
    var headers = ResponseHeaders()
    for line in bytes.split(separator: 10, omittingEmptySubsequences: false) {
      _ = headers.add(Array(line) + [10])
    }
    _ = (headers.contentLength, headers.contentEncoding, headers.strangeTransferEncoding)
    let text = String(decoding: bytes, as: UTF8.self)
    if let wait = RetryAfter.seconds(text, now: 1_800_000_000, limit: 600) {
      precondition(wait >= 0 && wait <= 600, "\(wait)")
    }
    _ = RetryAfter.httpDate(text)
    _ = RobotsRules(bytes, product: "local-health-pipeline").allows(text)
    _ = WebAddress(text)
    try? inflate(bytes)
  }

  /// A body that is sent packed; a bomb is stopped by whoever takes the pieces.
  private func inflate(_ bytes: [UInt8]) throws {
    let inflater = try GzipInflater()
    var count = 0
    try bytes.withUnsafeBytes { body in
      try inflater.inflatePiece(body) { piece in
        count += piece.count
        if count > 1 << 20 { throw FetchOutcome.Encoding.notGzip }
      }
    }
    try inflater.finish()
  }

  // MARK: - Configuration

  /// Every file of the configuration is a tree, or refused in words.
  private func takeConfiguration(_ bytes: [UInt8]) {
    guard
      (try? ConfigurationNode(parsing: String(decoding: bytes, as: UTF8.self), file: "fuzz"))
        != nil, let folder = ScratchConfiguration.folder(holding: bytes)
    else { return }
    _ = try? Sources(folder)
    _ = try? GlossaryTerm.all(folder)
    _ = try? Responsibility.all(folder, themes: [])
    guard let themes = try? Theme.all(folder) else { return }
    _ = try? Guidance.all(folder, themes: themes)
    _ = try? Strategy.all(folder, coding: PriorityCoding(themes))
  }

  /// A folder in which one file stands for each file of the configuration.
  private enum ScratchConfiguration {
    private static let main: String? = {
      let folder =
        FileManager.default.temporaryDirectory.path
        + "/local-health-fuzz-\(ProcessInfo.processInfo.processIdentifier)"
      do {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for name in ["themes", "guidance", "glossary", "responsibilities"] {
          try FileManager.default.createSymbolicLink(
            atPath: "\(folder)/\(name).yaml", withDestinationPath: "pipeline.yaml")
        }
      } catch {
        return nil
      }
      return folder + "/pipeline.yaml"
    }()

    static func folder(holding bytes: [UInt8]) -> ConfigurationFolder? {
      guard let main, (try? Data(bytes).write(to: URL(filePath: main))) != nil else { return nil }
      return try? ConfigurationFolder(mainFile: main)
    }
  }

  // MARK: - Normaliser

  /// A period's own label reads as the same period, and a name's key is its own key.
  private func takeTexts(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    if let period = TimePeriod(parsing: text), let again = TimePeriod(parsing: period.label) {
      precondition(again.sortable == period.sortable, "\(period.label)")
    }
    let key = AreaName.key(text)
    precondition(AreaName.key(key) == key, "\(key)")
    _ = gazetteer?.area(code: text)
    _ = try? gazetteer?.resolve(text)
    _ = PublishedNumber(text)
    bytes.withUnsafeBufferPointer { _ = NumberText.reading($0) }
  }

  private let gazetteer = try? Gazetteer(ConfigurationFolder())
#endif
