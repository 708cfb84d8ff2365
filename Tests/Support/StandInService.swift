import Foundation

/// A stand-in for the Fingertips service on the loopback: the same paths and the same oddities, with
/// the figures of the fixtures. Beside it, some pages of councils and publishers.
///
/// Oddities: every answer is called JSON, there are no validators, ids beyond a hundred are dropped
/// silently, a wrong but well-formed question is answered with the heading alone, errors are pages.
public final class StandInService: Sendable {
  /// What the service knows of an indicator.
  struct Indicator {
    var name: String
    /// The records of its data with their line ends, as in the fixtures.
    var rows: [String]
    var uploadedAt = "2026-10-06T09:15:00"
    var deletedAt = "0001-01-01T00:00:00"
  }

  private let content: Guarded<Content>
  private let server: FaultServer

  /// Starts the service.
  ///
  /// - Throws: when a fixture cannot be read or there is no port.
  public init() throws {
    let content = Guarded(try Content(fixtures: SharedData.projectRoot.appending(path: "fixtures")))
    self.content = content
    server = try FaultServer { request in
      [content.read { $0.answer(to: request) }]
    }
  }

  public var port: Int { server.port }
  /// The paths and queries that were asked, oldest first.
  public var asked: [String] { server.requests.map(\.path) }
  public var indicatorIDs: [Int] { content.read { $0.indicators.keys.sorted() } }

  /// The address of a path on this server.
  public func url(_ path: String) -> String { server.url(path) }

  // MARK: Configuration

  /// Writes a configuration that asks this service and nobody else.
  ///
  /// - Returns: the path of its `pipeline.yaml`.
  public func writeConfiguration(into folder: TemporaryFolder) throws -> String {
    let sites = [
      "area_code,base_address,strategy_addresses,checked_on,note",
      "E06000018,\(url("/")),\(url("/strategies/nottingham")),,",
      "E08000038,\(url("/")),\(url("/strategies/barnsley"))|\(url("/guide")),,", "",
    ]
    _ = try folder.write("council_sites.csv", sites.joined(separator: "\n"))
    let documents = ["guide", "moved", "nowhere", "only-get"].map { name in
      "  - {id: \(name), title: A title, address: '\(url("/" + name))', status: live,"
        + " description: Words}\n"
    }
    _ = try folder.write("guidance.yaml", "guidance:\n" + documents.joined())
    return try folder.write("pipeline.yaml", sources)
  }

  private var sources: String {
    func source(_ id: String, _ shape: String, _ address: String, _ rest: String...) -> String {
      let lines = [
        "  - id: \(id)", "name: \(id)", "publisher: nobody", "shape: \(shape)",
        "address: \(url(address))", "licence: none", "attribution: Illustrative figures",
        "cadence_days: 30", "pace_seconds: 0", "illustrative: true",
      ]
      return (lines + rest).joined(separator: "\n    ") + "\n"
    }
    let indicators = indicatorIDs.filter { $0 != 93239 && $0 != 93553 }.map(String.init)
    let columns = "contract: [Indicator ID, Area Code, Time period, Value]"
    return "contact: nobody\ndeadline_minutes: 5\nsources:\n"
      + source(
        "fingertips", "fingertips-data", "/api/", columns, "respects_robots: false",
        "indicator_files:", "  parent_area_type: 15",
        "  indicators: [\(indicators.joined(separator: ", "))]", "  area_types:",
        "    - {name: upper, ids: [502, 402]}", "    - {name: lower, ids: [501, 401]}",
        "    - {name: regions, ids: [6]}", "  area_type_otherwise: 15")
      + source(
        "local-health", "fingertips-data", "/api/", columns, "respects_robots: false",
        "indicator_files:", "  parent_area_type: 15", "  profile_id: 143",
        "  indicators: [93239, 93553]", "  area_types: [{name: middle-layer, ids: [3]}]")
      + source(
        "fingertips-metadata", "fingertips-metadata", "/api/", "ask_every_days: 7",
        "indicators_per_request: 50", "respects_robots: false", "requests:",
        "  - name: metadata",
        "    address: indicator_metadata/csv/by_indicator_id?indicator_ids={indicator_ids}")
      + source(
        "fingertips-lists", "fingertips-lists", "/api/", "ask_every_days: 90",
        "respects_robots: false", "requests:", "  - {name: area-types, address: area_types}",
        "  - {name: profiles, address: profiles}",
        "  - name: neighbours",
        "    address: areas/by_parent_area_code?area_type_id=502"
          + "&parent_area_code=nn-1-{area_code}")
      + source("areas", "configuration", "/") + source("board-priorities", "configuration", "/")
      + source("boards", "board-page", "/", "ask_every_days: 30", "pages_per_board: 4")
      + source(
        "guidance-catalogue", "configuration", "/", "check_links: true", "ask_every_days: 30")
      + source(
        "guidance", "guidance-page", "/", "ask_every_days: 30", "requests:",
        "  - {name: health-and-justice, address: health-and-justice}")
      + source(
        "glossary", "glossary-page", "/", "ask_every_days: 30", "requests:",
        "  - {name: jargon-buster, address: jargon-buster}")
  }

  // MARK: Changes upstream

  /// Makes the newest value of an area for all people a hundredth larger, as a later upload might.
  public func revise(_ id: Int, area: String) {
    change(id) { indicator in
      let newest = indicator.rows.lastIndex { row in
        let cells = Content.cells(row)
        return cells[4] == area && cells[7] == "Persons" && cells[9].isEmpty && !cells[12].isEmpty
      }
      guard let newest else { return }
      indicator.rows[newest] = Content.withLargerValue(indicator.rows[newest])
    }
  }

  /// The values of an area for all people in the order of the file, as they are published now.
  public func values(of id: Int, area: String) -> [Double] {
    content.read { content in
      (content.indicators[id]?.rows ?? []).map(Content.cells)
        .filter { $0[4] == area && $0[7] == "Persons" && $0[9].isEmpty }
        .compactMap { Double($0[12]) }
    }
  }

  /// Takes the data of an indicator away.
  public func withdraw(_ id: Int) {
    change(id) { indicator in
      indicator.rows = []
      indicator.deletedAt = "2026-11-20T16:00:00"
    }
  }

  /// Gives the number of an indicator to another.
  public func reuse(_ id: Int, as name: String) {
    change(id) { indicator in
      let before = Content.cell(indicator.name)
      indicator.rows = indicator.rows.map { row in
        "\(id),\(Content.cell(name))" + row.dropFirst("\(id),\(before)".count)
      }
      indicator.name = name
    }
    content.write { content in
      content.metadata = content.metadata.map { record in
        guard record.hasPrefix("\(id),") else { return record }
        let rest = record.dropFirst("\(id),\(Content.cell(Content.cells(record)[1]))".count)
        return "\(id),\(Content.cell(name))" + rest
      }
    }
  }

  /// Makes every path that begins so answer with a page of an error.
  public func breakDown(_ prefix: String) { content.write { $0.broken.insert(prefix) } }
  public func mend() { content.write { $0.broken = [] } }

  private func change(_ id: Int, _ body: (inout Indicator) -> Void) {
    content.write { content in
      guard var indicator = content.indicators[id] else { return }
      indicator.uploadedAt = "2026-11-18T09:15:00"
      body(&indicator)
      content.indicators[id] = indicator
    }
  }
}

extension StandInService {
  /// What the service holds, and its answers.
  struct Content {
    var indicators: [Int: Indicator] = [:]
    var broken: Set<String> = []
    let heading: String
    var metadata: [String]
    let pages: [String: String]

    init(fixtures: URL) throws {
      var rows: [Int: [String]] = [:]
      var heading = ""
      for folder in ["fingertips", "local-health"] {
        let folder = fixtures.appending(path: folder)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        for name in names where name.hasSuffix(".csv") {
          let records = Self.records(try Self.text(folder.appending(path: name)))
          heading = records.first ?? ""
          for record in records.dropFirst() {
            rows[Int(record.prefix { $0 != "," }) ?? 0, default: []].append(record)
          }
        }
      }
      self.heading = heading
      metadata = Self.records(
        try Self.text(fixtures.appending(path: "fingertips-metadata/indicator-metadata.csv")))
      for (id, rows) in rows {
        let name = rows.first.map { Self.cells($0)[1] } ?? ""
        indicators[id] = Indicator(name: name, rows: rows)
      }
      pages = [
        "/strategies/nottingham": try Self.text(fixtures.appending(path: "boards/nottingham.html")),
        "/strategies/barnsley": try Self.text(fixtures.appending(path: "boards/barnsley.html")),
        "/health-and-justice": try Self.text(fixtures.appending(path: "guidance/clinks.html")),
        "/jargon-buster": try Self.text(fixtures.appending(path: "glossary/jargon-buster.html")),
        "/guide": Self.page("<a href=\"/guide/one\">One</a> <a href=\"/guide/two\">Two</a>"),
        "/guide/one": Self.page("First chapter"), "/guide/two": Self.page("Second chapter"),
      ]
    }

    private static func page(_ body: String) -> String {
      "<!DOCTYPE html>\n<html><head><title>Health and Wellbeing Strategy</title></head>"
        + "<body><main><h1>Health and Wellbeing Strategy</h1><p>\(body)</p></main></body></html>\n"
    }

    private static func text(_ url: URL) throws -> String {
      String(decoding: try Data(contentsOf: url), as: UTF8.self)
    }

    // MARK: Answers

    func answer(to request: FaultServer.Request) -> FaultServer.Step {
      let whole = wholeAnswer(to: request)
      guard request.method == "HEAD", case .text(let text) = whole,
        let head = text.firstRange(of: "\r\n\r\n")
      else { return whole }
      return .text(String(text[..<head.upperBound]))
    }

    private func wholeAnswer(to request: FaultServer.Request) -> FaultServer.Step {
      let parts = request.path.split(separator: "?", maxSplits: 1).map(String.init)
      let query = Self.query(parts.count > 1 ? parts[1] : "")
      if broken.contains(where: request.path.hasPrefix) {
        return .answer(500, "<html><title>Unexpected Error</title></html>", Self.html)
      }
      if let page = pages[parts[0]] { return .answer(200, page, Self.html) }
      switch parts[0] {
      case "/api/data_changes_and_updates/by_indicator_ids": return json(log(query))
      case "/api/available_data": return json(availability(query))
      case "/api/all_data/csv/by_indicator_id": return json(data(query))
      case "/api/indicator_metadata/csv/by_indicator_id": return json(metadata(query))
      case "/api/area_types":
        return json("[{\"Id\":502,\"Name\":\"Counties & UAs\",\"Short\":\"Counties\"}]")
      case "/api/areas/by_parent_area_code":
        return json("[{\"Code\":\"E08000025\",\"Name\":\"Birmingham\"}]")
      case "/api/profiles": return json("[{\"Id\":19,\"Name\":\"PHOF\",\"Key\":\"phof\"}]")
      case "/moved": return .answer(301, "", "Location: /guide")
      case "/only-get":
        return request.method == "HEAD" ? .answer(405, "") : .answer(206, "x", Self.html)
      default: return .answer(404, "<html><title>Not found</title></html>", Self.html)
      }
    }

    private static let html = "Content-Type: text/html; charset=utf-8"

    private func json(_ body: String) -> FaultServer.Step {
      .answer(
        200, body, "Content-Type: application/json; charset=utf-8", "Cache-Control: no-store",
        "Expires: -1")
    }

    private func log(_ query: [String: String]) -> String {
      let entries = ids(query).compactMap { id in
        indicators[id].map { indicator in
          "{\"IndicatorId\":\(id),\"IndicatorName\":\"\(indicator.name)\",\"DataChange\":"
            + "{\"LastUploadedBy\":\"x\",\"LastUploadedAt\":\"\(indicator.uploadedAt)\","
            + "\"LastDeletedBy\":null,\"LastDeletedAt\":\"\(indicator.deletedAt)\"},"
            + "\"DataUpdatesByAreaType\":[]}"
        }
      }
      return "[\(entries.joined(separator: ","))]"
    }

    private func availability(_ query: [String: String]) -> String {
      let id = Int(query["indicator_id"] ?? "") ?? 0
      let types = [3, 6, 15, 501, 502].filter { !rows(of: id, areaType: $0).isEmpty }
      let entries = types.map { "{\"IndicatorId\":\(id),\"AreaTypeId\":\($0)}" }
      return "[\(entries.joined(separator: ","))]"
    }

    private func data(_ query: [String: String]) -> String {
      let type = Int(query["child_area_type_id"] ?? "") ?? 0
      let rows = ids(query).flatMap { id -> [String] in
        let children = self.rows(of: id, areaType: type)
        if type == 15 || children.isEmpty { return children }
        return self.rows(of: id, areaType: 15) + children
      }
      return heading + rows.joined()
    }

    private func metadata(_ query: [String: String]) -> String {
      let wanted = Set(ids(query).map(String.init))
      return (metadata.first ?? "")
        + metadata.dropFirst().filter { wanted.contains(String($0.prefix { $0 != "," })) }.joined()
    }

    /// Ids beyond a hundred, and those that are no numbers, are passed over in silence.
    private func ids(_ query: [String: String]) -> [Int] {
      Array((query["indicator_ids"] ?? "").split(separator: ",").compactMap { Int($0) }.prefix(100))
    }

    private func rows(of id: Int, areaType: Int) -> [String] {
      let starts: [Int: [String]] = [
        3: ["E02"], 6: ["E12"], 15: ["E92"], 501: ["E06", "E07", "E08", "E09"],
        502: ["E06", "E08", "E09", "E10"],
      ]
      return (indicators[id]?.rows ?? []).filter { row in
        (starts[areaType] ?? []).contains(String(Self.cells(row)[4].prefix(3)))
      }
    }

    // MARK: Text

    private static func query(_ text: String) -> [String: String] {
      let pairs = text.split(separator: "&").map { pair in
        let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
        return (parts[0], parts.count > 1 ? parts[1] : "")
      }
      return Dictionary(pairs) { _, last in last }
    }

    /// The records of a table, each with its line end; a line end in quotation marks ends none.
    static func records(_ text: String) -> [String] {
      var records: [String] = []
      var current: [UInt8] = []
      var isQuoted = false
      for byte in text.utf8 {
        current.append(byte)
        if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
        if byte == UInt8(ascii: "\n"), !isQuoted {
          records.append(String(decoding: current, as: UTF8.self))
          current = []
        }
      }
      return current.isEmpty ? records : records + [String(decoding: current, as: UTF8.self)]
    }

    /// The cells of a record, without quotation marks.
    static func cells(_ record: String) -> [String] {
      var cells: [[UInt8]] = [[]]
      var isQuoted = false
      for byte in record.utf8 {
        switch byte {
        case UInt8(ascii: "\""): isQuoted.toggle()
        case UInt8(ascii: ",") where !isQuoted: cells.append([])
        default: cells[cells.count - 1].append(byte)
        }
      }
      return cells.map { String(decoding: $0, as: UTF8.self) }
    }

    /// A text as a cell: in quotation marks where it holds a comma.
    static func cell(_ text: String) -> String { text.contains(",") ? "\"\(text)\"" : text }

    /// A record whose value, the thirteenth cell, is a hundredth larger.
    static func withLargerValue(_ record: String) -> String {
      var cells = cells(record)
      cells[12] = "\((Double(cells[12]) ?? 0) * 1.01)"
      return cells.map(cell).joined(separator: ",")
    }
  }
}

/// A value that several threads read and change, one at a time.
public final class Guarded<Value>: @unchecked Sendable {
  private var value: Value
  private let lock = NSLock()

  public init(_ value: Value) { self.value = value }

  public func read<Result>(_ body: (Value) -> Result) -> Result {
    lock.lock()
    defer { lock.unlock() }
    return body(value)
  }

  public func write(_ body: (inout Value) -> Void) {
    lock.lock()
    defer { lock.unlock() }
    body(&value)
  }
}
