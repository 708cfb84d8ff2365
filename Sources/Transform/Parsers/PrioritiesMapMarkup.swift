/// The part of a map page that readers see.
struct PrioritiesMapMarkup {
  private let document: HTMLDocument
  private let address: String
  private(set) var areas: [String: MappedArea] = [:]
  private(set) var themes: [(name: String, areas: [String])] = []
  /// Codes by the anchors and names that links and rows use.
  private var codes: [String: String] = [:]

  init(_ document: HTMLDocument, address: String) {
    self.document = document
    self.address = address
  }

  mutating func read() {
    for (unit, code) in units() { readArea(unit, code) }
    readThemeLists()
    readMatrices()
  }

  // MARK: areas

  /// The largest elements that speak of one area only, each with its code.
  private func units() -> [(unit: Int, code: String)] {
    let found = codesByNode()
    var result: [(unit: Int, code: String)] = []
    var seen: Set<String> = []
    var index = 0
    while index < document.nodes.count {
      let node = document.nodes[index]
      let inside = Set((index..<node.end).compactMap { found[$0] })
      guard !inside.isEmpty else {
        index = node.end
        continue
      }
      if inside.count == 1, let code = inside.first, isUnit(index) {
        if seen.insert(code).inserted { result.append((index, code)) }
        index = node.end
      } else {
        index += 1
      }
    }
    return result
  }

  /// Codes in text and in the addresses of reports; anchors such as `#area-…` only point.
  private func codesByNode() -> [Int: String] {
    var result: [Int: String] = [:]
    for (index, node) in document.nodes.enumerated() {
      if node.tag.isEmpty {
        result[index] = PrioritiesMapPage.code(in: node.text)
      } else if let href = node.attribute("href"), !href.hasPrefix("#") {
        result[index] = PrioritiesMapPage.code(in: href)
      } else if let id = node.attribute("id") {
        result[index] = PrioritiesMapPage.code(in: id)
      }
    }
    return result
  }

  private func isUnit(_ index: Int) -> Bool {
    document.nodes[index].tag != ""
      && document.elements(["a"], in: index).contains { link in
        HTMLLink.scheme(of: document.nodes[link].attribute("href") ?? "") != nil
      }
      && ["tr", "div", "section", "article", "li", "details", "dd"].contains(
        document.nodes[index].tag)
  }

  private mutating func readArea(_ unit: Int, _ code: String) {
    let title = document.elements(["th", "h2", "h3", "h4", "h5", "summary", "dt", "td"], in: unit)
      .first
    let shown = title.map { document.text(of: $0) } ?? ""
    let name = HTMLText.clean(shown.replacing(code, with: "").filter { !"()".contains($0) })
    var area = MappedArea(code: code, name: name)
    area.region = region(above: unit)
    area.summary = summary(unit)
    for link in document.elements(["a"], in: unit) { add(link, to: &area) }
    areas[code] = area
    remember(unit, code, name)
  }

  private mutating func remember(_ unit: Int, _ code: String, _ name: String) {
    codes[name.lowercased()] = code
    for index in unit..<document.nodes[unit].end {
      for key in ["id", "name"] {
        if let value = document.nodes[index].attribute(key) { codes["#" + value] = code }
      }
    }
  }

  private func add(_ link: Int, to area: inout MappedArea) {
    let href = document.nodes[link].attribute("href") ?? ""
    guard !href.hasPrefix("#"), let full = HTMLLink.resolve(href, against: address) else { return }
    let text = document.text(of: link)
    if let kind = PrioritiesMapPage.reportKind(address: href, text: text),
      PrioritiesMapPage.code(in: href) != nil || !PhraseText(text).has(" strategy")
    {
      area.reports.append(MappedArea.Report(kind: kind, address: full))
    } else {
      area.strategies.append(MappedArea.Strategy(title: text.isEmpty ? nil : text, address: full))
    }
  }

  /// The one cell or paragraph of the area that tells of priorities and holds no link.
  private func summary(_ unit: Int) -> String? {
    let blocks = document.elements(["td", "p", "dd", "div"], in: unit).filter { block in
      block != unit
        && document.elements(["a", "p", "td", "div"], in: block).allSatisfy { $0 == block }
    }
    let texts = blocks.map { document.text(of: $0) }
    return texts.first { PhraseText($0).has(" priorit") } ?? texts.max { $0.count < $1.count }
  }

  private func region(above unit: Int) -> String? {
    let headings = document.elements(["h2", "h3", "h4", "caption"]).filter { $0 < unit }
    return headings.suffix(3).reversed().lazy
      .compactMap { PrioritiesMapPage.region(in: document.text(of: $0)) }.first
  }

  // MARK: themes

  /// A heading and after it a list of links to areas.
  private mutating func readThemeLists() {
    for list in document.elements(["ul", "ol"]) {
      let links = document.elements(["a"], in: list)
      let targets = links.compactMap { target($0) }
      guard !targets.isEmpty, targets.count == links.count,
        let heading = document.elements(["h2", "h3", "h4", "h5", "summary", "dt"]).last(where: {
          $0 < list
        })
      else { continue }
      themes.append((Self.withoutCount(document.text(of: heading)), targets))
    }
  }

  private func target(_ link: Int) -> String? {
    guard let href = document.nodes[link].attribute("href"), href.hasPrefix("#") else { return nil }
    return codes[href] ?? codes[document.text(of: link).lowercased()]
      ?? PrioritiesMapPage.code(in: href)
  }

  /// “Smoking and tobacco (9)” without the number of areas.
  private static func withoutCount(_ text: String) -> String {
    guard text.hasSuffix(")"), let open = text.lastIndex(of: "("),
      text[open...].dropFirst().dropLast().allSatisfy(\.isNumber)
    else { return text }
    return HTMLText.clean(text[..<open])
  }

  /// Areas down, themes across, a mark where they meet.
  private mutating func readMatrices() {
    for table in document.elements(["table"]) {
      let rows = document.elements(["tr"], in: table).map { document.children(of: $0) }
      guard let head = rows.first, head.count > 3 else { continue }
      var found = head.map { (name: document.text(of: $0), areas: [String]()) }
      for row in rows.dropFirst() where row.count == head.count {
        guard let code = rowCode(row[0]) else { continue }
        for column in row.indices.dropFirst() where isMarked(row[column]) {
          found[column].areas.append(code)
        }
      }
      themes += found.filter { !$0.name.isEmpty && !$0.areas.isEmpty }
    }
  }

  private func rowCode(_ cell: Int) -> String? {
    document.elements(["a"], in: cell).lazy.compactMap { target($0) }.first
      ?? codes[document.text(of: cell).lowercased()]
  }

  /// A tick: a picture or a short mark. Cells with words are no matrix.
  private func isMarked(_ cell: Int) -> Bool {
    if let picture = document.elements(["img"], in: cell).first {
      return document.nodes[picture].attribute("alt")?.lowercased() != "no"
    }
    return ["✓", "✔", "x", "X", "•", "●", "yes", "Yes", "Y", "1"].contains(document.text(of: cell))
  }
}
