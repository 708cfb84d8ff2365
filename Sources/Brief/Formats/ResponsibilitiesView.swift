extension BriefingView {
  /// Who does what here.
  var responsibilitiesView: Fields {
    let titles = Dictionary(briefing.themes.map { ($0.id, $0.title) }) { first, _ in first }
    let numbers = responsibilityNumbers
    let shown = briefing.responsibilities.filter { item in
      item.themeIDs.contains { titles[$0] != nil }
    }
    return [
      "hasResponsibilities": !shown.isEmpty,
      "responsibilities": shown.map { item in
        [
          "number": numbers[item.id] ?? 0, "body": say(item.body), "does": say(item.does),
          "here": say(
            item.here.isEmpty ? "not held in this release" : Self.list(item.here).uppercasedFirst),
          "sources": item.sources.map { source in
            (["title": say(source.title)] as Fields).merging(link(source.address)) { $1 }
          },
        ] as Fields
      },
    ]
  }

  /// The number of each kind of body, for anchors.
  var responsibilityNumbers: [String: Int] {
    let ids = briefing.responsibilities.map(\.id)
    return Dictionary(ids.enumerated().map { ($1, $0 + 1) }) { first, _ in first }
  }

  private static func list(_ names: [String]) -> String { names.joined(separator: "; ") }

  /// An id as part of an anchor.
  static func slug(_ id: String) -> String {
    String(id.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
  }
}
