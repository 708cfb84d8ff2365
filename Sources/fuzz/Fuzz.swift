#if FUZZING
  @testable import Fetch
  @testable import Transform

  #if canImport(Glibc)
    import Glibc
  #else
    import Darwin
  #endif

  /// What libFuzzer calls with each input; `FUZZ_TARGET` says which part of the program gets it.
  @_cdecl("LLVMFuzzerTestOneInput")
  public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    FuzzTarget.chosen.take(bytes)
    return 0
  }

  private enum FuzzTarget: String {
    case csv, html, http, configuration, normaliser

    static let chosen: FuzzTarget = {
      let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
      guard let target = FuzzTarget(rawValue: name) else {
        fatalError("FUZZ_TARGET must be csv, html, http, configuration or normaliser")
      }
      return target
    }()

    func take(_ bytes: [UInt8]) {
      switch self {
      case .csv: takeTable(bytes)
      case .html: takePage(bytes)
      case .http: takeHeaders(bytes)
      case .configuration: takeConfiguration(bytes)
      case .normaliser: takeTexts(bytes)
      }
    }
  }

  // MARK: Each part of the program, and what must be true of it

  /// What was read, written and read again is the same.
  private func takeTable(_ bytes: [UInt8]) {
    guard let rows = table(bytes) else { return }
    let text = rows.map { $0.map(quoted).joined(separator: ",") + "\n" }.joined()
    let again = table(Array(text.utf8))
    precondition(rows.isEmpty || again == rows, "a table changes when it is written and read again")
  }

  /// The rows that can be read; nil when the whole file is refused.
  private func table(_ bytes: [UInt8]) -> [[String]]? {
    var reader = CSVReader(bytes, name: "fuzz.csv")
    var rows: [[String]] = []
    do {
      while let row = try reader.next() {
        if case .fields(let count) = row { rows.append((0..<count).map { reader.text($0) }) }
      }
    } catch {
      return nil
    }
    return rows
  }

  private func quoted(_ field: String) -> String {
    "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }

  /// Only addresses of the web come out of a page.
  private func takePage(_ bytes: [UInt8]) {
    let kinds: [HTMLJob.Kind] = [.boardStrategy, .guidance, .glossary, .prioritiesMap]
    guard let first = bytes.first else { return }
    let page = BoardPage(
      bytes: Array(bytes.dropFirst()), contentType: "text/html", status: 200,
      finalURL: "https://council.example/page", requestedURL: "https://council.example/page")
    let job = HTMLJob(kind: kinds[Int(first) % kinds.count], pages: [page], asOfYear: 2026)
    _ = job.run()
    if let address = HTMLLink.resolve(
      String(decoding: bytes, as: UTF8.self), against: "https://council.example/page")
    {
      precondition(["http", "https"].contains(HTMLLink.scheme(of: address) ?? ""), address)
    }
  }

  /// A wait is never negative, never beyond its limit, never not a number.
  private func takeHeaders(_ bytes: [UInt8]) {
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
    let rules = RobotsRules(bytes, product: "local-health-pipeline")
    _ = rules.allows(text)
    _ = WebAddress(text)
  }

  private func takeConfiguration(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let root = try? ConfigurationNode(parsing: text, file: "fuzz.yaml") else { return }
    _ = try? root.allow(["contact", "sources"])
    for node in (try? root.list("sources")) ?? [] { _ = try? Source(node) }
  }

  /// A period's own label reads as the same period, and a name's key is its own key.
  private func takeTexts(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    if let period = TimePeriod(parsing: text), let again = TimePeriod(parsing: period.label) {
      precondition(again.sortable == period.sortable, "\(period.label)")
    }
    let key = Gazetteer.key(text)
    precondition(Gazetteer.key(key) == key, "\(key)")
    _ = gazetteer?.area(code: text)
    _ = try? gazetteer?.resolve(text)
    _ = PublishedNumber(text)
    bytes.withUnsafeBufferPointer { _ = NumberText.reading($0) }
  }

  private let gazetteer = try? Gazetteer(ConfigurationFolder())
#else
  /// Built without `FUZZING` there is nothing to run: `scripts/fuzz` builds it with.
  @main
  enum Fuzz {
    static func main() {
      print("Run scripts/fuzz: it builds this with libFuzzer and feeds it.")
    }
  }
#endif
