/// Reads a map of boards’ priorities: themes with their areas, areas with summary and links.
///
/// Shape: themes as lists of links or as a matrix; areas as table rows or blocks that carry a GSS code;
/// the same content as JSON in a script. The page is read first and the script fills what it lacks,
/// so an area comes out once.
/// Source: the former Local Government Association map; see docs/sources/lga-map.md.
public enum PrioritiesMapPage {
  /// - Throws: ``HTMLRefusal`` when the page cannot be parsed safely.
  public static func read(
    _ bytes: [UInt8], contentType: String?, address: String, limits: HTMLLimits = HTMLLimits()
  ) throws(HTMLRefusal) -> PrioritiesMap {
    let document = try HTMLDocument(bytes: bytes, contentType: contentType, limits: limits)
    var markup = PrioritiesMapMarkup(document, address: address)
    markup.read()
    var script = PrioritiesMapScript()
    for text in document.scripts where text.utf8.count < 4_000_000 { script.read(text) }
    return merge(markup, script)
  }

  private static func merge(
    _ markup: PrioritiesMapMarkup, _ script: PrioritiesMapScript
  ) -> PrioritiesMap {
    var areas = markup.areas
    for (code, extra) in script.areas {
      guard let own = areas[code] else {
        areas[code] = extra
        continue
      }
      areas[code] = filled(own, from: extra)
    }
    let themes = themes(markup.themes, script.themes, known: Set(areas.keys))
    for theme in themes {
      for code in theme.areas where areas[code]?.themes.contains(theme.name) == false {
        areas[code]?.themes.append(theme.name)
      }
    }
    return PrioritiesMap(themes: themes, areas: areas.values.sorted { $0.code < $1.code })
  }

  private static func filled(_ own: MappedArea, from extra: MappedArea) -> MappedArea {
    var area = own
    if area.name.isEmpty { area.name = extra.name }
    area.region = own.region ?? extra.region
    area.summary = own.summary ?? extra.summary
    let isUntitled = own.strategies.allSatisfy { $0.title == nil }
    if isUntitled && !extra.strategies.isEmpty { area.strategies = extra.strategies }
    let kinds = Set(own.reports.map(\.kind))
    area.reports += extra.reports.filter { !kinds.contains($0.kind) }
    return area
  }

  private static func themes(
    _ first: [(name: String, areas: [String])], _ second: [(name: String, areas: [String])],
    known: Set<String>
  ) -> [PrioritiesMap.Theme] {
    var names: [String] = []
    var areas: [String: [String]] = [:]
    for theme in first + second {
      if areas[theme.name] == nil { names.append(theme.name) }
      let had = areas[theme.name] ?? []
      areas[theme.name] = had + theme.areas.filter { known.contains($0) && !had.contains($0) }
    }
    return names.compactMap { name in
      let codes = areas[name] ?? []
      return codes.isEmpty ? nil : PrioritiesMap.Theme(name: name, areas: codes)
    }
  }

  static let regions = [
    "East Midlands", "East of England", "London", "North East", "North West", "South East",
    "South West", "West Midlands", "Yorkshire and The Humber",
  ]

  /// The region named by a text that is its name, or ends in it.
  static func region(in text: String) -> String? {
    let words = PhraseText(text.replacing("&", with: "and")).words
    return regions.first { region in
      let name = PhraseText(region).words
      return words.suffix(name.count) == name[...] && words.count <= name.count + 3
    }
  }

  /// The first GSS code of an English area in a text.
  static func code(in text: String) -> String? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 9 else { return nil }
    for start in 0...(bytes.count - 9) where bytes[start] == 0x45 {
      let digits = bytes[(start + 1)..<(start + 9)]
      let isWhole = start + 9 == bytes.count || !(0x30...0x39).contains(bytes[start + 9])
      if isWhole && digits.allSatisfy({ (0x30...0x39).contains($0) }) {
        return String(decoding: bytes[start..<start + 9], as: UTF8.self)
      }
    }
    return nil
  }

  static func reportKind(address: String, text: String) -> MappedArea.Report.Kind? {
    let phrase = PhraseText(text + " " + address)
    if phrase.has(" lginformplus") || phrase.has(" inform plus") { return .lgInformPlus }
    if phrase.has(" lginform") || phrase.has(" lg inform") { return .lgInform }
    return phrase.hasAny([" health profile", " healthprofile", " fingertips"])
      ? .healthProfile : nil
  }
}
