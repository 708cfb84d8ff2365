/// What the script of the first page searches: each area, indicator, theme, document and term, as a
/// script of its own, because a page opened from a file may not read other files.
enum SearchIndex {
  /// Entries of one kind, whose pages have the same beginning and ending.
  private struct Group {
    let kind: String
    let before: String
    let after: String
    /// Text, what tells its page from the others of the kind, and further words to search by.
    let entries: [[String]]

    var script: String {
      let lines = entries.map { "[" + list($0) + "]" }
      return "[" + list([kind, before, after]) + ",[\n" + lines.joined(separator: ",\n") + "]]"
    }

    private func list(_ texts: [String]) -> String {
      texts.map { ScriptText.quoted(Printable.clean($0)) }.joined(separator: ",")
    }
  }

  static func script(_ contents: SiteContents) -> String {
    let groups = areas(contents) + others(contents)
    return "var siteIndex=[" + groups.map(\.script).joined(separator: ",\n") + "];\n"
      + "var sitePriorities=\(priorities(contents));\n"
  }

  /// The codes of the areas whose boards have priorities, and for each word of them the numbers of
  /// the areas: a tenth of the weight of the texts.
  private static func priorities(_ contents: SiteContents) -> String {
    var codes: [String] = []
    var places: [String: [Int]] = [:]
    for area in contents.upperTier {
      let texts = area.briefing.strategies.flatMap(\.priorities).map(\.text)
      if texts.isEmpty { continue }
      let words = Set(texts.flatMap { Slug.of($0).split(separator: "-").map(String.init) })
      for word in words { places[word, default: []].append(codes.count) }
      codes.append(area.code)
    }
    let lines = places.filter { !stopWords.contains($0.key) }.sorted { $0.key < $1.key }
      .map { word, numbers in "\(word) \(numbers.map(String.init).joined(separator: " "))" }
    return "[\(ScriptText.quoted(codes.joined(separator: " "))),\n"
      + "\(ScriptText.quoted(lines.joined(separator: ";")))]"
  }

  /// Words that nobody is found by; the script passes over them too.
  private static let stopWords: Set = ["a", "and", "for", "in", "of", "the", "to", "with"]

  private static func areas(_ contents: SiteContents) -> [Group] {
    let aliases = Dictionary(grouping: contents.aliases, by: \.areaCode)
    let kinds = Dictionary(grouping: contents.areas) { area in
      "\(PlaceFacts.type(area.place.type)), \(area.regionName)"
    }
    return kinds.sorted { $0.key < $1.key }.map { kind, areas in
      Group(
        kind: kind, before: "areas/", after: ".html",
        entries: areas.map { [$0.name, $0.code, words($0, aliases[$0.code] ?? [])] })
    }
  }

  private static func others(_ contents: SiteContents) -> [Group] {
    [
      Group(
        kind: "Theme", before: "themes/", after: ".html",
        entries: contents.themes.map { [$0.title, Slug.of($0.id), ""] }),
      Group(
        kind: "Indicator", before: "indicators/", after: ".html",
        entries: contents.tables.map { [$0.label, $0.page, ""] }),
      Group(
        kind: "Guidance", before: "guidance.html#doc-", after: "",
        entries: contents.documents.map { [$0.guidance.title, Slug.of($0.guidance.id), ""] }),
      Group(
        kind: "Glossary", before: "glossary.html#", after: "",
        entries: zip(contents.glossary, GlossaryPage.ids(contents)).map { entry, id in
          [entry.term, id, entry.abbreviation ?? ""]
        }),
    ]
  }

  /// The words of an area's other names that its own name does not have.
  private static func words(_ area: SiteArea, _ aliases: [AreaAlias]) -> String {
    let own = Set(Slug.of(area.name).split(separator: "-"))
    let others = Set(aliases.flatMap { Slug.of($0.key).split(separator: "-") }).subtracting(own)
    return others.map(String.init).sorted().joined(separator: " ")
  }
}

/// Texts as a script holds them, where none can end its string or its element.
enum ScriptText {
  /// A script without its indents and the lines that are comments alone.
  static func compact(_ script: String) -> String {
    script.split(separator: "\n").map { $0.drop { $0 == " " } }.filter { !$0.hasPrefix("//") }
      .joined(separator: "\n") + "\n"
  }

  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "<": quoted += "\\u003C"
      case _ where scalar.value < 0x20 || (0x2028...0x2029).contains(scalar.value):
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
