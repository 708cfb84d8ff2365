/// The part of a map page that its scripts carry, whatever its keys are called.
///
/// Fields are told by what they hold: a GSS code, a region’s name, an address, a text on priorities.
struct PrioritiesMapScript {
  private(set) var areas: [String: MappedArea] = [:]
  private(set) var themes: [(name: String, areas: [String])] = []
  private var themeNames: [Int: String] = [:]
  private var themeNumbers: [(code: String, number: Int)] = []

  mutating func read(_ script: String) {
    guard PrioritiesMapPage.code(in: script) != nil else { return }
    for value in JSONValue.values(inScript: script) { visit(value) }
    for (number, name) in themeNames.sorted(by: { $0.key < $1.key }) {
      let codes = themeNumbers.filter { $0.number == number }.map(\.code)
      if !codes.isEmpty { themes.append((name, codes)) }
    }
    themeNumbers = []
  }

  private mutating func visit(_ value: JSONValue) {
    guard case .object(let object) = value else {
      for child in value.children { visit(child) }
      return
    }
    if let code = object.values.lazy.compactMap({ Self.code($0) }).first {
      return addArea(code, object)
    }
    if let theme = Self.theme(object) {
      themes.append(theme)
      return
    }
    for (key, child) in object.sorted(by: { $0.key < $1.key }) {
      if Self.code(.string(key)) != nil, case .object(let fields) = child {
        addArea(key, fields)
      } else if let number = Int(key), let name = child.string {
        themeNames[number] = name
      } else {
        visit(child)
      }
    }
  }

  private static func code(_ value: JSONValue) -> String? {
    guard let text = value.string, text.utf8.count == 9 else { return nil }
    return PrioritiesMapPage.code(in: text)
  }

  /// A name with a list of codes.
  private static func theme(_ object: [String: JSONValue]) -> (name: String, areas: [String])? {
    let codes = object.values.lazy.map { $0.children.compactMap { code($0) } }.first { !$0.isEmpty }
    guard let codes, let name = object.values.lazy.compactMap(\.string).first else { return nil }
    return (name, codes)
  }

  private mutating func addArea(_ code: String, _ object: [String: JSONValue]) {
    var area = areas[code] ?? MappedArea(code: code, name: "")
    for (_, value) in object.sorted(by: { $0.key < $1.key }) {
      if let text = value.string { add(text, to: &area) } else { add(value, to: &area) }
      for case .number(let number) in value.children where number >= 0 && number < 1_000 {
        themeNumbers.append((code, Int(number)))
      }
    }
    areas[code] = area
  }

  private func add(_ text: String, to area: inout MappedArea) {
    let plain = Self.withoutTags(text)
    if HTMLLink.scheme(of: text).map({ $0.hasPrefix("http") }) == true {
      addAddress(text, title: nil, to: &area)
    } else if PhraseText(plain).has(" priorit") || plain.count > 60 {
      area.summary = area.summary ?? plain
    } else if let region = PrioritiesMapPage.region(in: plain),
      !area.name.isEmpty || region != plain
    {
      area.region = region
    } else if plain != area.code && area.name.isEmpty {
      area.name = plain
    }
  }

  /// Nested values: a strategy with title and address, reports by name or in a row.
  private func add(_ value: JSONValue, to area: inout MappedArea) {
    let texts = value.children.compactMap(\.string)
    let addresses = texts.filter { HTMLLink.scheme(of: $0)?.hasPrefix("http") == true }
    if addresses.count == 1, let title = texts.first(where: { !addresses.contains($0) }) {
      return addAddress(addresses[0], title: title, to: &area)
    }
    for address in addresses { addAddress(address, title: nil, to: &area) }
    for case .object(let object) in value.children { add(.object(object), to: &area) }
  }

  private func addAddress(_ address: String, title: String?, to area: inout MappedArea) {
    guard let full = HTMLLink.resolve(address, against: address) else { return }
    if let kind = PrioritiesMapPage.reportKind(address: address, text: title ?? "") {
      area.reports.append(MappedArea.Report(kind: kind, address: full))
    } else {
      area.strategies.append(MappedArea.Strategy(title: title, address: full))
    }
  }

  private static func withoutTags(_ text: String) -> String {
    var isInTag = false
    let plain = text.filter { character in
      if character == "<" { isInTag = true }
      defer { if character == ">" { isInTag = false } }
      return !isInTag
    }
    return HTMLText.clean(plain)
  }
}
